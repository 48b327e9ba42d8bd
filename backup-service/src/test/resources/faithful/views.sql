-- views on views, with options, recursive; materialised ones that build on each other, populated and not, with indexes
SET ROLE chrono_scraper;
CREATE SCHEMA views;
SET search_path = views;
CREATE TABLE base (id int PRIMARY KEY, v int);
INSERT INTO base SELECT n, n * n FROM generate_series(1, 50) n;
CREATE VIEW even WITH (security_barrier) AS SELECT * FROM base WHERE id % 2 = 0 WITH LOCAL CHECK OPTION;
CREATE VIEW asks WITH (security_invoker = true) AS SELECT id AS "the id" FROM even;
CREATE RECURSIVE VIEW counted (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 5;
CREATE MATERIALIZED VIEW squares AS SELECT id, v FROM base WITH DATA;
CREATE VIEW between_them AS SELECT sum(v) AS total FROM squares;
CREATE MATERIALIZED VIEW sums AS SELECT total FROM between_them;
CREATE MATERIALIZED VIEW of_sums AS SELECT total * 2 AS doubled FROM sums;
CREATE MATERIALIZED VIEW empty_yet AS SELECT * FROM of_sums WITH NO DATA;
CREATE MATERIALIZED VIEW on_the_empty AS SELECT 1 AS x WITH NO DATA;
CREATE UNIQUE INDEX squares_id ON squares (id);
CREATE INDEX sums_total ON sums (total) WITH (fillfactor = 50);
-- a function that a view calls and that reads a table by a name without its schema
CREATE FUNCTION reads_a_table() RETURNS bigint LANGUAGE plpgsql STABLE AS 'BEGIN RETURN (SELECT count(*) FROM views.base); END';
CREATE MATERIALIZED VIEW calls AS SELECT reads_a_table() AS n;
