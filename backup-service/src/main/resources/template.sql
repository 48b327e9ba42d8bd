-- Makes an empty database beside a prepared one, for restore --replace to begin with: it holds schema chronoops and the event
-- triggers chronoops_*, which only a superuser can make. Run by psql in the prepared database, as a superuser, after
-- prepare.sql and whenever that has changed. Databases of one encoding and locale share it. It goes again with:
--   ALTER DATABASE chronoops_template_… IS_TEMPLATE false; DROP DATABASE chronoops_template_…;
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SELECT current_database() AS prepared, 'chronoops_template_' ||
       left(md5(concat_ws(' ', pg_encoding_to_char(encoding), datcollate, datctype)), 8) AS template
  FROM pg_database WHERE datname = current_database() \gset
SELECT string_agg(pg_get_functiondef(oid), E';\n' ORDER BY oid) || ';' AS functions
  FROM pg_proc WHERE pronamespace = 'chronoops'::regnamespace \gset
SELECT pg_get_viewdef('chronoops.column_width') AS width \gset

SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
              :'template', pg_encoding_to_char(encoding), datcollate, datctype)
  FROM pg_database WHERE datname = current_database()
   AND NOT EXISTS (SELECT FROM pg_database WHERE datname = :'template') \gexec
ALTER DATABASE :"template" ALLOW_CONNECTIONS true;
\connect :"template"
SET client_min_messages = warning;
SET check_function_bodies = off; -- they call each other
BEGIN;
DROP EVENT TRIGGER IF EXISTS chronoops_ddl;
DROP EVENT TRIGGER IF EXISTS chronoops_drop;
DROP EVENT TRIGGER IF EXISTS chronoops_rewrite;
CREATE SCHEMA IF NOT EXISTS chronoops;
REVOKE ALL ON SCHEMA chronoops FROM PUBLIC;
GRANT USAGE ON SCHEMA chronoops TO backup_user, restore_user, monitoring_user;
CREATE OR REPLACE VIEW chronoops.column_width AS :width
REVOKE ALL ON chronoops.column_width FROM PUBLIC;
GRANT SELECT ON chronoops.column_width TO monitoring_user;
:functions
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA chronoops FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chronoops.unprepare() TO backup_user;
GRANT EXECUTE ON FUNCTION chronoops.open() TO restore_user;
CREATE EVENT TRIGGER chronoops_ddl ON ddl_command_end EXECUTE FUNCTION chronoops.on_ddl();
CREATE EVENT TRIGGER chronoops_drop ON sql_drop EXECUTE FUNCTION chronoops.on_ddl();
CREATE EVENT TRIGGER chronoops_rewrite ON table_rewrite EXECUTE FUNCTION chronoops.on_ddl();
ALTER EVENT TRIGGER chronoops_ddl ENABLE ALWAYS;
ALTER EVENT TRIGGER chronoops_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER chronoops_rewrite ENABLE ALWAYS;
COMMIT;
\connect :"prepared"
ALTER DATABASE :"template" IS_TEMPLATE true ALLOW_CONNECTIONS false;
