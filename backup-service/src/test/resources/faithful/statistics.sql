-- statistics objects, of expressions too
SET ROLE chrono_scraper;
CREATE SCHEMA statistics;
SET search_path = statistics;
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS of_two (ndistinct, mcv) ON a, b FROM t;
CREATE STATISTICS "of expressions" ON (a + b), (lower(c)) FROM t;
ALTER STATISTICS of_two SET STATISTICS 77;
INSERT INTO t SELECT n, n, 'X' || n FROM generate_series(1, 100) n;
