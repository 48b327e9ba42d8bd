-- trusted ones, in a schema of their own and moved; their objects in columns, indexes, functions
CREATE SCHEMA ext AUTHORIZATION chrono_scraper;
SET ROLE chrono_scraper;
RESET ROLE;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm WITH SCHEMA ext;
CREATE EXTENSION btree_gist;
COMMENT ON EXTENSION citext IS 'a comment of our own';
GRANT CREATE ON DATABASE :"DBNAME" TO chrono_scraper;
SET ROLE chrono_scraper;
SET search_path = ext, public;
CREATE TABLE uses (id int PRIMARY KEY, h hstore, c citext UNIQUE, t text);
CREATE INDEX uses_t ON uses USING gin (t gin_trgm_ops);
CREATE INDEX uses_h ON uses USING gin (h);
INSERT INTO uses VALUES (1, 'a=>1, "b c"=>NULL', 'MiXed', 'trigram'), (2, '', NULL, NULL);
