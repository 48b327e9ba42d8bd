-- extensions that a superuser alone may make
CREATE EXTENSION pg_stat_statements;
CREATE EXTENSION pgstattuple;
