#!/bin/sh
# Leeway in one command: builds it if needed, compares the staging and production of a sample shop, then takes a snapshot of
# this machine and compares that with the same production. Needs JDK 17 or later, and Maven for the first run; nothing is
# installed and nothing leaves the machine.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
agent=$home/agent/target/leeway-agent/bin/leeway-agent
leeway=$home/collector/target/leeway/bin/leeway
snapshot=${1:-$home/samples/target/mine.json}

if ! [ -x "$agent" ] || ! [ -x "$leeway" ]; then
    echo "Building Leeway once; this takes a minute or two." >&2
    mvn -q -B -f "$home/pom.xml" -Dquick -DskipTests package >&2
fi

shop=$home/samples/environments
colour=auto
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    colour=always
fi

# What it is for comes first: two environments that should be alike. Ids are explained of the last comparison, which is not this.
echo "== The sample shop: what staging and production do not have in common"
echo
told=$("$leeway" diff "$shop/staging" "$shop/prod" --policy "$shop/leeway.yaml" --limit 3 --color "$colour") || [ $? -eq 1 ]
printf '%s\n' "$told" | sed '/^next: /d'

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
