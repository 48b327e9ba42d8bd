-- unlogged tables and sequences
SET ROLE chrono_scraper;
CREATE SCHEMA unlogged;
SET search_path = unlogged;
CREATE UNLOGGED TABLE cache (id serial PRIMARY KEY, x text);
CREATE UNLOGGED SEQUENCE fleeting START 100;
SELECT nextval('fleeting');
INSERT INTO cache (x) SELECT 'x' || n FROM generate_series(1, 30) n;
