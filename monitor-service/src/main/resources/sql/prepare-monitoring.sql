-- What monitor-service needs in an operated database beyond pg_monitor: run once by a superuser.
-- Column widths, for the page estimate behind "dead tuples". Widths only: no value of any column can be read through it.
CREATE SCHEMA IF NOT EXISTS chronoops;
CREATE OR REPLACE VIEW chronoops.column_width AS
  SELECT starelid AS relid, staattnum AS attnum, stainherit AS inherited, stanullfrac AS null_frac, stawidth AS width
  FROM pg_catalog.pg_statistic;
REVOKE ALL ON chronoops.column_width FROM PUBLIC;
GRANT USAGE ON SCHEMA chronoops TO monitoring_user;
GRANT SELECT ON chronoops.column_width TO monitoring_user;
