#!/bin/sh
# Starts nginx in a container, with that container's own name server to look the services up with: Docker's, Podman's
# and Kubernetes' differ. NGINX_RESOLVER names another one.
set -eu

folder="$(cd "$(dirname "$0")" && pwd)"
server="$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2; exit }' /etc/resolv.conf)"
echo "resolver ${NGINX_RESOLVER:-$server} valid=5s ipv6=off;" >/tmp/resolver.conf
exec nginx -c "$folder/nginx.conf" -g "daemon off;"
