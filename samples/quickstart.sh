#!/bin/sh
# Leeway in one command: builds it if needed, compares the staging and production of a sample shop, then takes a snapshot of
# this machine and compares that with the same production. Needs JDK 17 or later, and Maven for the first run; nothing is
# installed and nothing leaves the machine.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
agent=$home/agent/target/leeway-agent/bin/leeway-agent
leeway=$home/collector/target/leeway/bin/leeway
snapshot=${1:-$home/samples/target/mine.json}

build() {
    mvn -q -B -f "$home/pom.xml" -Dquick -DskipTests "$@" package 2>&1
}

if ! [ -x "$agent" ] || ! [ -x "$leeway" ]; then
    echo "Building Leeway once; this takes a minute or two." >&2
    if [ -t 2 ]; then
        build >&2
    else
        # Maven resets the colours of a terminal at its end, whatever it is told and wherever it writes.
        built=0
        said=$(build -Dstyle.color=never) || built=$?
        said=$(printf '%s' "$said" | sed "s/$(printf '\033')\\[[0-9;]*m//g")
        [ -z "$said" ] || printf '%s\n' "$said" >&2
        [ "$built" -eq 0 ] || exit "$built"
    fi
fi

shop=$home/samples/environments

# What it is for comes first: two environments that should be alike.
echo "== The sample shop: what staging and production do not have in common"
echo
"$leeway" diff "$shop/staging" "$shop/prod" --policy "$shop/leeway.yaml" --limit 3 || [ $? -eq 1 ]

echo
echo "== This machine, as a developer's laptop, against the same production"
echo
mkdir -p "$(dirname -- "$snapshot")"
# 3 means: written, but some probe could not see everything. The comparison says what that leaves unknown.
"$agent" snapshot --environment dev --kind laptop -o "$snapshot" || [ $? -eq 3 ]

status=0
# Few causes, the gravest first: a page that is read. The line below it says how many more there are.
"$leeway" diff "$snapshot" "$shop/prod" --policy "$shop/leeway.yaml" --limit 3 || status=$?
# 0 same, 1 drift, 3 incomplete: each is an answer. Anything else is a failure of this run.
case $status in
    0 | 1 | 3) echo "leeway diff ended with $status; docs/exit-codes.md says what that means." >&2 ;;
    *) exit "$status" ;;
esac

# Commands are printed to be copied, and nothing was installed.
command -v leeway >/dev/null 2>&1 || cat >&2 <<END
To run what is printed above in this shell: PATH="${agent%/*}:${leeway%/*}:\$PATH"
END
