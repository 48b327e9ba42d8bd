-- descending, cycling, cached, of another type, never called, at their ends, set but not called
SET ROLE chrono_scraper;
CREATE SCHEMA sequences;
SET search_path = sequences;
CREATE SEQUENCE descending INCREMENT -5 MINVALUE -1000 MAXVALUE -1 START -10;
CREATE SEQUENCE small AS smallint MAXVALUE 3 CYCLE CACHE 2;
CREATE SEQUENCE untouched START 77;
CREATE SEQUENCE set_not_called;
CREATE SEQUENCE largest MAXVALUE 9223372036854775807;
CREATE SEQUENCE "quo""te.d s";
CREATE TABLE t (id serial PRIMARY KEY, other int DEFAULT nextval('descending'), x text);
CREATE SEQUENCE owned_later OWNED BY t.other;
CREATE TABLE set_ahead (id serial PRIMARY KEY);
CREATE TABLE counts_down (id int PRIMARY KEY);
CREATE SEQUENCE down INCREMENT -1 MAXVALUE -1 OWNED BY counts_down.id;
INSERT INTO counts_down SELECT nextval('down') FROM generate_series(1, 5);
SELECT nextval('descending'), nextval('descending'), nextval('small'), nextval('"quo""te.d s"'), setval('set_not_called', 500, false), setval('largest', 9223372036854775807);
INSERT INTO t (x) SELECT 'x' FROM generate_series(1, 5);
SELECT setval('set_ahead_id_seq', 900);
-- rows beyond the sequence: pg_dump leaves that as it is
CREATE TABLE behind (id serial PRIMARY KEY);
INSERT INTO behind VALUES (1000);
