-- the application's own publications
SET ROLE chrono_scraper;
CREATE SCHEMA publications;
SET search_path = publications;
CREATE TABLE t (id int PRIMARY KEY, x text);
INSERT INTO t VALUES (1, 'x');
RESET ROLE;
GRANT CREATE ON DATABASE :"DBNAME" TO chrono_scraper;
SET ROLE chrono_scraper;
CREATE PUBLICATION theirs FOR TABLE t (id) WHERE (id > 5) WITH (publish = 'insert');
