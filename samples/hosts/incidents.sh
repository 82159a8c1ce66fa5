# shellcheck shell=bash disable=SC2154
# One fault each, between a staging and a production that are otherwise alike; the report must say it first.

# incident SLUG FUNCTION: the fault is planted on the production side.
incident() {
    local slug=$1 fault=$2
    local out=$samples/incidents/$slug
    host staging web stg-web-01 "$out/staging.json" shop_web
    host prod web web-01 "$out/prod.json" shop_web "$fault"
}

no_payment_timeout() { unset_variable "$1" shop-web PAYMENT_TIMEOUT; }

timeout_with_unit() { set_variable "$1" shop-web PAYMENT_TIMEOUT=30s; }

# Debian's next release under the same services: other libc, other interpreters, other tools.
lite_base() {
    [ -e "$work/lite/.complete" ] && return
    rm -rf "$work/lite"
    debootstrap --variant=minbase --include=ca-certificates,tzdata trixie "$work/lite" >"$work/lite.log" 2>&1
    printf '#!/bin/sh\nexit 101\n' >"$work/lite/usr/sbin/policy-rc.d"
    chmod +x "$work/lite/usr/sbin/policy-rc.d"
    in_root "$work/lite" apt-get install -y --no-install-recommends \
        python3 openjdk-21-jre-headless postgresql-client curl openssl
    settle_repositories "$work/lite"
    sed -i 's/bookworm/trixie/' "$work/lite/etc/apt/sources.list"
    useradd --root "$work/lite" --system --home-dir /opt/shop --shell /usr/sbin/nologin shop
    touch "$work/lite/.complete"
}

incidents() {
    rm -f "$work/fleet.key"
    rm -rf "$samples"/incidents/*/*.json
    incident 04-client-tool newer_client
    incident 05-missing-variable no_payment_timeout
    incident 11-missing-type timeout_with_unit
    incident 12-date-boundary berlin_time
    lite_base
    local out=$samples/incidents/06-lite-environment
    base=$work/lite host staging web stg-web-01 "$out/staging.json" shop_web
    host prod web web-01 "$out/prod.json" shop_web
    expectations
}

# What `leeway diff` says of each, kept beside it.
expectations() {
    local each
    for each in "$samples"/incidents/*/; do
        [ -e "$each/leeway.yaml" ] || printf 'environments: [staging, prod]\n' >"$each/leeway.yaml"
        local form
        for form in text json; do
            (cd "$each" && "$leeway" diff staging.json prod.json --policy leeway.yaml --as-of 2026-11-22T02:00:00Z \
                --width 100 --format "$form" >"expected.$form") || [ $? -eq 1 ]
        done
    done
}
