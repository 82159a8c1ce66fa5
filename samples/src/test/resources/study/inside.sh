#!/usr/bin/env bash
# Inside a host of the study: dresses it for its environment, plants what its pair says, starts the shop, takes the snapshot.
# What pairs plant runs with the functions of this file.
set -euo pipefail
umount --lazy /run/outside/{proc,sys,dev} 2>/dev/null || true
environment=$1 name=$2 agent=$3
classes=/run/study/classes
java=$(readlink -f /srv/shop/java)
packages=$(echo /srv/worker/venv/lib/python3*/site-packages)

slices=/sys/fs/cgroup
if [ -d "$slices/systemd" ]; then slices=$slices/systemd; fi
declare -A pids=()

pack() { /usr/bin/python3 /run/study/pack.py "$@"; }
# Another secret of that name in each environment.
secret() { printf '%s of %s' "$1" "${2:-$environment}" | sha256sum | cut -c1-24; }
# set_variable SERVICE NAME=VALUE and unset_variable SERVICE NAME: what a service is started with.
set_variable() {
    unset_variable "$1" "${2%%=*}"
    printf '%s\n' "$2" >>"/etc/shop/$1.env"
}
unset_variable() { sed -i "/^$2=/d" "/etc/shop/$1.env"; }
# set_option OLD NEW: part of the web service's command line.
set_option() { sed -i "/^ExecStart=/ s|$1|$2|" /etc/systemd/system/shop-web.service; }
# shown FILE TEXT: what the kernel says of itself, as another one would.
shown() {
    local cover
    cover=$(mktemp -p /run/study)
    printf '%s\n' "$2" >"$cover"
    mount --bind "$cover" "$1"
}
# package_field PACKAGE FIELD VALUE: what the package database says.
package_field() { sed -i "/^Package: $1\$/,/^\$/ s|^$2: .*|$2: $3|" /var/lib/dpkg/status; }
# An environment's own certificate anew: certificate DAYS OPTIONS of openssl.
certificate() {
    local days=$1
    shift
    openssl req -x509 -nodes -days "$days" -subj "/CN=$environment.shop.example" -keyout /etc/shop/tls/web.key -out /etc/shop/tls/web.pem \
        "$@" 2>/dev/null
}
# dated FROM TO: an environment's own certificate for a time of one's own.
dated() {
    certificate 9 -newkey ec -pkeyopt ec_paramgen_curve:P-256
    openssl req -new -key /etc/shop/tls/web.key -subj "/CN=$environment.shop.example" -out /run/study/web.csr
    mkdir -p /run/study/issued && : >/run/study/issued/index.txt
    printf '[ca]\ndefault_ca = a\n[a]\ndatabase = /run/study/issued/index.txt\nnew_certs_dir = /run/study/issued\nrand_serial = yes\ndefault_md = sha256\npolicy = p\n[p]\ncommonName = supplied\n' >/run/study/ca.conf
    openssl ca -batch -selfsign -notext -config /run/study/ca.conf -keyfile /etc/shop/tls/web.key -in /run/study/web.csr \
        -startdate "$1" -enddate "$2" -out /etc/shop/tls/web.pem 2>/run/study/ca.log
}
# release VERSION: the web service deployed in another one.
release() {
    rm /srv/shop/web/shop-web-*.jar
    pack service "/srv/shop/web/shop-web-$1.jar" "$classes" "$1"
    set_option shop-web-1.4.2.jar "shop-web-$1.jar"
}

dress() {
    rm -f /etc/localtime /etc/locale.conf /etc/ld.so.preload
    ln -s /usr/share/zoneinfo/Etc/UTC /etc/localtime
    echo Etc/UTC >/etc/timezone
    echo LANG=C.UTF-8 >/etc/default/locale
    echo "$name" >/etc/hostname
    printf '127.0.0.1 localhost\n127.0.1.1 %s.shop.example %s\n' "$name" "$name" >/etc/hosts
    rm -f /etc/resolv.conf
    printf 'search shop.example\nnameserver 10.20.0.2\n' >/etc/resolv.conf
    printf '%s' "$name" | md5sum | cut -c1-32 >/etc/machine-id
    echo 'shop:x:7001:7001::/srv/shop:/usr/sbin/nologin' >>/etc/passwd
    echo 'shop:x:7001:' >>/etc/group
    mkdir -p /etc/leeway/facts.d
    cat >/etc/shop/shop-web.env <<ENV
SERVER_PORT=8080
LOG_LEVEL=info
PAYMENT_TIMEOUT=30
PAYMENT_URL=https://payments.example/v2
CATALOGUE_PAGE_SIZE=50
DATABASE_URL=postgresql://shop:$(secret database)@db.$environment.shop.example:5432/shop
SESSION_SECRET=$(secret session)
PAYMENT_API_KEY=$(secret payment)
QUEUE_URL=amqp://web:$(secret queue)@queue.$environment.shop.example:5672/orders
MAIL_HOST=mail.$environment.shop.example
UPLOAD_BUCKET=shop-uploads-$environment
FEATURE_NEW_CHECKOUT=true
PUBLIC_URL=https://$environment.shop.example
NODE_NAME=$name
TLS_CERT_FILE=/etc/shop/tls/web.pem
ENV
    cat >/etc/shop/shop-worker.env <<ENV
HEALTH_PORT=8090
LOG_LEVEL=info
BATCH_SIZE=200
QUEUE_URL=amqp://worker:$(secret worker)@queue.$environment.shop.example:5672/orders
ENV
    printf 'keys: [/run/study/fleet.key]\nprobes: {time: 100s}\ngit: {places: [{directory: /srv/pages, name: shop-web}]}\n' >/run/study/agent.yaml
    for kind in pem key; do cp "/etc/shop/tls/$environment.$kind" "/etc/shop/tls/web.$kind"; done
}

# start NAME: as a service manager does what its unit says.
start() {
    local unit=/etc/systemd/system/$1.service group=$slices/leeway-study/system.slice/$1.service user files mask limit line variables=()
    field() { sed -n "s/^$1=//p" "$unit"; }
    user=$(field User) limit=$(field LimitNOFILE) mask=$(field UMask)
    for files in $(field EnvironmentFile); do
        while IFS= read -r line; do variables+=("$line"); done < <(grep -v '^#' "$files")
    done
    while IFS= read -r line; do variables+=("$line"); done < <(field Environment)
    mkdir -p "$group"
    (
        echo "$BASHPID" >"$group/cgroup.procs"
        cd "$(field WorkingDirectory)"
        umask "${mask:-0022}"
        # shellcheck disable=SC2046
        exec prlimit "--nofile=$limit:$limit" setpriv --reuid="$user" --regid="$user" --init-groups /usr/bin/env -i \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin LANG=C.UTF-8 "${variables[@]}" $(field ExecStart) >>/run/study/$1.log 2>&1
    ) &
    pids[$1]=$!
}

# await NAME: until it answers.
await() {
    local port try
    port=$(sed -n 's/^\(SERVER_PORT\|HEALTH_PORT\)=//p' "/etc/shop/$1.env")
    for try in $(seq 200); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
        kill -0 "${pids[$1]}" 2>/dev/null || break
        sleep 0.05
    done
    echo "$1 did not start after $try tries: $(tail -n 5 "/run/study/$1.log")" >&2
    exit 1
}

restart() {
    kill "${pids[$1]}"
    wait "${pids[$1]}" || true
    start "$1"
    await "$1"
}

dress
. /run/study/plant.sh
shopt -s nullglob
for each in /etc/systemd/system/shop-*.service; do start "$(basename "$each" .service)"; done
for each in "${!pids[@]}"; do await "$each"; done
. /run/study/after.sh
"$agent" snapshot --config /run/study/agent.yaml --environment "$environment" --role web --kind server --name "$name" \
    -o /run/study/snapshot.json 2>/run/study/agent.log || [ $? -eq 3 ] || { cat /run/study/agent.log >&2; exit 1; }
for each in "${pids[@]}"; do kill "$each" 2>/dev/null || true; done
wait || true
rmdir "$slices"/leeway-study/system.slice/*.service 2>/dev/null || true
