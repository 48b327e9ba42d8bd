#!/bin/bash
# At the first start of the control server: a schema and a login role for each service that keeps anything there, and the
# registry's database.
set -eu
secrets=/run/chronoops/secrets
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v backup="$(cat $secrets/backup_service)" -v migration="$(cat $secrets/migration_service)" \
  -v registry="$(cat $secrets/registry)" <<'SQL'
CREATE ROLE backup_service LOGIN PASSWORD :'backup';
CREATE ROLE migration_service LOGIN PASSWORD :'migration';
CREATE ROLE registry LOGIN PASSWORD :'registry';
ALTER ROLE backup_service SET search_path = backup;
ALTER ROLE migration_service SET search_path = migration;
CREATE DATABASE registry OWNER registry;
REVOKE ALL ON DATABASE registry FROM PUBLIC;
CREATE DATABASE chronoops;
REVOKE ALL ON DATABASE chronoops FROM PUBLIC;
GRANT CONNECT ON DATABASE chronoops TO backup_service, migration_service;
\connect chronoops
CREATE SCHEMA backup AUTHORIZATION backup_service;
CREATE SCHEMA migration AUTHORIZATION migration_service;
SQL
