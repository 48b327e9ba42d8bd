-- a check that calls a function which reads a table that is loaded later: pg_dump fails on it too
SET ROLE chrono_scraper;
CREATE SCHEMA reads;
SET search_path = reads;
CREATE TABLE zz_late (id int PRIMARY KEY);
CREATE FUNCTION known(int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM reads.zz_late WHERE id = $1)';
INSERT INTO zz_late VALUES (1);
CREATE TABLE checked (id int CHECK (known(id)));
INSERT INTO checked VALUES (1);
