-- collations of our own in columns, indexes, domains
SET ROLE chrono_scraper;
CREATE SCHEMA collations;
SET search_path = collations;
CREATE COLLATION german_phone (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION ignores_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION c_copy FROM "C";
CREATE DOMAIN folded AS text COLLATE ignores_case;
CREATE TABLE names (a text COLLATE german_phone, b text COLLATE ignores_case UNIQUE, c folded, d text COLLATE c_copy);
CREATE INDEX names_a ON names (a COLLATE "C" DESC NULLS LAST);
INSERT INTO names VALUES ('Ärger', 'ONE', 'Two', 'z'), ('Arger', 'two', 'tWo', NULL);
