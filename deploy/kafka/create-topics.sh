#!/bin/sh
# Creates the topics of topics.conf that are missing with Kafka's own tool; an existing one is left as it is. The tool starts
# a JVM for each topic: where webhook-gateway's image is at hand, its command `topics` does the same with one.
#
# KAFKA_BOOTSTRAP_SERVERS [localhost:19092], REPLICATION_FACTOR [1, in production 3], MIN_INSYNC_REPLICAS [1, in production 2],
# ATRIUM_MODE; for TLS and SASL those that the function settings names, by Kafka's own properties.
set -eu

fail() {
    echo "$*" >&2
    exit 1
}

folder="$(cd "$(dirname "$0")" && pwd)"
tool="${KAFKA_TOPICS_TOOL:-/opt/kafka/bin/kafka-topics.sh}"
brokers="${KAFKA_BOOTSTRAP_SERVERS:-localhost:19092}"
replicas=1
insync=1
if [ "${ATRIUM_MODE:-development}" = production ]; then
    replicas=3
    insync=2
    [ -n "${KAFKA_SECURITY_PROTOCOL:-}" ] || fail "The topics are not created: KAFKA_SECURITY_PROTOCOL is not set: SSL or" \
        "SASL_SSL, or PLAINTEXT where the network is private."
fi

# A property of the tool's client, in the form of Java's properties: a backslash is written twice.
setting() {
    [ -z "$2" ] || printf '%s=%s\n' "$1" "$(printf %s "$2" | sed 's/\\/&&/g')"
}

settings() {
    setting security.protocol "${KAFKA_SECURITY_PROTOCOL:-}"
    setting sasl.mechanism "${KAFKA_SASL_MECHANISM:-}"
    setting sasl.jaas.config "${KAFKA_SASL_JAAS_CONFIG:-}"
    setting ssl.truststore.type "${KAFKA_SSL_TRUSTSTORE_TYPE:-}"
    setting ssl.truststore.location "${KAFKA_SSL_TRUSTSTORE_LOCATION:-}"
    setting ssl.truststore.password "${KAFKA_SSL_TRUSTSTORE_PASSWORD:-}"
    setting ssl.keystore.type "${KAFKA_SSL_KEYSTORE_TYPE:-}"
    setting ssl.keystore.location "${KAFKA_SSL_KEYSTORE_LOCATION:-}"
    setting ssl.keystore.password "${KAFKA_SSL_KEYSTORE_PASSWORD:-}"
    setting ssl.key.password "${KAFKA_SSL_KEY_PASSWORD:-}"
}

# In a file, since a command line can be read by others.
client="$(umask 077 && mktemp)"
trap 'rm -f "$client"' EXIT
settings >"$client"

attempts=10
until existing="$("$tool" --bootstrap-server "$brokers" --command-config "$client" --list 2>/dev/null)"; do
    attempts=$((attempts - 1))
    if [ "$attempts" -eq 0 ]; then
        fail "No broker answers at $brokers."
    fi
    sleep 2
done

grep -v -e '^#' -e '^[[:space:]]*$' "$folder/topics.conf" | while read -r name partitions settings; do
    ! echo "$existing" | grep -qxF "$name" || continue
    set -- --config "min.insync.replicas=${MIN_INSYNC_REPLICAS:-$insync}"
    for setting in $settings; do
        set -- "$@" --config "$setting"
    done
    "$tool" --bootstrap-server "$brokers" --command-config "$client" --create --if-not-exists \
        --topic "$name" --partitions "$partitions" --replication-factor "${REPLICATION_FACTOR:-$replicas}" "$@" </dev/null
done
