#!/bin/sh
# Rebuilds the rpm databases that RpmDatabaseTest reads, with the real rpm (4.18 or later) and Berkeley DB 5.3 tools.
# Usage: make-rpm-databases.sh OUTPUT_DIRECTORY
set -eu
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

build() { # name version release epoch arch files...
    name=$1 version=$2 release=$3 epoch=$4 arch=$5
    shift 5
    {
        printf 'Name: %s\nVersion: %s\nRelease: %s\nSummary: %s\nLicense: MIT\nVendor: Example Works\n' \
            "$name" "$version" "$release" "$name"
        [ "$epoch" = 0 ] || printf 'Epoch: %s\n' "$epoch"
        [ "$arch" = noarch ] && printf 'BuildArch: noarch\n'
        printf '%%description\n%s\n%%install\n' "$name"
        for file; do printf 'mkdir -p %%{buildroot}%s\n: > %%{buildroot}%s\n' "${file%/*}" "$file"; done
        printf '%%files\n'
        for file; do printf '%s\n' "$file"; done
    } > "$work/$name.spec"
    rpmbuild -bb --quiet --define "_topdir $work/build" --define 'debug_package %{nil}' \
        --define '__os_install_post %{nil}' "$work/$name.spec" >/dev/null 2>&1
}

build openssl 3.0.7 27.el9 1 x86_64 /usr/bin/openssl /usr/share/doc/openssl/README
build kernel-core 5.14.0 427.el9 0 x86_64 /lib/modules/5.14.0-427.el9/vmlinuz
cp -r "$work/build/RPMS" "$work/first"
build kernel-core 5.14.0 503.el9 0 x86_64 /lib/modules/5.14.0-503.el9/vmlinuz
build tzdata 2024b 2.el9 0 noarch /usr/share/zoneinfo/tzdata.zi
cp -r "$work/build/RPMS/." "$work/first"

install() { # backend
    mkdir -p "$work/$1"
    rpm --define "_db_backend $1" --define "_dbpath $work/$1" --root / --initdb
    find "$work/first" -name '*.rpm' | sort | while read -r file; do
        rpm --define "_db_backend $1" --define "_dbpath $work/$1" --justdb --nodeps --nosignature --force \
            --ignoreos --ignorearch -i "$file"
    done
}
install sqlite 2>/dev/null
cp "$work/sqlite/rpmdb.sqlite" "$out/rpmdb.sqlite"

# Berkeley DB can no longer be written by rpm itself: the same headers, loaded under their numbers as rpm kept them.
python3 - "$work/sqlite/rpmdb.sqlite" > "$work/load" <<'PYTHON'
import sqlite3, struct, sys
rows = sqlite3.connect(sys.argv[1]).execute("select hnum, blob from Packages order by hnum").fetchall()
print("VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END")
print(" " + struct.pack("<I", 0).hex()); print(" " + struct.pack("<I", len(rows)).hex())
for number, blob in rows:
    print(" " + struct.pack("<I", number).hex()); print(" " + blob.hex())
print("DATA=END")
PYTHON
# The ndb backend is SUSE's; where rpm is built without it, the same headers are laid out as its sources lay them out.
python3 - "$work/sqlite/rpmdb.sqlite" "$out/Packages.db" <<'PYTHON'
import sqlite3, struct, sys
rows = sqlite3.connect(sys.argv[1]).execute("select hnum, blob from Packages order by hnum").fetchall()
slots, blobs, block = b"", b"", 4096 // 16
for number, blob in rows:
    body = struct.pack("<IIII", 0x53626C42, number, 0, len(blob)) + blob
    body += b"\0" * (-(len(body) + 12) % 16) + struct.pack("<III", 0, len(blob), 0x45626C42)
    slots += struct.pack("<IIII", 0x746F6C53, number, block, len(body) // 16)
    blobs, block = blobs + body, block + len(body) // 16
free = struct.pack("<IIII", 0x746F6C53, 0, 0, 0)
header = struct.pack("<IIIIIIII", 0x506D7052, 0, 1, 1, len(rows) + 1, 0, 0, 0)
page = (header + slots + free * 256)[:4096]
open(sys.argv[2], "wb").write(page + blobs)
PYTHON
rm -f "$out/Packages"
db5.3_load -f "$work/load" "$out/Packages"
ls -l "$out"
