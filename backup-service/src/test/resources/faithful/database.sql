-- what belongs to the database itself
SET ROLE chrono_scraper;
CREATE TABLE public.t (id int PRIMARY KEY);
RESET ROLE;
ALTER DATABASE :"DBNAME" SET work_mem = '12MB';
ALTER DATABASE :"DBNAME" SET search_path = public, "odd, schema";
ALTER ROLE chrono_scraper IN DATABASE :"DBNAME" SET statement_timeout = '42s';
ALTER DATABASE :"DBNAME" CONNECTION LIMIT 50;
GRANT CREATE, TEMPORARY ON DATABASE :"DBNAME" TO readonly_user;
REVOKE CONNECT ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO readonly_user, backup_user, restore_user, monitoring_user, chrono_scraper;
COMMENT ON DATABASE :"DBNAME" IS 'theirs, "quoted"';
GRANT USAGE ON SCHEMA public TO readonly_user WITH GRANT OPTION;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
