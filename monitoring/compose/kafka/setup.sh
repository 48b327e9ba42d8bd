#!/bin/bash
# Gives a running broker its topics and the table of who may do what. Safe to run again.
set -eu
. "${KAFKA_SETUP:-/opt/chronoops}/client.sh"
login=$(admin_properties)
broker=${KAFKA_BROKER:-kafka:9092}

topic() { # name partitions configuration
  local config=()
  IFS=, read -ra pairs <<<"$3"
  for pair in "${pairs[@]}"; do config+=(--config "$pair"); done
  "$kafka_bin/kafka-topics.sh" --bootstrap-server "$broker" --command-config "$login" --create --if-not-exists \
    --topic "$1" --partitions "$2" "${config[@]}"
}

right() { # principal kind name literal|prefixed operations
  local operations=() kind=$2
  [ "$kind" = transactional_id ] && kind=transactional-id
  IFS=, read -ra names <<<"$5"
  for name in "${names[@]}"; do operations+=(--operation "$(tr '[:lower:]_' '[:upper:]_' <<<"$name")"); done
  "$kafka_bin/kafka-acls.sh" --bootstrap-server "$broker" --command-config "$login" --add \
    --allow-principal "User:$1" "--$kind" "$3" --resource-pattern-type "$4" "${operations[@]}" >/dev/null
}

each() { # function file: four lines at once, for each is a JVM of its own
  local running=()
  while read -ra line; do
    [[ ${line[0]:-#} == '#'* ]] && continue
    "$1" "${line[@]}" &
    running+=($!)
    if [ ${#running[@]} -ge 4 ]; then
      wait "${running[0]}"
      running=("${running[@]:1}")
    fi
  done <"$2"
  for pid in "${running[@]}"; do wait "$pid"; done
}

each topic "$here/topics"
each right "$here/acls"
echo "topics and rights are in place"
