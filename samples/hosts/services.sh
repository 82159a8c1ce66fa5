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
    local file=$1 group directory exec line variables=()
    group=$slices/system.slice/$(basename -- "$file")
    directory=$(sed -n 's/^WorkingDirectory=//p' "$file")
    exec=$(sed -n 's/^ExecStart=//p' "$file")
    while IFS= read -r line; do variables+=("$line"); done < <(sed -n 's/^Environment=//p' "$file")
    mkdir -p "$group"
    (
        echo "$BASHPID" >"$group/cgroup.procs"
        cd "$directory"
        # shellcheck disable=SC2086
        exec setpriv --reuid=shop --regid=shop --clear-groups /usr/bin/env -i \
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

for file in /etc/systemd/system/*.service; do start "$file"; done
for file in /etc/systemd/system/*.service; do await "$file"; done

env HOME=/root XDG_CACHE_HOME=/tmp XDG_STATE_HOME=/tmp /run/leeway-agent/bin/leeway-agent snapshot \
    --config /run/agent.yaml --environment "$environment" --role "$role" --kind "$kind" -o /run/out/snapshot.json
for pid in "${pids[@]}"; do kill "$pid" || true; done
wait || true
