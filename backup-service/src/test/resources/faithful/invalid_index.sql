-- an index that is not valid since CREATE INDEX CONCURRENTLY failed
SET ROLE chrono_scraper;
CREATE SCHEMA invalid_index;
SET search_path = invalid_index;
CREATE TABLE t (id int PRIMARY KEY, x int);
INSERT INTO t VALUES (1, 1), (2, 1);
\set ON_ERROR_STOP off
CREATE UNIQUE INDEX CONCURRENTLY twice ON t (x);
\set ON_ERROR_STOP on
