#!/bin/sh
# Makes the roles, databases and grants of Atrium, or brings them up to date.
#
# Connection: PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSSLMODE, PGSSLROOTCERT as psql reads them (a superuser). In the postgres
# image's /docker-entrypoint-initdb.d it connects over the local socket. With ATRIUM_MODE=production a connection over the
# network must have a PGSSLMODE.
# Passwords: <ROLE>_PASSWORD, for instance IDENTITY_APP_PASSWORD. With ATRIUM_MODE=development (the default) a role
# without one gets the development password dev-<role>; with ATRIUM_MODE=production it must have one.
# Limits: DATABASE_CONNECTIONS_<KIND>, for instance DATABASE_CONNECTIONS_APP, is how many connections a role of the kind
# may hold at a time.
# A server that is starting is waited for, DATABASE_WAIT_SECONDS [180] long.
set -eu

folder="${ATRIUM_POSTGRES_SCRIPTS:-$(cd "$(dirname "$0")" && pwd)}"
export PGUSER="${PGUSER:-${POSTGRES_USER:-postgres}}"
services="identity tenant audit integration"
kinds="owner app ingest relay worker platform"

run() {
    database="$1"
    shift
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$database" "$@"
}

variable_of() {
    echo "$1_PASSWORD" | tr '[:lower:]' '[:upper:]'
}

connections_of() {
    echo "DATABASE_CONNECTIONS_$1" | tr '[:lower:]' '[:upper:]'
}

if [ -z "${ATRIUM_MODE:-}" ]; then
    echo "ATRIUM_MODE is not set (no .env?): development, with passwords and keys that everybody can read"
fi

refused=
refuse() {
    refused="$refused${refused:+; }$1"
}

# psql refuses an empty one.
[ -n "${PGSSLMODE:-}" ] || unset PGSSLMODE
[ -n "${PGSSLROOTCERT:-}" ] || unset PGSSLROOTCERT

# The superuser's own password among them: who knows it needs none of the others.
case "${ATRIUM_MODE:-development}:${PGPASSWORD:-${POSTGRES_PASSWORD:-}}" in
    production:dev-*) refuse "POSTGRES_PASSWORD is a development secret" ;;
esac
case "${ATRIUM_MODE:-development}:${PGSSLMODE:-}:${PGHOST:-/}" in
    production::/*) ;;
    production::*) refuse "PGSSLMODE is not set: verify-full, or disable where the network is private" ;;
esac

for service in $services; do
    for kind in $kinds; do
        variable="$(variable_of "${service}_${kind}")"
        eval "value=\${$variable:-}"
        case "${ATRIUM_MODE:-development}:$value" in
            production:dev-*) refuse "$variable is a development secret" ;;
        esac
        if [ -z "$value" ] && [ "${ATRIUM_MODE:-development}" = development ]; then
            value="dev-${service}_${kind}"
        fi
        export "$variable=$value"
    done
done

if [ -n "$refused" ]; then
    echo "Settings that production mode refuses: $refused" >&2
    exit 1
fi

for kind in $kinds; do
    variable="$(connections_of "$kind")"
    eval "export $variable=\${$variable:-}"
done

# The server keeps the superuser's password that it was first started with. Development's is known to everybody, so it gives
# way to the one that is set now; any other one does not.
wrong_password() {
    if [ -n "${PGPASSWORD:-}" ] && [ "$PGPASSWORD" != "$development" ] \
        && new_password | PGPASSWORD="$development" run postgres 2>/dev/null; then
        echo "The superuser $PGUSER had development's password still; it has the one of POSTGRES_PASSWORD now"
        return
    fi
    cat >&2 <<MESSAGE
PostgreSQL refuses POSTGRES_PASSWORD as the password of $PGUSER. It keeps the one that it was first started with; what is
changed in .env later does not reach it. Put the earlier one back into .env, or give PostgreSQL the new one and start again:
  docker compose exec postgres psql --username=$PGUSER --command='\password'
MESSAGE
    exit 1
}

new_password() {
    echo "\\getenv secret PGPASSWORD_NEW"
    echo "ALTER ROLE CURRENT_USER PASSWORD :'secret';"
}

waited=0
development=dev-postgres
export PGPASSWORD_NEW="${PGPASSWORD:-}"
until said="$(run postgres --command 'SELECT 1' 2>&1 >/dev/null)"; do
    case $said in
        *"password authentication failed"*) wrong_password ;;
        *)
            if [ "$waited" -ge "${DATABASE_WAIT_SECONDS:-180}" ]; then
                echo "PostgreSQL does not answer: $said" >&2
                exit 1
            fi
            waited=$((waited + 1))
            sleep 1
            ;;
    esac
done
unset PGPASSWORD_NEW

# \getenv keeps the passwords out of the process list.
passwords() {
    for service in $services; do
        for kind in $kinds; do
            echo "\\getenv secret $(variable_of "${service}_${kind}")"
            echo "SELECT set_config('atrium.password_${service}_${kind}', :'secret', false) \\g /dev/null"
        done
    done
}

connections() {
    for kind in $kinds; do
        echo "\\getenv connections $(connections_of "$kind")"
        echo "SELECT set_config('atrium.connections_${kind}', :'connections', false) \\g /dev/null"
    done
}

{ passwords; connections; cat "$folder/1_roles.sql"; } | run postgres
{ cat "$folder/2_databases.sql"; echo '\gexec'; } | run postgres
for service in $services; do
    run "$service" --file "$folder/3_grants.sql"
done
