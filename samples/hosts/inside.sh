#!/usr/bin/env bash
# Runs as the first process of a sample host's namespaces: dresses the kernel, makes the root the only one there is, and
# leaves the rest to services.sh.
set -euo pipefail
root=$1 name=$2 agent=$3 environment=$4 role=$5 kind=$6

hostname "$name"
ip link set lo up
if [ -n "${address:-}" ]; then ip address add "$address/32" dev lo; fi
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mkdir -p "$root/run/leeway-agent"
mount --bind "$agent" "$root/run/leeway-agent"
if [ -n "${meeting:-}" ]; then
    mkdir -p "$root/run/meeting"
    mount --bind "$meeting" "$root/run/meeting"
fi
# An engine cannot lay its layers over a file system that is laid over another.
if [ -n "${engine:-}" ]; then
    mount --bind "$engine" "$root/var/lib/docker"
    mount --bind "$images" "$root/run/images"
    mkdir -p "$root/dev/pts"
    mount -t devpts devpts "$root/dev/pts"
fi
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
for device in null zero random urandom; do
    : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done

# All sample hosts share the kernel of the machine they are rebuilt on; they tell one of the shop's instead.
dress() {
    local cover
    cover=$root/run/$(basename -- "$1")
    printf '%s\n' "$2" >"$cover"
    mount --bind "$cover" "$root$1"
}
release=6.1.0-40-amd64
dress /proc/sys/kernel/osrelease "$release"
dress /proc/version "Linux version $release (kernel@shop.example) (gcc-12 (Debian 12.2.0-14) 12.2.0)"
dress /proc/cmdline "BOOT_IMAGE=/boot/vmlinuz-$release root=UUID=0f3c2d1e-8a7b-4c6d-9e5f-112233445566 ro quiet"

cp "$(dirname -- "$0")/services.sh" "$root/run/services.sh"
mkdir -p "$root/run/outside"
cd "$root"
pivot_root . run/outside
umount --lazy /run/outside
rmdir /run/outside
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin /bin/bash /run/services.sh "$environment" "$role" "$kind"
