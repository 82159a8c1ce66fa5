#!/usr/bin/env bash
# Makes a container image of the agent without a registry and without an engine: its own Java runtime, the C library of this machine,
# busybox for the shell that starts it, and nothing else. The same tree gives the same bytes.
#
#   samples/deploy/container/build.sh [IMAGE.tar]        default agent/target/leeway-agent-image.tar
#
# `docker load` and `podman load` take it; `skopeo copy docker-archive:IMAGE.tar docker://REGISTRY/leeway-agent` brings it to a registry.
# Needs a build of the agent (mvn -Dquick -DskipTests package) and a busybox that needs no libraries (Debian: busybox-static).
set -euo pipefail

home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
made=$home/agent/target/leeway-agent-jre
image=${1:-$home/agent/target/leeway-agent-image.tar}
busybox=${LEEWAY_BUSYBOX:-/bin/busybox}
moment='2026-11-01T00:00:00Z'

[ -d "$made" ] || { echo "build.sh: no agent in agent/target; build first: mvn -Dquick -DskipTests package" >&2; exit 2; }
if ! [ -x "$busybox" ] || ldd "$busybox" >/dev/null 2>&1; then
    echo "build.sh: $busybox needs libraries or is not there; install busybox-static, or name one with LEEWAY_BUSYBOX" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the runtime's native parts load, but for those that draw windows, which the agent never does.
libraries() {
    find "$made/runtime" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) |
        grep -v -e awt -e fontmanager -e splashscreen -e freetype -e libjsound |
        xargs ldd 2>/dev/null | awk '$3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }' | grep -v "^$made" | sort -u
    # Names of other hosts.
    ls /lib/*-linux-gnu/libnss_dns.so.2 /lib/*-linux-gnu/libresolv.so.2 2>/dev/null || true
}

# layer DIRECTORY: packs it the same way each time, and prints its digest.
layer() {
    tar --sort=name --mtime="$moment" --owner=0 --group=0 --numeric-owner --format=gnu -C "$1" -cf "$work/layer.tar" .
    local digest
    digest=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
    mkdir -p "$work/image/$digest"
    mv "$work/layer.tar" "$work/image/$digest/layer.tar"
    echo "$digest"
}

base=$work/base
mkdir -p "$base/bin" "$base/etc" "$base/tmp" "$base/proc" "$base/sys" "$base/dev" "$base/var/lib/leeway" "$work/image"
chmod 1777 "$base/tmp"
chmod 0700 "$base/var/lib/leeway"
cp "$busybox" "$base/bin/busybox"
for command in sh cat cksum cut env id ls mkdir mv readlink rm sed sleep stat wc test; do
    ln -s busybox "$base/bin/$command"
done
while read -r library; do
    mkdir -p "$base$(dirname "$library")"
    cp -L "$library" "$base$library"
done < <(libraries)
printf 'root:x:0:0:root:/root:/bin/sh\nleeway:x:1000:1000:Leeway agent:/var/lib/leeway:/bin/sh\n' >"$base/etc/passwd"
printf 'root:x:0:\nleeway:x:1000:\n' >"$base/etc/group"
printf 'hosts: files dns\n' >"$base/etc/nsswitch.conf"
find "$base" -type d -exec chmod go+rX {} +
chmod 0700 "$base/var/lib/leeway"

agent=$work/agent
mkdir -p "$agent/usr/lib" "$agent/usr/bin"
cp -a "$made" "$agent/usr/lib/leeway-agent"
ln -s ../lib/leeway-agent/bin/leeway-agent "$agent/usr/bin/leeway-agent"

lower=$(layer "$base")
upper=$(layer "$agent")
cat >"$work/config.json" <<JSON
{"architecture":"amd64","os":"linux","created":"$moment","config":{"Entrypoint":["/usr/bin/leeway-agent"],"Cmd":["--help"],"Env":["PATH=/usr/bin:/bin","STATE_DIRECTORY=/var/lib/leeway","LEEWAY_CLASS_ARCHIVE=off"],"WorkingDir":"/var/lib/leeway","Labels":{"org.opencontainers.image.title":"leeway-agent","org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":["sha256:$lower","sha256:$upper"]},"history":[{"created":"$moment","created_by":"base"},{"created":"$moment","created_by":"leeway-agent"}]}
JSON
name=$(sha256sum "$work/config.json" | cut -d ' ' -f 1)
mv "$work/config.json" "$work/image/$name.json"
printf '[{"Config":"%s.json","RepoTags":["leeway-agent:latest"],"Layers":["%s/layer.tar","%s/layer.tar"]}]\n' \
    "$name" "$lower" "$upper" >"$work/image/manifest.json"
tar --sort=name --mtime="$moment" --owner=0 --group=0 --numeric-owner --format=gnu -C "$work/image" -cf "$work/whole.tar" .
mv "$work/whole.tar" "$image"
echo "$image: leeway-agent:latest, $(($(wc -c <"$image") >> 20)) MiB, sha256:$name"
