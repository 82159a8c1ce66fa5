# A project of Compose with two services, in its own directory: sourced by what a pair plants. Functions change its files or images;
# `up` brings it up as they are by then.
set -eu

# image NAME [PATH=TEXT|PACKAGE:VERSION|BYTES]...: of busybox and a package database, with that besides.
image() {
    name=$1
    root=$(mktemp -d)
    shift
    mkdir -p "$root/bin" "$root/etc" "$root/var/lib/dpkg" "$root/srv/static" "$root/srv/data"
    cp /bin/busybox "$root/bin/"
    printf 'ID=debian\nVERSION_ID="12"\n' >"$root/etc/os-release"
    for each in libc6:2.36-9 openssl:3.0.15-1 "$@"; do
        case $each in
            *=*)
                mkdir -p "$root/$(dirname "${each%%=*}")"
                printf '%s\n' "${each#*=}" >"$root/${each%%=*}"
                chmod 0755 "$root/${each%%=*}"
                ;;
            *:*)
                printf 'Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s\n\n' "${each%%:*}" "${each#*:}" \
                    >>"$root/var/lib/dpkg/status"
                ;;
            *) head -c "$each" /dev/urandom >"$root/srv/static/film" ;;
        esac
    done
    find "$root" -exec touch -h -d 2026-11-02T09:00:00Z {} +
    tar -C "$root" --sort=name -c . | docker import --change 'ENV PATH=/bin' - "$name" >/dev/null
    rm -rf "$root"
}

# The files as the project's repository holds them.
files() {
    printf 'LOG_LEVEL=info\nPAYMENT_TIMEOUT=30s\n' >web.env
    mkdir -p static && echo '<p>shop</p>' >static/index.html
    cat >docker-compose.yml <<'YAML'
version: "2.4"
services:
  noise-web:
    image: noise-web:1
    command: [/bin/busybox, httpd, -f, -p, "8080", -h, /srv/static]
    env_file: [web.env]
    environment:
      CATALOGUE_URL: https://catalogue.example/v1
    ports: ["18871:8080"]
    mem_limit: 256m
    restart: unless-stopped
    volumes:
      - ./static:/srv/static:ro
      - data:/srv/data
    healthcheck: {test: [CMD, /bin/busybox, "true"], interval: 1s}
    ulimits: {nofile: 4096}
    labels: {team: shop}
    logging: {driver: json-file, options: {max-size: 10m}}
    stop_grace_period: 5s
  noise-cache:
    image: noise-web:1
    command: [/bin/busybox, sleep, "36000"]
volumes: {data: {}}
YAML
}

up() {
    docker-compose up --detach --timeout 0 --remove-orphans "$@" >/dev/null 2>up.log || { cat up.log >&2; return 1; }
    for try in $(seq 100); do
        [ -n "$(docker ps --quiet --filter health=starting --filter name=noise)" ] || break
        sleep 0.1
    done
}

change() { sed -i "$1" docker-compose.yml; }
