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
    -- names by which the capture would take a table or a column for another one (UnreadableNames tells people why)
    AND n.nspname !~ '[."]' AND lower(n.nspname) NOT IN ('pg_catalog', 'information_schema')
    AND c.relname !~ '^"|"$' AND lower(c.relname) <> 'spatial_ref_sys'
    AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname ~ '^(["''`]).*\1$')
    AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                    GROUP BY lower(a.attname::text COLLATE "default") HAVING count(*) > 1)
    AND (c.relreplident = 'f' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate
           AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END))
$$;

DROP FUNCTION IF EXISTS chronoops.publish();
CREATE OR REPLACE FUNCTION chronoops.published(t oid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE p.pubname = 'chronoops' AND r.prrelid = t)
$$;

-- publishes what can be and is not yet, and no longer what cannot; of these tables, or of all
CREATE OR REPLACE FUNCTION chronoops.publish(these oid[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE t regclass;
BEGIN
  FOR t IN SELECT p FROM chronoops.publishable() p WHERE (these IS NULL OR p = ANY (these)) AND NOT chronoops.published(p) LOOP
    EXECUTE format('ALTER PUBLICATION chronoops ADD TABLE ONLY %s', t);
  END LOOP;
  FOR t IN SELECT prrelid FROM pg_publication_rel r JOIN pg_publication b ON b.oid = r.prpubid WHERE b.pubname = 'chronoops'
           AND (these IS NULL OR prrelid = ANY (these)) AND prrelid NOT IN (SELECT p FROM chronoops.publishable() p) LOOP
    EXECUTE format('ALTER PUBLICATION chronoops DROP TABLE %s', t);
  END LOOP;
END $$;

-- a table as it is now: columns have numbers that outlive their names, and the value of rows that were there before them
CREATE OR REPLACE FUNCTION chronoops.describe(t oid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog SET extra_float_digits = 3 SET DateStyle = 'ISO, YMD' SET IntervalStyle = postgres
SET TimeZone = 'UTC' SET bytea_output = hex AS $$
  SELECT jsonb_build_object('oid', c.oid::bigint, 'schema', n.nspname, 'table', c.relname, 'type', 'table',
    'published', chronoops.published(c.oid),
    'key', CASE c.relreplident
        WHEN 'f' THEN (SELECT jsonb_agg(attname ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
        WHEN 'n' THEN '[]'
        ELSE coalesce((SELECT jsonb_agg(a.attname ORDER BY a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
               WHERE i.indrelid = c.oid AND i.indimmediate AND i.indisvalid
                 AND CASE c.relreplident WHEN 'd' THEN i.indisprimary ELSE i.indisreplident END), '[]') END,
    'columns', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', attnum, 'name', attname, 'type', format_type(atttypid, atttypmod),
                        'missing', (attmissingval::text::text[])[1]) ORDER BY attnum), '[]')
                FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = t
$$;

-- larger tables than this are not told row by row when they enter the log or are written anew: they wait for the next base
CREATE OR REPLACE FUNCTION chronoops.tell_limit() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 16777216::bigint';

-- writes all rows of a table into the log: it has just become part of it, or each row has been written anew without it
CREATE OR REPLACE FUNCTION chronoops.tell(t regclass, instead boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog SET row_security = off SET extra_float_digits = 3 SET DateStyle = 'ISO, YMD'
SET IntervalStyle = postgres SET TimeZone = 'UTC' SET bytea_output = hex AS $$
DECLARE head jsonb; texts text; one json; part json[] := '{}'; size bigint := 0;
BEGIN
  SELECT jsonb_build_object('schema', n.nspname, 'table', c.relname, 'columns', jsonb_agg(a.attname ORDER BY a.attnum), 'instead', instead),
         string_agg(format('r.%I::text', a.attname), ', ' ORDER BY a.attnum) INTO head, texts
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.oid = t GROUP BY n.nspname, c.relname;
  IF head IS NULL THEN
    RETURN; -- a table without columns
  END IF;
  FOR one IN EXECUTE format('SELECT to_json(ARRAY[%s]::text[]) FROM ONLY %s r', texts, t) LOOP
    part := part || one;
    size := size + length(one::text);
    IF size > 500000 THEN
      PERFORM pg_logical_emit_message(true, 'chronoops.rows', (head || jsonb_build_object('rows', to_jsonb(part)))::text);
      head := head || '{"instead": false}';
      part := '{}';
      size := 0;
    END IF;
  END LOOP;
  IF instead OR size > 0 THEN
    PERFORM pg_logical_emit_message(true, 'chronoops.rows', (head || jsonb_build_object('rows', to_jsonb(part)))::text);
  END IF;
END $$;

-- tables that a command may have changed, with what it did to their rows: those it names, those that inherit from them, those
-- in a schema that it renamed; and those with columns of a type whose values it may have renamed, by what its text says
CREATE OR REPLACE FUNCTION chronoops.touched(classes oid[], objects oid[], tag text, query text) RETURNS TABLE (t oid, lost text)
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH RECURSIVE named AS (SELECT * FROM unnest(classes, objects) AS u(class, object)),
  family(t) AS (
    SELECT c.oid FROM named JOIN pg_class c ON class = 'pg_class'::regclass AND c.oid = object
    UNION SELECT c.oid FROM named JOIN pg_class c ON class = 'pg_namespace'::regclass AND c.relnamespace = object WHERE tag = 'ALTER SCHEMA'
    UNION SELECT i.inhrelid FROM family f JOIN pg_inherits i ON i.inhparent = f.t),
  types(t) AS (
    SELECT object FROM named WHERE class = 'pg_type'::regclass AND tag = 'ALTER TYPE'
      AND (query ~* '(rename\s+value|(add|drop|alter|rename)\s+attribute)' OR query !~* '(add\s+value|owner\s+to|set\s+schema|rename\s+to)')
    UNION SELECT y.oid FROM types o JOIN pg_type y ON y.typelem = o.t OR y.typbasetype = o.t
      OR y.oid IN (SELECT rngtypid FROM pg_range WHERE rngsubtype = o.t))
  SELECT c.oid, max(lost) FROM (
      SELECT t, NULL AS lost FROM family
      UNION ALL SELECT a.attrelid, 'values of a type of its columns were renamed' FROM types JOIN pg_attribute a ON a.atttypid = types.t AND NOT a.attisdropped) f
    JOIN pg_class c ON c.oid = f.t AND c.relkind = 'r' AND c.relpersistence <> 't' JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'chronoops') AND n.nspname NOT LIKE 'pg\_%' GROUP BY c.oid
$$;

-- what a DDL command did goes into the log; it must never make the command fail
CREATE OR REPLACE FUNCTION chronoops.on_ddl() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  classes oid[]; named oid[]; others jsonb; objects jsonb := '[]'; changed record; was oid[]; rewritten text;
  tables oid[] := '{}'; losses text[] := '{}'; t oid; lost text; tell boolean; told oid[] := '{}'; fresh boolean; filled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'chronoops') THEN
    RETURN; -- a database that is being restored to replace this one: nothing captures it yet
  END IF;
  IF tg_event = 'table_rewrite' THEN -- told when the command has ended: its rows are not written yet
    PERFORM set_config('chronoops.rewritten', coalesce(current_setting('chronoops.rewritten', true), '') || ' ' || pg_event_trigger_table_rewrite_oid(), true);
    RETURN;
  END IF;
  IF tg_event = 'sql_drop' THEN
    SELECT jsonb_agg(DISTINCT jsonb_build_object('type', d.object_type, 'schema', coalesce(d.schema_name, ''),
             'table', CASE WHEN d.object_type = 'table' THEN d.object_name ELSE '' END, 'oid', d.objid::bigint, 'dropped', true))
      INTO objects FROM pg_event_trigger_dropped_objects() d
      WHERE NOT d.is_temporary AND d.object_type IN ('table', 'index', 'view', 'materialized view', 'sequence', 'function', 'type', 'schema')
        AND coalesce(d.schema_name, '') NOT IN ('pg_toast', 'chronoops')
        AND (d.original OR d.object_type IN ('table', 'view', 'materialized view'));
  ELSE
    SELECT array_agg(d.classid), array_agg(d.objid),
           jsonb_agg(DISTINCT jsonb_build_object('type', d.object_type, 'schema', coalesce(n.nspname, d.schema_name, ''), 'table', ''))
             FILTER (WHERE c.oid IS NULL OR c.relkind NOT IN ('r', 't'))
      INTO classes, named, others FROM pg_event_trigger_ddl_commands() d
      LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
      LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE coalesce(d.schema_name, '') NOT IN ('pg_temp', 'chronoops') AND d.command_tag NOT LIKE '%PUBLICATION%';
    IF classes IS NULL THEN
      RETURN;
    END IF;
    SELECT coalesce(array_agg(x.t), '{}'), coalesce(array_agg(x.lost), '{}') INTO tables, losses
      FROM chronoops.touched(classes, named, tg_tag, current_query()) x;
    was := ARRAY(SELECT u FROM unnest(tables) u WHERE chronoops.published(u));
    PERFORM chronoops.publish(tables);
    rewritten := coalesce(current_setting('chronoops.rewritten', true), '') || ' ';
    fresh := tg_tag IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO');
    objects := coalesce(others, '[]');
    FOR i IN 1 .. coalesce(cardinality(tables), 0) LOOP
      t := tables[i];
      lost := losses[i];
      tell := false;
      IF chronoops.published(t) AND (t <> ALL (was) OR strpos(rewritten, ' ' || t || ' ') > 0) THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', t::regclass) INTO filled;
        IF NOT filled OR (pg_table_size(t) <= chronoops.tell_limit() AND current_setting('transaction_isolation') = 'read committed') THEN
          tell := true;
          lost := NULL;
        ELSE
          lost := CASE WHEN t = ANY (was) THEN 'its rows were written anew by ' || tg_tag ELSE 'its changes are captured from here on, its rows were there before' END;
        END IF;
      END IF;
      objects := objects || jsonb_build_array(chronoops.describe(t) || jsonb_build_object('told', tell, 'lost', lost));
      IF tell THEN
        told := told || t;
      END IF;
    END LOOP;
    PERFORM set_config('chronoops.rewritten', '', true);
  END IF;
  IF objects IS NOT NULL AND objects <> '[]' THEN
    PERFORM pg_logical_emit_message(true, 'chronoops.ddl', jsonb_build_object('tag', tg_tag, 'event', tg_event, 'user', session_user, 'objects', objects)::text);
  END IF;
  FOREACH t IN ARRAY told LOOP
    PERFORM chronoops.tell(t, NOT fresh);
  END LOOP;
  -- this block is a subtransaction: its last message would be decoded after the first row that follows it, for PostgreSQL
  -- takes the end of a message for its place, and that is where the row begins
  PERFORM pg_logical_emit_message(true, 'chronoops.ddl', '{"objects": []}');
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
