#!/bin/sh
# Makes an archive of the classes that a service loads when it starts, so that the next start takes less processor time.
# The JVM's own kind: an AOT cache from JDK 25 on, a dynamic CDS archive before.
#
# Usage: archive.sh ARCHIVE JAVA_ARGUMENT...     for example: archive.sh classes.archive -jar quarkus-run.jar
#
# The service runs once, without its database and its broker, until it has started (or a broker, on a folder of its own).
# Leaves ARCHIVE and, last, ARCHIVE.options with its size and the flag that uses it. The JVM checks the archive against its
# own version and against the time and size of each jar; one that does not fit is left aside, and the service starts
# without.
#
# Environment: JAVA [java]; TRAINING_SECONDS [120], how long the service may take to start.
set -u

archive=$1
shift
java=${JAVA:-java}
log=$archive.log
fresh=$archive.new

fail() {
    echo "No archive: $*; see $log" >&2
    exit 1
}

major=$("$java" -version 2>&1 | sed -n 's/^.* version "\([0-9]*\)[."-].*$/\1/p' | head -n 1)
if [ "${major:-0}" -ge 25 ]; then
    make=-XX:AOTCacheOutput=$fresh
    use=-XX:AOTCache=$archive
else
    make=-XX:ArchiveClassesAtExit=$fresh
    use=-XX:SharedArchiveFile=$archive
fi

rm -f "$fresh" "$archive.options"
# Nothing of the caller's environment: no secret, and no address at which anything could be asked.
env -i "PATH=$PATH" PORT=0 QUARKUS_HTTP_HOST=127.0.0.1 \
    DATABASE_HOST=127.0.0.1 DATABASE_PORT=1 KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1 \
    MOCK_HOST=127.0.0.1 MOCK_USER_PORT=0 MOCK_PAYMENT_PORT=0 MOCK_COMMUNICATION_PORT=0 \
    "$java" "$make" "$@" >"$log" 2>&1 </dev/null &
training=$!
trap 'kill -KILL "$training" 2>/dev/null; rm -f "$fresh"; exit 130' INT TERM HUP

waited=0
until grep -q -e ' started in ' -e 'Kafka Server started' "$log"; do
    kill -0 "$training" 2>/dev/null || fail "the service ended before it had started"
    if [ "$waited" -ge $((${TRAINING_SECONDS:-120} * 2)) ]; then
        kill -KILL "$training"
        fail "the service did not start in time"
    fi
    waited=$((waited + 1))
    sleep 0.5
done
kill -TERM "$training"
wait "$training"
[ -s "$fresh" ] || fail "the JVM has written none"

chmod 644 "$fresh"
mv -f "$fresh" "$archive"
printf '# %d bytes\n"%s"\n' "$(wc -c <"$archive")" "$use" >"$archive.options"
rm -f "$log"
