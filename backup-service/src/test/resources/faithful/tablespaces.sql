-- a table, an index and a partitioned table elsewhere
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE faithful_space OWNER chrono_scraper LOCATION '';
SET ROLE chrono_scraper;
CREATE SCHEMA tablespaces;
SET search_path = tablespaces;
CREATE TABLE elsewhere (id int, x text) TABLESPACE faithful_space;
CREATE INDEX elsewhere_x ON elsewhere (x) TABLESPACE faithful_space;
ALTER TABLE elsewhere ADD PRIMARY KEY (id) USING INDEX TABLESPACE faithful_space;
CREATE TABLE parts (id int) PARTITION BY RANGE (id) TABLESPACE faithful_space;
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100) TABLESPACE pg_default;
CREATE MATERIALIZED VIEW mat TABLESPACE faithful_space AS SELECT 1 AS one;
INSERT INTO elsewhere VALUES (1, 'x');
INSERT INTO parts VALUES (1);
