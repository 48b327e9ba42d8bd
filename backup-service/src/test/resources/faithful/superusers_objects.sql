-- objects that a superuser owns
CREATE SCHEMA superusers;
SET search_path = superusers;
CREATE TABLE t (id serial PRIMARY KEY, x text);
INSERT INTO t (x) VALUES ('x');
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT * FROM t;
