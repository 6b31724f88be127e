#!/bin/sh
# Creates the topics of topics.conf that are missing with Kafka's own tool; an existing one is left as it is. The tool starts
# a JVM for each topic: where webhook-gateway's image is at hand, its command `topics` does the same with one.
#
# KAFKA_BOOTSTRAP_SERVERS [localhost:19092], REPLICATION_FACTOR [1], MIN_INSYNC_REPLICAS [1]; production: 3 and 2.
set -eu

folder="$(cd "$(dirname "$0")" && pwd)"
tool="${KAFKA_TOPICS_TOOL:-/opt/kafka/bin/kafka-topics.sh}"
brokers="${KAFKA_BOOTSTRAP_SERVERS:-localhost:19092}"

attempts=10
until existing="$("$tool" --bootstrap-server "$brokers" --list 2>/dev/null)"; do
    attempts=$((attempts - 1))
    if [ "$attempts" -eq 0 ]; then
        echo "No broker answers at $brokers." >&2
        exit 1
    fi
    sleep 2
done

grep -v -e '^#' -e '^[[:space:]]*$' "$folder/topics.conf" | while read -r name partitions settings; do
    ! echo "$existing" | grep -qxF "$name" || continue
    set -- --config "min.insync.replicas=${MIN_INSYNC_REPLICAS:-1}"
    for setting in $settings; do
        set -- "$@" --config "$setting"
    done
    "$tool" --bootstrap-server "$brokers" --create --if-not-exists \
        --topic "$name" --partitions "$partitions" --replication-factor "${REPLICATION_FACTOR:-1}" "$@" </dev/null
done
