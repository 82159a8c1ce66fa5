# shellcheck shell=bash disable=SC2154
# Roots: one base for all hosts, and the shop's programs.

# The base: Debian 12 without later security updates, so that a host can be ahead of another by installing them.
make_base() {
    [ -e "$work/base/.complete" ] && return
    rm -rf "$work/base"
    debootstrap --variant=minbase --include=ca-certificates,tzdata bookworm "$work/base" >"$work/base.log" 2>&1
    printf '#!/bin/sh\nexit 101\n' >"$work/base/usr/sbin/policy-rc.d"
    chmod +x "$work/base/usr/sbin/policy-rc.d"
    in_root "$work/base" apt-get install -y --no-install-recommends \
        python3 openjdk-17-jre-headless postgresql-client-15 curl openssl
    settle_repositories "$work/base"
    useradd --root "$work/base" --system --home-dir /opt/shop --shell /usr/sbin/nologin shop
    rm -f "$work/base"/var/cache/apt/archives/*.deb
    touch "$work/base/.complete"
}

# Runs a command of the root with the machine's own repositories at hand, quietly.
in_root() {
    local root=$1
    shift
    # shellcheck disable=SC2016
    unshare --mount sh -c 'mount -t proc proc "$1/proc" && shift && exec chroot "$@"' sh "$root" "$root" \
        env DEBIAN_FRONTEND=noninteractive LC_ALL=C "$@" >>"$work/roots.log" 2>&1
}

# Installs what a root lacks from the security repository; the suite is told, the mirror is the machine's own.
with_security() {
    local root=$1
    shift
    with_repository "$root" "$(machine_mirrors | grep -m 1 debian-security || true)" bookworm-security "$@"
}

# Likewise, from the release itself.
with_release() {
    local root=$1
    shift
    with_repository "$root" "$(machine_mirrors | grep -m 1 '/debian/*$' || true)" bookworm "$@"
}

machine_mirrors() {
    grep -rhsE '^(URIs:|deb ).*debian' /etc/apt/sources.list /etc/apt/sources.list.d | grep -oE '[a-z]+://[^ ]+' | sort -u
}

with_repository() {
    local root=$1 mirror=$2 suite=$3
    shift 3
    [ -n "$mirror" ] || { echo "this machine configures no repository for $suite" >&2; return 1; }
    cp "$root/etc/apt/sources.list" "$work/sources.kept"
    printf 'deb %s %s main\n' "$mirror" "$suite" >"$root/etc/apt/sources.list"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    in_root "$root" apt-get update
    in_root "$root" apt-get install -y --no-install-recommends "$@"
    cp "$work/sources.kept" "$root/etc/apt/sources.list"
    rm -rf "$root"/var/lib/apt/lists/*
    settle_resolver "$root"
}

# The shop takes its packages from a mirror of its own.
settle_repositories() {
    printf 'deb http://mirror.shop.example/debian bookworm main\n' >"$1/etc/apt/sources.list"
    rm -rf "$1"/var/lib/apt/lists/*
    settle_resolver "$1"
}

settle_resolver() {
    printf 'search shop.example\nnameserver 10.20.0.2\n' >"$1/etc/resolv.conf"
}

# The shop: a web service in Java and a worker in Python, small, but real listeners under their real names.
make_shop() {
    rm -rf "$work/shop" && mkdir -p "$work/shop/classes" "$work/shop/shop_worker"
    javac --release 17 -d "$work/shop/classes" "$here/shop/ShopWeb.java"
    jar --create --file "$work/shop/shop-web-1.4.2.jar" --main-class ShopWeb -C "$work/shop/classes" .
    cp "$here/shop/shop_worker.py" "$work/shop/shop_worker/__main__.py"
    : >"$work/shop/shop_worker/__init__.py"
}
