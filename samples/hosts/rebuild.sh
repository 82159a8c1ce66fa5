#!/usr/bin/env bash
# Rebuilds every snapshot below samples/ from hosts that really run.
#
# Each host is a Debian root of its own (debootstrap, then an overlay for what makes it special) in namespaces of its own
# (processes, host name, network, mounts), on which the shop's services are started under the cgroups of their units and
# the real agent is run. Nothing is edited afterwards.
#
# Usage: samples/hosts/rebuild.sh [environments|incidents|NN|all]
# Needs: root, Linux with cgroups, debootstrap, JDK 17, iproute2, an agent built by `mvn -Dquick -DskipTests package`,
#        Debian repositories as configured on this machine, about 6 GB below LEEWAY_SAMPLES_WORK (default /var/tmp).
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
samples=$(dirname -- "$here")
home=$(dirname -- "$samples")
work=${LEEWAY_SAMPLES_WORK:-/var/tmp/leeway-samples}
agent=$home/agent/target/leeway-agent-jre
leeway=$home/collector/target/leeway/bin/leeway
what=${1:-all}

[ "$(id -u)" = 0 ] || { echo "rebuild.sh needs root for debootstrap and namespaces" >&2; exit 2; }
[ -x "$agent/bin/leeway-agent" ] || { echo "build first: mvn -Dquick -DskipTests package" >&2; exit 2; }
mkdir -p "$work"

# shellcheck source=samples/hosts/roots.sh
. "$here/roots.sh"
# shellcheck source=samples/hosts/run.sh
. "$here/run.sh"
# shellcheck source=samples/hosts/databases.sh
. "$here/databases.sh"
# shellcheck source=samples/hosts/containers.sh
. "$here/containers.sh"
# shellcheck source=samples/hosts/environments.sh
. "$here/environments.sh"
# shellcheck source=samples/hosts/database-incidents.sh
. "$here/database-incidents.sh"
# shellcheck source=samples/hosts/incidents.sh
. "$here/incidents.sh"

make_base
make_shop
case $what in
    environments) environments ;;
    incidents) incidents ;;
    all) environments && incidents ;;
    [0-9][0-9]) one_incident "$what" ;;
    *) echo "unknown part '$what': environments, incidents, a number of one or all" >&2; exit 2 ;;
esac
