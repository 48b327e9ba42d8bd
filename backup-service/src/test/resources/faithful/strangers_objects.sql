-- objects of a role that restore_user is no member of: it owns what prepare does not look at
CREATE ROLE faithful_stranger;
GRANT CREATE ON DATABASE :"DBNAME" TO faithful_stranger;
CREATE SCHEMA strangers AUTHORIZATION chrono_scraper;
SET search_path = strangers;
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
GRANT CREATE ON SCHEMA strangers TO faithful_stranger;
CREATE COLLATION theirs (provider = icu, locale = 'sv');
ALTER COLLATION theirs OWNER TO faithful_stranger;
ALTER TABLE t OWNER TO chrono_scraper;
