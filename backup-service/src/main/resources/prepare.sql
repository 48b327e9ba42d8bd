-- Prepares this database for Chrono Ops. Run once, as its owner with superuser rights; may be run again.
-- Makes: roles backup_user, restore_user, monitoring_user (without passwords: set them with \password),
-- schema chronoops, publication chronoops, event triggers chronoops_*. All of it goes again with:
--   SELECT chronoops.unprepare();
SET client_min_messages = warning;

DO $$
BEGIN
  IF current_setting('wal_level') <> 'logical' THEN
    RAISE EXCEPTION 'wal_level is %, logical decoding needs logical: ALTER SYSTEM SET wal_level = logical, then restart the server', current_setting('wal_level');
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'backup_user') THEN
    CREATE ROLE backup_user LOGIN CONNECTION LIMIT 16;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'restore_user') THEN
    CREATE ROLE restore_user LOGIN CONNECTION LIMIT 16;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'monitoring_user') THEN
    CREATE ROLE monitoring_user LOGIN CONNECTION LIMIT 5;
  END IF;
END $$;
ALTER ROLE backup_user REPLICATION BYPASSRLS;
ALTER ROLE restore_user CREATEDB BYPASSRLS;
GRANT pg_read_all_data TO backup_user;
GRANT pg_monitor TO backup_user, monitoring_user;
-- a restored database can take the place of this one: its sessions are ended then (never those of a superuser)
GRANT pg_signal_backend TO restore_user;

-- restored databases have the same owners: restore_user must be able to give objects to them
DO $$
DECLARE owner name;
BEGIN
  FOR owner IN SELECT DISTINCT r.rolname FROM pg_roles r WHERE NOT r.rolsuper AND r.rolname NOT LIKE 'pg\_%' AND r.rolname <> 'restore_user'
               AND r.oid IN (SELECT refobjid FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND deptype = 'o'
                               AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                             UNION SELECT datdba FROM pg_database WHERE datname = current_database())
  LOOP
    EXECUTE format('GRANT %I TO restore_user', owner);
  END LOOP;
END $$;

-- tables can be restored into a new schema of this database
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO restore_user', current_database()); END $$;

CREATE SCHEMA IF NOT EXISTS chronoops;
REVOKE ALL ON SCHEMA chronoops FROM PUBLIC;
GRANT USAGE ON SCHEMA chronoops TO backup_user, restore_user, monitoring_user;

-- column widths, for the page estimate behind "dead tuples": no value of any column can be read through it
CREATE OR REPLACE VIEW chronoops.column_width AS
  SELECT starelid AS relid, staattnum AS attnum, stainherit AS inherited, stanullfrac AS null_frac, stawidth AS width
  FROM pg_catalog.pg_statistic;
REVOKE ALL ON chronoops.column_width FROM PUBLIC;
GRANT SELECT ON chronoops.column_width TO monitoring_user;

-- tables that can be published: an UPDATE on a published table without identity would fail for the application
CREATE OR REPLACE FUNCTION chronoops.publishable() RETURNS SETOF regclass
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'chronoops')
    AND n.nspname NOT LIKE 'pg\_%'
    AND (c.relreplident = 'f' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate
           AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END))
$$;

CREATE OR REPLACE FUNCTION chronoops.publish() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT p FROM chronoops.publishable() p
           WHERE p NOT IN (SELECT prrelid FROM pg_publication_rel r JOIN pg_publication b ON b.oid = r.prpubid WHERE b.pubname = 'chronoops') LOOP
    EXECUTE format('ALTER PUBLICATION chronoops ADD TABLE ONLY %s', t);
  END LOOP;
  FOR t IN SELECT prrelid FROM pg_publication_rel r JOIN pg_publication b ON b.oid = r.prpubid WHERE b.pubname = 'chronoops'
           AND prrelid NOT IN (SELECT p FROM chronoops.publishable() p) LOOP
    EXECUTE format('ALTER PUBLICATION chronoops DROP TABLE %s', t);
  END LOOP;
END $$;

-- what a DDL command did goes into the log; it must never make the command fail
CREATE OR REPLACE FUNCTION chronoops.on_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE objects json;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'chronoops') THEN
    RETURN; -- a database that is being restored to replace this one: nothing captures it yet
  END IF;
  IF tg_event = 'ddl_command_end' THEN
    SELECT json_agg(DISTINCT jsonb_build_object('type', d.object_type, 'schema', coalesce(n.nspname, d.schema_name, ''),
             'table', CASE WHEN c.relkind IN ('r', 'p') THEN c.relname ELSE '' END))
      INTO objects FROM pg_event_trigger_ddl_commands() d
      LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
      LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE coalesce(d.schema_name, '') NOT IN ('pg_temp', 'chronoops') AND d.command_tag NOT LIKE '%PUBLICATION%';
  ELSIF tg_event = 'sql_drop' THEN
    SELECT json_agg(DISTINCT jsonb_build_object('type', d.object_type, 'schema', coalesce(d.schema_name, ''),
             'table', CASE WHEN d.object_type IN ('table', 'table column') THEN d.address_names[2] ELSE '' END))
      INTO objects FROM pg_event_trigger_dropped_objects() d
      WHERE NOT d.is_temporary AND d.object_type IN ('table', 'table column', 'index', 'view', 'materialized view', 'sequence', 'function', 'type', 'schema')
        AND coalesce(d.schema_name, '') NOT IN ('pg_toast', 'chronoops');
  ELSE
    SELECT json_build_array(json_build_object('type', 'table', 'schema', n.nspname, 'table', c.relname)) INTO objects
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = pg_event_trigger_table_rewrite_oid();
  END IF;
  IF objects IS NOT NULL THEN
    PERFORM pg_logical_emit_message(true, 'chronoops.ddl', json_build_object('tag', tg_tag, 'event', tg_event, 'user', session_user, 'objects', objects)::text);
    IF tg_event <> 'table_rewrite' THEN
      PERFORM chronoops.publish();
    END IF;
  END IF;
EXCEPTION WHEN OTHERS THEN
  BEGIN
    PERFORM pg_logical_emit_message(true, 'chronoops.ddl', json_build_object('tag', tg_tag, 'error', sqlerrm,
      'objects', json_build_array(json_build_object('type', 'unknown', 'schema', '*', 'table', '*')))::text);
  EXCEPTION WHEN OTHERS THEN NULL;
  END;
END $$;

DROP EVENT TRIGGER IF EXISTS chronoops_ddl;
DROP EVENT TRIGGER IF EXISTS chronoops_drop;
DROP EVENT TRIGGER IF EXISTS chronoops_rewrite;

-- makes the publication and publishes what can be
CREATE OR REPLACE FUNCTION chronoops.open() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'chronoops') THEN
    CREATE PUBLICATION chronoops;
  END IF;
  PERFORM chronoops.publish();
END $$;
SELECT chronoops.open();

CREATE OR REPLACE FUNCTION chronoops.unprepare() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DROP EVENT TRIGGER IF EXISTS chronoops_ddl;
  DROP EVENT TRIGGER IF EXISTS chronoops_drop;
  DROP EVENT TRIGGER IF EXISTS chronoops_rewrite;
  DROP PUBLICATION IF EXISTS chronoops;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA chronoops FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chronoops.unprepare() TO backup_user;
GRANT EXECUTE ON FUNCTION chronoops.open() TO restore_user;

CREATE EVENT TRIGGER chronoops_ddl ON ddl_command_end EXECUTE FUNCTION chronoops.on_ddl();
CREATE EVENT TRIGGER chronoops_drop ON sql_drop EXECUTE FUNCTION chronoops.on_ddl();
CREATE EVENT TRIGGER chronoops_rewrite ON table_rewrite EXECUTE FUNCTION chronoops.on_ddl();
ALTER EVENT TRIGGER chronoops_ddl ENABLE ALWAYS;
ALTER EVENT TRIGGER chronoops_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER chronoops_rewrite ENABLE ALWAYS;
