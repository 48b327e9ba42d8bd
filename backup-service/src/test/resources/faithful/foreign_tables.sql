-- wrappers, servers, user mappings, foreign tables, one as a partition
CREATE EXTENSION file_fdw;
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA foreign_tables AUTHORIZATION chrono_scraper;
SET search_path = foreign_tables, public;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE SERVER far TYPE 'postgres' VERSION '15' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1', dbname 'no "where');
GRANT USAGE ON FOREIGN SERVER far TO chrono_scraper WITH GRANT OPTION;
CREATE USER MAPPING FOR chrono_scraper SERVER far OPTIONS (user 'u', password 'not a real one');
CREATE FOREIGN TABLE passwd (line text) SERVER files OPTIONS (filename '/etc/passwd', format 'csv', delimiter E'\x01');
CREATE FOREIGN TABLE remote (id int OPTIONS (column_name 'ID') NOT NULL, x text COLLATE "C") SERVER far OPTIONS (schema_name 'a', table_name 'b.c');
ALTER FOREIGN TABLE remote OWNER TO chrono_scraper;
SET ROLE chrono_scraper;
CREATE TABLE measured (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE measured_here PARTITION OF measured FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE FOREIGN TABLE measured_far PARTITION OF measured FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') SERVER far;
INSERT INTO measured VALUES (1, '2026-02-03');
