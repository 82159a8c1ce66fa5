#!/usr/bin/env bash
# A host of the study: this machine's files, the shop over them, and what its environment and its pair make of it, in namespaces of
# its own (processes, host name, network, mounts). Starts the shop's services under the cgroups of their units and takes a snapshot.
#
# host.sh PLACE SHARED ENVIRONMENT NAME AGENT CACHE: a directory with plant.sh and after.sh; what all hosts have (tree, classes,
# fleet.key); who it is; the program and where it keeps its classes. Leaves PLACE/snapshot.json.
set -euo pipefail
place=$1 shared=$2 environment=$3 name=$4 agent=$5 cache=$6
study=$(cd -- "$(dirname -- "$0")" && pwd)
root=$place/root

# The first process of a container is a service, where it does more than wait; what ends with it is all that was started.
if [ "${within:-}" = "" ]; then
    unshare --mount --pid --uts --ipc --net --fork --kill-child sleep infinity &
    holder=$!
    trap 'kill -KILL "$holder"' EXIT
    first=
    for try in $(seq 200); do
        read -r first 2>/dev/null <"/proc/$holder/task/$holder/children" || true
        if [ -n "$first" ] && grep -q '^sleep' "/proc/$first/cmdline" 2>/dev/null; then break; fi
        [ "$try" != 200 ] || { echo "no namespaces of its own" >&2; exit 1; }
        sleep 0.02
    done
    within=yes nsenter --target "$first" --mount --pid --uts --ipc --net -- "$BASH" "$0" "$@"
    exit
fi

# What the kernel keeps of services is told by their control groups; this script and the agent are in the agent's own.
slices=/sys/fs/cgroup
if [ -d "$slices/systemd" ]; then slices=$slices/systemd; fi
mkdir -p "$slices/leeway-study/system.slice/leeway-agent.service"
echo $$ >"$slices/leeway-study/system.slice/leeway-agent.service/cgroup.procs"

hostname "$name"
ip link set lo up
mount --make-rprivate /
mkdir "$place/over" "$root"
mount -t tmpfs over "$place/over"
mkdir "$place/over/work"
cp -a "$shared/tree" "$place/over/upper"
mount -t overlay host -o "lowerdir=/,upperdir=$place/over/upper,workdir=$place/over/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mkdir -p "$root"/run/{study,outside} "$root/dev/shm"
mount -t tmpfs shm "$root/dev/shm"
for device in null zero random urandom; do
    : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
cp -r "$study"/{inside.sh,pack.py} "$place"/{plant,after}.sh "$shared"/{classes,fleet.key} "$root/run/study/"

cd "$root"
pivot_root . run/outside
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root XDG_CACHE_HOME="$cache" XDG_STATE_HOME=/run/study \
    /bin/bash /run/study/inside.sh "$environment" "$name" "$agent"
cp /run/study/snapshot.json "/run/outside$place/"
