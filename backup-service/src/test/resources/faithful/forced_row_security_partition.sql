SET ROLE chrono_scraper;
CREATE SCHEMA forced;
SET search_path = forced;
CREATE TABLE rows_of (id int, kind text) PARTITION BY LIST (kind);
CREATE TABLE rows_of_a PARTITION OF rows_of FOR VALUES IN ('a');
INSERT INTO rows_of SELECT n, 'a' FROM generate_series(1, 10) n;
ALTER TABLE rows_of_a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nobody ON rows_of_a USING (false);
