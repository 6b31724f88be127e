#!/bin/sh
# Starts nginx in a container, with what only the container's environment knows:
#
# NGINX_RESOLVER          the name server to look the services up with; without it the container's own: Docker's, Podman's
#                         and Kubernetes' differ
# PUBLIC_URL              the public address: its scheme and port are what services are told of a request, also where TLS
#                         ends in front of this gateway or another port is published; without it those of the connection
# GATEWAY_TLS_CERTIFICATE, GATEWAY_TLS_KEY
#                         files in PEM with the certificate and its chain, and with its key: with them the port takes HTTPS and
#                         nothing else; without them TLS ends in front of this gateway, or nowhere
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

certificate="${GATEWAY_TLS_CERTIFICATE:-}"
key="${GATEWAY_TLS_KEY:-}"
if [ -n "$certificate$key" ]; then
    { [ -n "$certificate" ] && [ -n "$key" ]; } \
        || fail "GATEWAY_TLS_CERTIFICATE and GATEWAY_TLS_KEY are set together or not at all"
    for file in "$certificate" "$key"; do
        case $file in
            *[\"\$\\]*) fail "A file of the gateway's certificate has a name that nginx cannot take: $file" ;;
        esac
        [ -r "$file" ] || fail "A file of the gateway's certificate cannot be read by user $(id -u): $file"
    done
    [ "$scheme" != http ] || fail "PUBLIC_URL is an http address, and the gateway has a certificate: $PUBLIC_URL"
    cat >"$written/listen.conf" <<CONF
listen 8000 ssl;
ssl_certificate "$certificate";
ssl_certificate_key "$key";
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
ssl_session_cache shared:tls:10m;
ssl_session_tickets off;
CONF
else
    echo "listen 8000;" >"$written/listen.conf"
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
