#!/bin/sh
# Starts nginx in a container, with what only the container's environment knows:
#
# NGINX_RESOLVER          the name server to look the services up with; without it the container's own: Docker's, Podman's
#                         and Kubernetes' differ
# PUBLIC_URL              the public address: its scheme and port are what services are told of a request, also where TLS
#                         ends in front of this gateway or another port is published; without it those of the connection
# GATEWAY_TRUSTED_PROXIES addresses or CIDR ranges, separated by commas, of proxies in front of this one, whose
#                         X-Forwarded-For names the client; without it nobody's does
set -eu

folder="$(cd "$(dirname "$0")" && pwd)"
written="${TMPDIR:-/tmp}"

fail() {
    echo "$*" >&2
    exit 1
}

server="$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2; exit }' /etc/resolv.conf)"
echo "resolver ${NGINX_RESOLVER:-$server} valid=5s ipv6=off;" >"$written/resolver.conf"

# scheme://host[:port][/path]; the services refuse to start on what is none, with the reason.
scheme='$scheme'
port='$server_port'
if [ -n "${PUBLIC_URL:-}" ]; then
    scheme="$(echo "${PUBLIC_URL%%://*}" | tr '[:upper:]' '[:lower:]')"
    authority="${PUBLIC_URL#*://}"
    authority="${authority%%[/?#]*}"
    case $scheme in
        http) port=80 ;;
        https) port=443 ;;
        *) fail "PUBLIC_URL is an http or https address, not $PUBLIC_URL" ;;
    esac
    case $authority in
        *\]) ;;
        *:*) port="${authority##*:}" ;;
    esac
    case $port in
        '' | *[!0-9]*) fail "PUBLIC_URL has no port of digits: $PUBLIC_URL" ;;
    esac
fi

{
    echo "map \"\" \$public_scheme { volatile; default $scheme; }"
    echo "map \"\" \$public_port { volatile; default $port; }"
    if [ -n "${GATEWAY_TRUSTED_PROXIES:-}" ]; then
        echo "real_ip_header X-Forwarded-For;"
        echo "real_ip_recursive on;"
        for range in $(echo "$GATEWAY_TRUSTED_PROXIES" | tr ',' ' '); do
            case $range in
                *[!0-9A-Fa-f:./]*) fail "GATEWAY_TRUSTED_PROXIES has $range, which is no address and no range" ;;
            esac
            echo "set_real_ip_from $range;"
        done
    fi
} >"$written/public.conf"

exec nginx -c "$folder/nginx.conf" -g "daemon off;"
