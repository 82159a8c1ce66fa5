# shellcheck shell=bash disable=SC2154
# Running a host: an overlay over a root, namespaces, services under their units, the agent.

# host ENVIRONMENT ROLE NAME OUTPUT CUSTOMISE...
# Builds a host over the base, applies the functions named, runs its services and takes its snapshot. Its kind is $kind.
# It has the address $address to itself, or is at the end of a wire; hosts of one $meeting run at the same time.
host() {
    local environment=$1 role=$2 name=$3 output=$4
    shift 4
    local place=$work/hosts/$environment-$name
    local root=$place/root
    release "$place"
    mkdir -p "$place/upper" "$place/state" "$root" "$place/out" "$(dirname -- "$output")"
    mount -t overlay overlay -o "lowerdir=${base:-$work/base},upperdir=$place/upper,workdir=$place/state" "$root"
    printf '%s\n' "$name" >"$root/etc/hostname"
    printf '127.0.0.1 localhost\n127.0.1.1 %s.shop.example %s\n' "$name" "$name" >"$root/etc/hosts"
    mkdir -p "$root/opt/shop" "$root/run/leeway-agent" "$root/run/out" "$root/etc/systemd/system"
    cp -r "$work/shop/shop-web-1.4.2.jar" "$work/shop/shop_worker" "$root/opt/shop/"
    if [ -e "$work/fleet.key" ]; then
        install -m 0600 "$work/fleet.key" "$root/run/fleet.key"
        printf 'keys: [/run/fleet.key]\n' >"$root/run/agent.yaml"
    else
        : >"$root/run/agent.yaml"
    fi
    local step network=(unshare --net)
    for step; do "$step" "$root" "$environment"; done
    if [ -e "/run/netns/leeway-$name" ]; then network=(nsenter "--net=/run/netns/leeway-$name"); fi
    "${network[@]}" unshare --mount --pid --uts --ipc --fork "$BASH" "$here/inside.sh" \
        "$root" "$name" "$agent" "$environment" "$role" "${kind:-server}"
    install -m 0644 "$root/run/out/snapshot.json" "$output"
    release "$place"
}

release() {
    if mountpoint -q "$1/root"; then umount "$1/root"; fi
    rm -rf "$1"
}

# unit ROOT NAME EXEC ENVIRONMENT-LINES: writes a unit file; inside.sh starts what it finds. It starts in $directory.
unit() {
    local root=$1 name=$2 exec=$3
    shift 3
    {
        printf '[Unit]\nDescription=%s\n\n[Service]\nUser=shop\nWorkingDirectory=%s\n' "$name" "${directory:-/opt/shop}"
        local line
        for line; do printf 'Environment=%s\n' "$line"; done
        printf 'ExecStart=%s\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n' "$exec"
    } >"$root/etc/systemd/system/$name.service"
}

# set_variable ROOT UNIT NAME=VALUE and unset_variable ROOT UNIT NAME: change one line of a unit.
set_variable() {
    unset_variable "$1" "$2" "${3%%=*}"
    sed -i "s|^ExecStart=|Environment=$3\n&|" "$1/etc/systemd/system/$2.service"
}

unset_variable() {
    sed -i "/^Environment=$3=/d" "$1/etc/systemd/system/$2.service"
}
