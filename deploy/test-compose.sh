#!/usr/bin/env bash
# Runs docker-compose.yml from end to end, as docs/operations.md describes it: build and start, the README's run from
# outside, Prometheus beside it, a kill of every container, stop, down and up with the data kept, one image exchanged,
# development's passwords replaced, production mode, nothing left behind. Skipped, with one line, where no container engine
# answers.
#
# Usage: deploy/test-compose.sh [STEP...]      all of: start run observe kill keep upgrade password production end
#
# Environment: COMPOSE [docker compose], ENGINE [docker], BUILD [yes]: no takes the images that are there,
# ATRIUM_GATEWAY_PORT [8000], PROMETHEUS_PORT [9090], ATRIUM_NETWORK [172.30.81]. The ports of the mock providers, 8001 to
# 8003, must be free.
# The project is called atrium-test; one called atrium is left alone.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
COMPOSE=${COMPOSE:-docker compose}
ENGINE=${ENGINE:-docker}
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-atrium-test}
export ATRIUM_GATEWAY_PORT=${ATRIUM_GATEWAY_PORT:-8000} PROMETHEUS_PORT=${PROMETHEUS_PORT:-9090} ATRIUM_NETWORK=${ATRIUM_NETWORK:-172.30.81}
base=http://localhost:$ATRIUM_GATEWAY_PORT
work=$(mktemp -d)
settings=$work/none
: >"$settings"
trap 'rm -rf "$work"' EXIT

if ! $ENGINE info >/dev/null 2>&1 || ! $COMPOSE version >/dev/null 2>&1; then
    echo "skipped: no container engine answers to '$ENGINE info', or no '$COMPOSE'"
    exit 0
fi

compose() { $COMPOSE --env-file "$settings" "$@"; }
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() {
    say "FAILED: $*" >&2
    compose ps --all >&2 || true
    exit 1
}
up() {
    local begin=$SECONDS
    compose up --detach --wait "$@" >"$work/up.log" 2>&1 || { tail -n 5 "$work/up.log" >&2; fail "up $*"; }
    say "up $* took $((SECONDS - begin)) s"
}
down() { compose --profile '*' down "$@" >/dev/null 2>&1; }
services() { compose ps --services --status running; }
volumes() { $ENGINE volume ls --quiet | wc -l; }
field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
call() { curl --silent --max-time 20 "$@"; }
log_in() {
    call "$base/api/v1/auth/login" -H 'Content-Type: application/json' \
        -d "{\"email\": \"$(cat "$work/email")\", \"password\": \"correct horse battery staple\"}" | field access_token
}
# What was made before is there, and the platform goes on.
check_kept() {
    local token user events
    for _ in $(seq 30); do
        token=$(log_in) && [ -n "$token" ] && break
        sleep 1
    done
    [ -n "$token" ] || fail "no login after $1"
    user=$(call "$base/api/v1/users/?limit=10" -H "Authorization: Bearer $token" | grep -c '"username":"bob"') || true
    [ "$user" = 1 ] || fail "the user is gone after $1"
    events=$(call "$base/api/v1/webhooks/events?source=payment" -H "Authorization: Bearer $token" | grep -o '"PROCESSED"' | wc -l)
    [ "$events" -ge 4 ] || fail "of 4 webhooks $events are there after $1"
    call "$base/api/v1/audit/verify" -H "Authorization: Bearer $token" | grep -q '"verified":true' || fail "the audit trail after $1"
    say "after $1: login, user, $events processed webhooks and a verified audit trail"
}

# Nothing that a user would ask about: a line of a log as text or as JSON.
check_logs() {
    compose logs --no-log-prefix | grep -E '^[0-9:.]+ ERROR |"level":"ERROR"|\[(error|crit|alert|emerg)\]' >"$work/errors" || return 0
    head -n 5 "$work/errors" >&2
    fail "errors in the logs after $1"
}

# Each ended by itself: 137 is the exit code of one that was killed.
check_ended() {
    local killed
    killed=$(compose --profile '*' ps --all --format '{{.Service}} {{.ExitCode}}' | sed -n 's/ 137$//p' | tr '\n' ' ')
    [ -z "$killed" ] || fail "killed, for it did not end within stop_grace_period: $killed"
}

# URLs in replies are the public address', as if TLS ended in front of the gateway.
check_public_address() {
    call --dump-header "$work/head" --output /dev/null "$base/api/v1/users/" -H "Authorization: Bearer $(log_in)" \
        -H 'Content-Type: application/json' -d '{"email": "eve@atrium.example", "username": "eve",
        "password": "seven purple elephants", "role": "USER"}'
    grep -qi '^location: https://atrium.example/api/v1/users/' "$work/head" || fail "Location is not the public address': $(cat "$work/head")"
    grep -qi '^strict-transport-security:' "$work/head" || fail "no HSTS where the public address is https"
    say "$(grep -i '^location:' "$work/head" | tr -d '\r')"
}

start() {
    volumes >"$work/volumes"
    if [ "${BUILD:-yes}" = yes ]; then
        local begin=$SECONDS
        compose build >"$work/build.log" 2>&1 || { tail -n 20 "$work/build.log" >&2; fail "build"; }
        say "build took $((SECONDS - begin)) s"
    fi
    up
    compose logs --no-log-prefix databases topics
    compose ps --format 'table {{.Service}}\t{{.Status}}'
    $ENGINE stats --no-stream --format '{{.Name}} {{.MemUsage}}'
}

# What has just started may answer 503 for a while on a busy machine: a first organization is registered until it is not.
warm_up() {
    local name status
    for _ in $(seq 30); do
        name=warm-$(date +%s)
        status=$(call --output /dev/null --write-out '%{http_code}' "$base/api/v1/auth/register" \
            -H 'Content-Type: application/json' -d "{\"organization_name\": \"$name\", \"organization_domain\": \"$name.org\",
            \"organization_subdomain\": \"$name\", \"email\": \"a@$name.org\", \"username\": \"ada\",
            \"password\": \"correct horse battery staple\", \"first_name\": \"A\", \"last_name\": \"B\"}") || true
        [ "$status" != 201 ] || return 0
        sleep 2
    done
    fail "no organization can be registered: $status"
}

# The blocks of README.md, "The API by example", as they stand, in one shell.
run() {
    warm_up
    sed -n '/^## The API by example/,/^## Settings/p' README.md | sed -n '/^```bash/,/^```/p' | grep -v '^```' \
        | sed "s|http://localhost:8000|$base|g" >"$work/run.sh"
    cat >>"$work/run.sh" <<'END'
echo "ada@example-$N.org" >"$work/email"
until curl -s "$API/integrations/sync/jobs/$JOB" -H "$AUTH" | grep -q '"SUCCEEDED"'; do sleep 1; done
curl -s "$API/audit/verify" -H "$AUTH" | grep '"verified":true'
END
    work=$work timeout 180 bash "$work/run.sh" >"$work/run.log" 2>&1 || { tail -n 5 "$work/run.log" >&2; fail "the README's run"; }
    say "the README's run: $(tail -n 1 "$work/run.log" | cut -c 1-160)"
    check_logs "the README's run"
}

# Prometheus of the profile reads every target.
observe() {
    local query='min(up{job="atrium"})'
    [ "${BUILD:-yes}" != yes ] || compose --profile observability build prometheus >"$work/build.log" 2>&1 || fail "build of prometheus"
    COMPOSE_PROFILES=observability up --no-recreate prometheus
    for _ in $(seq 30); do
        compose --profile observability exec -T prometheus promtool query instant http://localhost:9090 "$query" >"$work/targets" 2>&1 || true
        ! grep -q '=> 1 @' "$work/targets" || break
        sleep 2
    done
    grep -q '=> 1 @' "$work/targets" || fail "Prometheus does not read every target: $(cat "$work/targets")"
    say "Prometheus reads every target"
    compose --profile observability stop prometheus >/dev/null 2>&1
    check_ended
    compose --profile observability rm --force prometheus >/dev/null 2>&1
}

kill_each() {
    local service
    for service in $(services); do
        compose kill --signal KILL "$service" >/dev/null 2>&1
        up --no-recreate "$service"
    done
    check_kept "a kill of each container"
}

keep() {
    local begin=$SECONDS
    compose stop >/dev/null 2>&1
    say "stop took $((SECONDS - begin)) s"
    check_ended
    down
    up
    check_kept "down and up"
}

# The image gets another label, and so another identity, as a new release has.
upgrade() {
    local before after image
    image=$($ENGINE inspect --format '{{.Config.Image}}' "$(compose ps --quiet tenant-service)")
    before=$($ENGINE inspect --format '{{.Image}}' "$(compose ps --quiet tenant-service)")
    printf 'FROM %s\nLABEL org.opencontainers.image.revision=upgraded\n' "docker.io/${image#docker.io/}" >"$work/Containerfile"
    $ENGINE build --quiet --tag "docker.io/${image#docker.io/}" --file "$work/Containerfile" "$work" >/dev/null
    up --no-deps tenant-service
    after=$($ENGINE inspect --format '{{.Image}}' "$(compose ps --quiet tenant-service)")
    [ "$before" != "$after" ] || fail "tenant-service runs the image from before"
    check_kept "an upgrade of tenant-service in place"
}

fill_in() {
    # A $, a quotation mark and a # in every secret: whatever is put between single quotes arrives as it is.
    sed -e 's/^ATRIUM_MODE=.*/ATRIUM_MODE=production/' -e 's|^PUBLIC_URL=.*|PUBLIC_URL=https://atrium.example|' .env.example | while IFS= read -r line; do
        case $line in
            ATRIUM_GATEWAY_PORT=* | ATRIUM_NETWORK=*) ;;
            SECRET_KEY= | WEBHOOK_SOURCE_KEY= | SERVICE_TOKEN_KEY= | *_PASSWORD=)
                case $line in SUPER_ADMIN*) echo "$line" ;; *) echo "$line'$(openssl rand -base64 33)\$x\"#'" ;; esac
                ;;
            *) echo "$line" ;;
        esac
    done >"$work/filled"
}

# Filling in .env after a first run: passwords of the roles and development's of the superuser are changed.
password() {
    fill_in
    grep -e _PASSWORD= "$work/filled" | grep -v SUPER_ADMIN >"$work/passwords"
    settings=$work/passwords
    up
    compose logs --no-log-prefix databases | tail -n 1
    check_kept "filling in the passwords"
    sed -i 's/^POSTGRES_PASSWORD=.*/POSTGRES_PASSWORD=another/' "$work/passwords"
    ! compose up --detach --wait >"$work/up.log" 2>&1 || fail "up with another password of the superuser"
    compose logs --no-log-prefix databases | tail -n 3
}

production() {
    down --volumes
    fill_in
    settings=$work/filled
    up
    run
    check_kept "the run in production mode"
    check_public_address
    settings=$work/development
    printf 'ATRIUM_MODE=production\n' >"$settings"
    ! compose up --detach --wait >"$work/up.log" 2>&1 || fail "production with development's secrets"
    compose logs --no-log-prefix databases 2>&1 | tail -n 1 | tee "$work/refused"
    # the superuser, six roles of four databases
    [ "$(grep -o 'is a development secret' "$work/refused" | wc -l)" = 25 ] || fail "production mode does not name all that it refuses"
}

end() {
    settings=$work/none
    down --volumes
    [ ! -e "$work/volumes" ] || [ "$(volumes)" = "$(cat "$work/volumes")" ] || fail "volumes are left behind"
    say "nothing is left behind"
}

[ $# -gt 0 ] || set -- start run observe kill keep upgrade password production end
for step in "$@"; do
    say "--- $step"
    case $step in
        kill) kill_each ;;
        start | run | observe | keep | upgrade | password | production | end) "$step" ;;
        *) fail "no step $step" ;;
    esac
done
