-- quotes, spaces, dots, slashes, emoji, 63 bytes, keywords, names that differ only in case or only beyond what a folder can tell
SET ROLE chrono_scraper;
CREATE SCHEMA "na mes.""x""/🐘 $$ '%_";
SET search_path = "na mes.""x""/🐘 $$ '%_";
CREATE TABLE "a.b" ("c.d" int PRIMARY KEY, "e""f" text, "sel ect; --" text, "tab	and
newline" int);
CREATE TABLE "a" ("select" int PRIMARY KEY, "SELECT" int, "Sel" int);
CREATE TABLE "A" (id int PRIMARY KEY);
CREATE TABLE ".." (id int PRIMARY KEY);
CREATE TABLE "/etc/passwd" (id int PRIMARY KEY);
CREATE TABLE "../../x" (id int PRIMARY KEY);
CREATE TABLE "con%2e" (id int PRIMARY KEY);
CREATE TABLE "con." (id int PRIMARY KEY);
CREATE TABLE "-rf *" (id int PRIMARY KEY);
CREATE TABLE "back\slash'quote" (id int PRIMARY KEY, "\" text);
CREATE TABLE "sixty-three bytes of a name with 🐘🐘🐘🐘🐘🐘🐘🐘" (id int PRIMARY KEY);
CREATE TABLE "line
break" (id int PRIMARY KEY);
CREATE TABLE "$(touch /tmp/faithful-was-here)" (id int PRIMARY KEY);
CREATE TABLE "`id`" (id int PRIMARY KEY);
CREATE TYPE "ty pe" AS ENUM ('a "b', 'c''d');
CREATE FUNCTION "f""n"("a""b" "ty pe") RETURNS "ty pe" LANGUAGE sql AS 'SELECT $1';
CREATE SEQUENCE "se.q""";
CREATE INDEX "in dex" ON "a.b" ("e""f", lower("sel ect; --"));
INSERT INTO "a.b" VALUES (1, 'x', 'y', 2);
INSERT INTO "a" VALUES (1, 2, 3);
INSERT INTO "A" VALUES (7);
INSERT INTO ".." VALUES (1);
INSERT INTO "/etc/passwd" VALUES (2);
INSERT INTO "../../x" VALUES (3);
INSERT INTO "con%2e" VALUES (4);
INSERT INTO "con." VALUES (5);
INSERT INTO "-rf *" VALUES (6);
INSERT INTO "back\slash'quote" VALUES (1, '\');
INSERT INTO "sixty-three bytes of a name with 🐘🐘🐘🐘🐘🐘🐘🐘" VALUES (1);
INSERT INTO "line
break" VALUES (1);
INSERT INTO "$(touch /tmp/faithful-was-here)" VALUES (1);
INSERT INTO "`id`" VALUES (1);
