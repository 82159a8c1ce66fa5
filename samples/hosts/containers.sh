# shellcheck shell=bash disable=SC2154
# Hosts that run the shop in containers: an engine of their own, images made from real roots, a project of Compose.

# The base, with the engine and Compose of the distribution.
engine_base() {
    [ -e "$work/engine/.complete" ] && return
    rm -rf "$work/engine"
    cp -a "$work/base" "$work/engine"
    rm -f "$work/engine/.complete"
    with_release "$work/engine" docker.io docker-compose busybox-static
    touch "$work/engine/.complete"
}

# web_image NAME PACKAGE...: the root of an image, and what it has besides the web service and what that needs.
web_image() {
    local root=$work/images/$1
    shift
    [ -e "$root/.complete" ] && return
    rm -rf "$root" && mkdir -p "$work/images"
    debootstrap --variant=minbase bookworm "$root" >"$work/images.log" 2>&1
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    in_root "$root" apt-get install -y --no-install-recommends python3 "$@"
    settle_repositories "$root"
    rm -rf "$root"/var/cache/apt/* "$root"/usr/share/{doc,man,locale}/*
    mkdir -p "$root/srv/web"
    cp "$here/shop/web/server.py" "$root/srv/web/"
    touch "$root/.complete"
}

# image_file NAME TAG: the image as a file, made once; every host that loads it has the same one.
image_file() {
    local file=$work/images/$1.tar
    [ -e "$file" ] && return
    python3 "$here/image.py" "$work/images/$1" "$2" "$file" org.opencontainers.image.title=shop-web
}

# The project as its repository holds it.
compose_project() {
    local root=$1
    rm -rf "$root"/opt/shop/*
    cp -r "$here/shop/compose/." "$root/opt/shop/"
    # What the repository does not hold: each host has its own.
    printf 'PAYMENT_TIMEOUT=30s\n' >"$root/opt/shop/.env"
    {
        printf '[Unit]\nDescription=Docker engine\n\n[Service]\nUser=root\nWorkingDirectory=/\n'
        printf 'ExecStart=/usr/sbin/dockerd --host unix:///run/docker.sock\n'
    } >"$root/etc/systemd/system/docker.service"
    mkdir -p "$root/var/lib/docker" "$root/run/images"
}

# containers ENVIRONMENT NAME OUTPUT IMAGE CUSTOMISE...: a host that runs the project with that image.
containers() {
    local environment=$1 name=$2 output=$3 chosen=$work/chosen
    rm -rf "$chosen" "$work/engine-data" && mkdir -p "$chosen" "$work/engine-data"
    ln "$work/images/$4.tar" "$chosen/"
    shift 4
    export engine=$work/engine-data images=$chosen
    base=$work/engine host "$environment" web "$name" "$output" compose_project "$@"
    unset engine images
    rm -rf "$chosen" "$work/engine-data"
}

full_image() { printf 'SHOP_WEB_TAG=1.4.2-full\n' >>"$1/opt/shop/.env"; }

# Of the project's own variables one was forgotten, and Compose hands on what is not there without a word.
no_payment_timeout_for_compose() { sed -i '/^PAYMENT_TIMEOUT=/d' "$1/opt/shop/.env"; }

# The file is edited while the project runs, and nobody brings it up again.
edited_behind_the_container() {
    cat >"$1/run/after.sh" <<'EDIT'
sed -i -e 's/"8080:8080"/"8081:8080"/' -e 's/mem_limit: 256m/mem_limit: 512m/' docker-compose.yml
EDIT
}

# container_incident SLUG IMAGE FAULT: the fault is planted on the production side; the other is $earlier.
container_incident() {
    local out=$samples/incidents/$1 image=$2 fault=$3 other=${earlier:-staging} name=stg-web-01
    if [ "$other" = dev ]; then name=dev-web-01; fi
    engine_base
    web_image web
    image_file web shop/web:1.4.2
    containers "$other" "$name" "$out/$other.json" web
    containers prod web-01 "$out/prod.json" "$image" "$fault"
}

heavy_image() {
    web_image web-full build-essential golang-go
    image_file web-full shop/web:1.4.2-full
    container_incident 09-heavy-image web-full full_image
}
