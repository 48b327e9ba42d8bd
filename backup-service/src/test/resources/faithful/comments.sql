-- comments on everything, with quotes and newlines
SET ROLE chrono_scraper;
CREATE SCHEMA comments;
SET search_path = comments;
CREATE TABLE t (id int PRIMARY KEY, x text CONSTRAINT c CHECK (x <> ''));
COMMENT ON SCHEMA comments IS E'quo''te "double" \\ back\nslash $$ dollar -- dash /* star';
COMMENT ON TABLE t IS E'\\restrict\n\\.\nCOPY';
COMMENT ON COLUMN t.x IS '🐘';
COMMENT ON CONSTRAINT c ON t IS 'con';
COMMENT ON INDEX t_pkey IS 'ind';
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(int) IS 'fun';
CREATE TYPE ty AS ENUM ('a');
COMMENT ON TYPE ty IS 'type';
CREATE SEQUENCE s;
COMMENT ON SEQUENCE s IS 'seq';
CREATE VIEW v AS SELECT 1 AS one;
COMMENT ON VIEW v IS 'view';
