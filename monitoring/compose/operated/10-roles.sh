#!/bin/bash
# At the first start of the operated server: the roles of the specification's table U, and the application's database.
set -eu
secrets=/run/chronoops/secrets
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v chrono_scraper="$(cat $secrets/chrono_scraper)" -v backup_user="$(cat $secrets/backup_user)" \
  -v restore_user="$(cat $secrets/restore_user)" -v monitoring_user="$(cat $secrets/monitoring_user)" \
  -v readonly_user="$(cat $secrets/readonly_user)" <<'SQL'
CREATE ROLE chrono_scraper LOGIN PASSWORD :'chrono_scraper';
CREATE ROLE backup_user LOGIN PASSWORD :'backup_user' REPLICATION BYPASSRLS CONNECTION LIMIT 16;
CREATE ROLE restore_user LOGIN PASSWORD :'restore_user' CREATEDB CONNECTION LIMIT 16;
CREATE ROLE monitoring_user LOGIN PASSWORD :'monitoring_user' CONNECTION LIMIT 5;
CREATE ROLE readonly_user LOGIN PASSWORD :'readonly_user' CONNECTION LIMIT 10;
-- PostgreSQL holds no superuser to it
ALTER ROLE CURRENT_USER CONNECTION LIMIT 1;
GRANT pg_read_all_data TO backup_user;
GRANT pg_monitor TO monitoring_user;
CREATE DATABASE chrono_scraper OWNER chrono_scraper;
\connect chrono_scraper
ALTER SCHEMA public OWNER TO chrono_scraper;
GRANT USAGE ON SCHEMA public TO readonly_user;
ALTER DEFAULT PRIVILEGES FOR ROLE chrono_scraper IN SCHEMA public GRANT SELECT ON TABLES TO readonly_user;
SQL
