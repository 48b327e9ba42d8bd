# Sourced by the others: where Kafka's tools are, and how admin logs in with them.
kafka_bin=${KAFKA_BIN:-/opt/kafka/bin}
secrets=${KAFKA_SECRETS:-/run/chronoops/secrets}
here=${KAFKA_SETUP:-/opt/chronoops}
export LOG_DIR=/tmp/kafka-logs KAFKA_GC_LOG_OPTS=" "
umask 077

# The login of admin, as a file that only we read.
admin_properties() {
  cat >/tmp/admin.properties <<PROPERTIES
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-256
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="$(cat "$secrets/admin")";
PROPERTIES
  printf '%s' /tmp/admin.properties
}
