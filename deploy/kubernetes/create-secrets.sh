#!/bin/sh
# Makes the Secrets of the platform that are missing, with random values; one that exists is left as it is.
#
# Usage: create-secrets.sh [NAMESPACE]     the namespace exists already; atrium by default
#
# Not made: postgres-superuser, which CloudNativePG makes, or you for a PostgreSQL of your own; and what is optional. The
# values go to kubectl by its standard input, and stand in no list of processes. KUBECTL [kubectl] names the program.
set -eu

namespace=${1:-atrium}
kubectl=${KUBECTL:-kubectl}

random() {
    head -c 33 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'
}

make() {
    secret=$1
    shift
    if [ -n "$("$kubectl" --namespace "$namespace" get secret "$secret" --ignore-not-found --output name)" ]; then
        echo "secret/$secret is there"
        return
    fi
    for key in "$@"; do
        echo "$key=$(random)"
    done | "$kubectl" --namespace "$namespace" create secret generic "$secret" --from-env-file=/dev/stdin
}

for database in identity tenant audit integration; do
    make "database-$database-owner" owner
    make "database-$database" app ingest relay worker platform
done
make service-calls SERVICE_TOKEN_KEY
make webhook-sources WEBHOOK_SOURCE_KEY
make identity-service SECRET_KEY
make integration-service SECRET_KEY
