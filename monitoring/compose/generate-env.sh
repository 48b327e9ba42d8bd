#!/usr/bin/env bash
# Makes what docker-compose.yml needs and git must never see: .env, secrets/ and the folders of data. What is there stays.
#   monitoring/compose/generate-env.sh
set -eu
cd "$(dirname "$0")/../.."
umask 077

random() { head -c 24 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

# keep FILE VALUE: writes it unless it is there; empties are no secrets
keep() {
  mkdir -p "$(dirname "secrets/$1")"
  [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"
}

# secret FILE: makes it unless it is there, and says it
secret() {
  keep "$1" "$(random)"
  cat "secrets/$1"
}

mkdir -p secrets
echo '*' >secrets/.gitignore

# who may log in where: each container sees its own folder and no other
for role in chrono_scraper backup_user restore_user monitoring_user readonly_user admin_user; do
  secret "operated/$role" >/dev/null
done
for role in control_admin backup_service migration_service registry; do secret "control/$role" >/dev/null; done
for user in admin backup-service monitor-service migration-service alert-router publisher; do
  secret "kafka/$user" >/dev/null
done

# tokens of REST: the services know all three, Prometheus the viewer's
for role in viewer operator admin; do echo "$role $(secret "tokens/$role")"; done >secrets/tokens.lines
keep prometheus/token/viewer "$(cat secrets/tokens/viewer)"

# service NAME: its login to Kafka and its tokens; files below config are named for Spring's own keys
service() {
  cp secrets/tokens.lines "secrets/$1/tokens" 2>/dev/null || { mkdir -p "secrets/$1" && cp secrets/tokens.lines "secrets/$1/tokens"; }
  keep "$1/config/spring.kafka.properties.sasl.jaas.config" \
    "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"$1\" password=\"$(cat "secrets/kafka/$1")\";"
  mkdir -p "secrets/$1/databases"
}
# knows SERVICE ROLE: the password of a role at the operated database chrono-scraper
knows() { keep "$1/databases/chrono-scraper/$2" "$(cat "secrets/operated/$2")"; }

service backup-service
knows backup-service backup_user
knows backup-service restore_user
keep backup-service/config/spring.datasource.password "$(cat secrets/control/backup_service)"
service monitor-service
knows monitor-service monitoring_user
service migration-service
knows migration-service chrono_scraper
keep migration-service/config/spring.datasource.password "$(cat secrets/control/migration_service)"
service alert-router
mkdir -p secrets/alert-router/databases/receivers

# containers run as whoever owns these files; root hands them to an ordinary user
uid=$(id -u) gid=$(id -g)
if [ "$uid" = 0 ]; then uid=10001 gid=10001; fi
for part in operated control kafka prometheus grafana repository monitor-state router-state; do
  mkdir -p ".chronoops/compose/$part"
done
cat >.chronoops/compose/context.json <<JSON
{"name":"compose","urls":{"backup":"http://127.0.0.1:8081","monitor":"http://127.0.0.1:8082","migration":"http://127.0.0.1:8083","router":"http://127.0.0.1:8084"},"token":"$(cat secrets/tokens/admin)"}
JSON
[ -s .env ] || cat >.env <<ENV
# Made by monitoring/compose/generate-env.sh. Not for git.
CHRONOOPS_UID=$uid
CHRONOOPS_GID=$gid
GRAFANA_ADMIN_PASSWORD=$(random)
REGISTRY_DATABASE_PASSWORD=$(cat secrets/control/registry)
ENV
if [ "$(id -u)" = 0 ]; then chown -R "$uid:$gid" secrets .chronoops/compose; fi
echo "made: .env, secrets/, .chronoops/compose/. Receivers' keys are yours to add: secrets/alert-router/databases/receivers/{devops,dba,backend-lead,infra-lead}"
