#!/bin/bash
# Starts the broker; at the first start formats its storage and makes its users, which Kafka cannot do any later alone.
set -eu
. "${KAFKA_SETUP:-/opt/chronoops}/client.sh"
config=/tmp/server.properties
sed "s/@ADMIN_PASSWORD@/$(cat "$secrets/admin")/" "$here/server.properties" >"$config"
data=$(sed -n 's/^log.dirs=//p' "$config")
if [ ! -f "$data/meta.properties" ]; then
  # the tool reads its arguments from a file: no password shows among the processes
  {
    printf '%s\n' format --cluster-id "$("$kafka_bin/kafka-storage.sh" random-uuid)" --config "$config"
    for user in admin backup-service monitor-service migration-service alert-router publisher; do
      printf '%s\n' --add-scram "SCRAM-SHA-256=[name=$user,password=$(cat "$secrets/$user")]"
    done
  } >/tmp/format
  "$kafka_bin/kafka-storage.sh" @/tmp/format
  rm /tmp/format
fi
exec "$kafka_bin/kafka-server-start.sh" "$config"
