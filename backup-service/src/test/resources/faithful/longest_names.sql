-- a schema and a table of 63 bytes that are no letters
SET ROLE chrono_scraper;
CREATE SCHEMA "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘abc";
CREATE TABLE "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘abc"."🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣🦣abc" (id int PRIMARY KEY);
