-- a sequence that a column of text owns
SET ROLE chrono_scraper;
CREATE SCHEMA sequence_of_text;
SET search_path = sequence_of_text;
CREATE SEQUENCE of_text_owner;
CREATE TABLE text_key (id text PRIMARY KEY DEFAULT 'k' || nextval('of_text_owner'));
ALTER SEQUENCE of_text_owner OWNED BY text_key.id;
INSERT INTO text_key DEFAULT VALUES;
