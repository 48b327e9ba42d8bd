-- several parents, rows in the parent, local and inherited columns and constraints, tables of a type
SET ROLE chrono_scraper;
CREATE SCHEMA inheritance;
SET search_path = inheritance;
CREATE TABLE parent (id int, name text NOT NULL, CHECK (id > 0));
CREATE TABLE other (stamp date DEFAULT '2026-01-01', CONSTRAINT not_theirs CHECK (stamp > '2000-01-01') NO INHERIT);
CREATE TABLE child (id int, extra text) INHERITS (parent, other);
ALTER TABLE child ALTER name SET DEFAULT 'nobody', ADD PRIMARY KEY (id);
CREATE TABLE grandchild () INHERITS (child);
INSERT INTO parent SELECT n, 'p' || n FROM generate_series(1, 10) n;
INSERT INTO child (id, extra) SELECT n, 'c' || n FROM generate_series(11, 20) n;
INSERT INTO grandchild SELECT n, 'g' FROM generate_series(21, 30) n;
CREATE TYPE shape AS (a int, b text);
CREATE TABLE of_type OF shape (a WITH OPTIONS PRIMARY KEY, b WITH OPTIONS NOT NULL DEFAULT '-');
INSERT INTO of_type VALUES (1);
