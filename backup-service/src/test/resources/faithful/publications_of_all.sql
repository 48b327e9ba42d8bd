-- a publication of all tables and a disabled subscription, both a superuser's
CREATE SCHEMA publications_of_all AUTHORIZATION chrono_scraper;
CREATE TABLE publications_of_all.t (id int PRIMARY KEY);
CREATE PUBLICATION all_tables FOR ALL TABLES;
CREATE PUBLICATION in_schema FOR TABLES IN SCHEMA publications_of_all;
CREATE SUBSCRIPTION sleeping CONNECTION 'host=127.0.0.1 port=1 dbname=none' PUBLICATION p WITH (connect = false, slot_name = NONE);
