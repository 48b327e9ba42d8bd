-- large objects, with owners, grants, comments, and a table that names them
SET ROLE chrono_scraper;
CREATE SCHEMA large_objects;
SET search_path = large_objects;
CREATE TABLE documents (id int PRIMARY KEY, body oid);
INSERT INTO documents VALUES (1, lo_from_bytea(900001, '\x00ff00616263')), (2, lo_from_bytea(900002, '')), (3, lo_from_bytea(900003, decode(repeat('deadbeef', 100000), 'hex')));
COMMENT ON LARGE OBJECT 900001 IS 'the first';
GRANT SELECT ON LARGE OBJECT 900001 TO readonly_user;
