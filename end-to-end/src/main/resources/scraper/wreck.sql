-- The accident: one transaction. What was there just before it goes into files outside the database.
BEGIN;
LOCK TABLE domains, pages, projects, scrape_pages, scrape_sessions, users IN SHARE ROW EXCLUSIVE MODE;
\o rows.before
\i digest.sql
\o sequences.before
\i sequences.sql
\o
\! pg_dump --schema-only --file=schema.before
SELECT pg_current_xact_id() AS xid \gset
\echo xid :xid
DELETE FROM scrape_pages;
\echo deleted :ROW_COUNT
DELETE FROM pages;
\echo deleted :ROW_COUNT
DROP TABLE scrape_sessions CASCADE;
COMMIT;
