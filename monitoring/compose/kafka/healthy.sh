#!/bin/bash
# Whether the broker takes our login and tells its topics.
set -eu
. /opt/chronoops/client.sh
"$kafka_bin/kafka-topics.sh" --bootstrap-server localhost:9092 --command-config "$(admin_properties)" --list >/dev/null
