#!/usr/bin/env bash
# Runs inside a sample host: starts every unit under its own cgroup as a service manager would, and the agent when all
# of them answer.
set -euo pipefail
environment=$1 role=$2 kind=$3

# The hierarchy in which a service manager keeps its units: the named one of cgroup version 1, or the unified one.
slices=/sys/fs/cgroup
if [ -d "$slices/systemd" ]; then slices=$slices/systemd; fi

pids=()
start() {
    local file=$1 group directory exec user line variables=()
    group=$slices/system.slice/$(basename -- "$file")
    directory=$(sed -n 's/^WorkingDirectory=//p' "$file")
    exec=$(sed -n 's/^ExecStart=//p' "$file")
    user=$(sed -n 's/^User=//p' "$file")
    while IFS= read -r line; do variables+=("$line"); done < <(sed -n 's/^Environment=//p' "$file")
    mkdir -p "$group"
    (
        echo "$BASHPID" >"$group/cgroup.procs"
        cd "$directory"
        # shellcheck disable=SC2086
        exec setpriv --reuid="$user" --regid="$user" --init-groups /usr/bin/env -i \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin LANG=C.UTF-8 "${variables[@]}" $exec
    ) &
    pids+=("$!")
}

answers() {
    local port
    port=$(sed -n 's/^Environment=\(SERVER_PORT\|HEALTH_PORT\)=//p' "$1")
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null
}

await() {
    local try
    for try in $(seq 100); do
        if answers "$1"; then return; fi
        sleep 0.1
    done
    echo "$1 did not start after $try tries" >&2
    exit 1
}

# The database first, with what setup.sql makes of it.
database() {
    local unit=/etc/systemd/system/postgresql@15-main.service try
    [ -e "$unit" ] || return 0
    install -d -o postgres -g postgres /run/postgresql
    start "$unit"
    for try in $(seq 100); do
        if as_postgres pg_isready --quiet; then break; fi
        sleep 0.1
    done
    as_postgres psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --file - </run/setup.sql >/dev/null
    as_postgres vacuumdb --all --analyze --quiet
    rm /run/setup.sql
}

as_postgres() {
    setpriv --reuid=postgres --regid=postgres --init-groups /usr/bin/env -i PATH=/usr/bin LC_ALL=C.UTF-8 "$@"
}

# The engine next, with the project it runs; what /run/after.sh does to the project was done behind the engine's back.
engine() {
    local unit=/etc/systemd/system/docker.service try
    [ -e "$unit" ] || return 0
    start "$unit" >/run/docker.log 2>&1
    for try in $(seq 300); do
        if docker version >/dev/null 2>&1; then break; fi
        sleep 0.1
    done
    for file in /run/images/*.tar; do docker load --quiet --input "$file" >/dev/null; done
    (cd /opt/shop && docker-compose --no-ansi up --detach) >>/run/compose.log 2>&1 || { cat /run/compose.log >&2; exit 1; }
    for try in $(seq 300); do
        if [ -z "$(docker ps --quiet --filter health=starting)" ]; then break; fi
        sleep 0.1
    done
    if [ -e /run/after.sh ]; then (cd /opt/shop && sh /run/after.sh); fi
    rm -f /run/after.sh
}

# The project ends before its engine does.
engine_off() {
    [ -e /etc/systemd/system/docker.service ] || return 0
    docker ps --quiet | xargs --no-run-if-empty docker rm --force >/dev/null
}

# Waits until every host of the meeting has come as far.
meet() {
    local each try
    [ -e /run/meeting/hosts ] || return 0
    : >"/run/meeting/$1-$(hostname)"
    for each in $(</run/meeting/hosts); do
        for try in $(seq 600); do
            if [ -e "/run/meeting/$1-$each" ]; then continue 2; fi
            sleep 0.1
        done
        echo "$each did not come as far as '$1' after $try tries" >&2
        exit 1
    done
}

services=()
shopt -s nullglob
for file in /etc/systemd/system/*.service; do
    case $file in */postgresql@* | */docker.service) ;; *) services+=("$file") ;; esac
done
database
meet database
for file in "${services[@]}"; do start "$file"; done
for file in "${services[@]}"; do await "$file"; done
engine
meet services

env HOME=/root XDG_CACHE_HOME=/tmp XDG_STATE_HOME=/tmp /run/leeway-agent/bin/leeway-agent snapshot \
    --config /run/agent.yaml --environment "$environment" --role "$role" --kind "$kind" -o /run/out/snapshot.json
meet snapshot
engine_off
for pid in "${pids[@]}"; do kill "$pid" || true; done
wait || true
