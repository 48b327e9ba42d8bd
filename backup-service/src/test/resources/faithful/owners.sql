-- owners of several roles, each of which owns a table or a schema; restore_user is a member since prepare
CREATE ROLE faithful_first;
CREATE ROLE "faithful Second";
GRANT CREATE ON DATABASE :"DBNAME" TO faithful_first;
CREATE SCHEMA owners AUTHORIZATION faithful_first;
SET search_path = owners;
CREATE TABLE of_first (id int PRIMARY KEY);
ALTER TABLE of_first OWNER TO faithful_first;
GRANT CREATE ON SCHEMA owners TO "faithful Second", chrono_scraper;
CREATE TABLE "of second" (id serial PRIMARY KEY);
ALTER TABLE "of second" OWNER TO "faithful Second";
INSERT INTO "of second" DEFAULT VALUES;
