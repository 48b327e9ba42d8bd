-- the application's own event triggers
CREATE SCHEMA event_triggers;
CREATE FUNCTION event_triggers.seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END';
CREATE EVENT TRIGGER "their trigger" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION event_triggers.seen();
CREATE EVENT TRIGGER asleep ON ddl_command_start EXECUTE FUNCTION event_triggers.seen();
ALTER EVENT TRIGGER asleep DISABLE;
