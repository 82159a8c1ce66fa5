# shellcheck shell=bash disable=SC2154
# One fault each, between an earlier environment and a production that are otherwise alike; the report must say it first.

# incident SLUG FUNCTION: the fault is planted on the production side.
incident() {
    local slug=$1 fault=$2
    local out=$samples/incidents/$slug
    host staging web stg-web-01 "$out/staging.json" shop_web
    host prod web web-01 "$out/prod.json" shop_web "$fault"
}

no_payment_timeout() { unset_variable "$1" shop-web PAYMENT_TIMEOUT; }

timeout_with_unit() { set_variable "$1" shop-web PAYMENT_TIMEOUT=30s; }

newer_jdk() { with_security "$1" openjdk-17-jre-headless; }

# Wheels of both days, as any Python client brings them; hosts install them without a network.
make_wheels() {
    local day wheels=$work/wheels
    [ -e "$wheels/.complete" ] && return
    for day in dev prod; do
        python3 -m pip download --quiet --dest "$wheels/$day" --only-binary :all: --python-version 3.11 \
            --requirement "$here/shop/recommend/requirements.txt" --constraint "$here/shop/recommend/resolved-$day.txt"
        python3 -m pip download --quiet --dest "$wheels/$day" --no-deps pip==24.3.1
    done
    touch "$wheels/.complete"
}

# A Python service in an environment of its own, installed by the same requirements on different days.
shop_recommend() {
    local root=$1 environment=$2 place=/opt/shop/recommend
    # It is deployed alone.
    rm -rf "$root"/opt/shop/*
    mkdir -p "$root$place" "$root/run/wheels"
    cp -r "$here/shop/recommend/recommend" "$here/shop/recommend/requirements.txt" "$root$place/"
    cp "$work/wheels/$environment"/*.whl "$root/run/wheels/"
    in_root "$root" python3 -m venv --without-pip "$place/venv"
    in_root "$root" "$place/venv/bin/python" /run/wheels/pip-24.3.1-py3-none-any.whl/pip install --isolated --no-index \
        --find-links /run/wheels --requirement "$place/requirements.txt"
    rm -rf "$root/run/wheels"
    directory=$place unit "$root" shop-recommend "$place/venv/bin/python -m recommend" \
        "HEALTH_PORT=8095" \
        "LOG_LEVEL=info" \
        "CATALOGUE_URL=https://catalogue.example/v1"
}

# The developer has no server, and the service falls back on a file where it works.
store_in_a_file() {
    in_root "$1" chown shop: /opt/shop/recommend
}

store_at_a_server() {
    set_variable "$1" shop-recommend \
        "DATABASE_URL=postgresql://recommend:prod-Wn5cYb8Lq3@db.prod.shop.example:5432/recommend"
}

developer_variables() {
    set_variable "$1" shop-recommend RECOMMEND_MODEL=nearest
    set_variable "$1" shop-recommend CATALOGUE_TIMEOUT=5
}

works_on_my_machine() {
    local out=$samples/incidents/01-works-on-my-machine
    make_wheels
    kind=laptop host dev recommend dev-laptop-01 "$out/dev.json" shop_recommend developer_variables store_in_a_file
    host prod recommend rec-01 "$out/prod.json" shop_recommend store_at_a_server
}

# The web service as one archive with its pages in it.
web_archive() {
    local root=$1 jar=$1/opt/shop/shop-web-1.4.2.jar
    (cd "$here/shop" && jar --update --file "$jar" static)
}

# The archive of somebody's own build: made of the whole directory, with what only developers need.
packed_too_much() {
    local root=$1 jar=$1/opt/shop/shop-web-1.4.2.jar mistake=$work/mistake
    rm -rf "$mistake" && cp -r "$here/shop/mistake" "$mistake" && mkdir "$mistake/config"
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$mistake/config/signing.pem" 2>>"$work/roots.log"
    (cd "$mistake" && jar --update --file "$jar" .env static config)
    rm -rf "$mistake"
}

packaging_mistake() {
    local out=$samples/incidents/07-packaging-mistake
    host staging web stg-web-01 "$out/staging.json" shop_web web_archive
    host prod web web-01 "$out/prod.json" shop_web web_archive packed_too_much
}

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

lite_environment() {
    lite_base
    local out=$samples/incidents/06-lite-environment
    base=$work/lite host staging web stg-web-01 "$out/staging.json" shop_web
    host prod web web-01 "$out/prod.json" shop_web
}

# What stood between the two for long, and what somebody changed in production between two snapshots. The directories are called by
# when they were filled.
shorter_timeout() { set_variable "$1" shop-web PAYMENT_TIMEOUT=3; }

it_worked_yesterday() {
    local out=$samples/incidents/13-it-worked-yesterday
    rm -rf "$out"/taken-*
    host staging web stg-web-01 "$out/first/staging.json" shop_web
    host prod web web-01 "$out/first/prod.json" shop_web berlin_time
    mv "$out/first" "$out/taken-$(date -u +%Y-%m-%dT%H%M%SZ)"
    host staging web stg-web-01 "$out/second/staging.json" shop_web
    host prod web web-01 "$out/second/prod.json" shop_web berlin_time shorter_timeout
    mv "$out/second" "$out/taken-$(date -u +%Y-%m-%dT%H%M%SZ)"
}

incidents() {
    local number
    for number in 01 02 03 04 05 06 07 08 09 10 11 12 13; do one_incident "$number"; done
}

one_incident() {
    rm -f "$work/fleet.key"
    rm -f "$samples"/incidents/"$1"-*/{dev,staging,prod}.json
    case $1 in
        01) works_on_my_machine ;;
        02) scrapped_in_production ;;
        03) json_only_in_production ;;
        04) incident 04-client-tool newer_client ;;
        05) incident 05-missing-variable no_payment_timeout &&
            earlier=dev container_incident 05-missing-variable-in-a-container web no_payment_timeout_for_compose ;;
        06) lite_environment ;;
        07) packaging_mistake ;;
        08) incident 08-unrehearsed-point-release newer_jdk ;;
        09) heavy_image ;;
        10) container_incident 10-compose-says-otherwise web edited_behind_the_container ;;
        11) incident 11-missing-type timeout_with_unit && missing_column_type ;;
        12) incident 12-date-boundary berlin_time ;;
        13) it_worked_yesterday ;;
        *) echo "no incident $1" >&2; return 2 ;;
    esac
    expectations "$1"
}

# expectations NN: what `leeway` says of it, kept beside it.
expectations() {
    local each earlier form
    for each in "$samples"/incidents/"$1"-*/; do
        if ! [ -e "$each/prod.json" ]; then
            [ -e "$each/leeway.yaml" ] || printf 'environments: [staging, prod]\n' >"$each/leeway.yaml"
            for form in text json; do
                (cd "$each" && "$leeway" report --before taken-* --policy leeway.yaml \
                    --as-of 2026-11-24T02:00:00Z --width 100 --format "$form" >"expected.$form") || [ $? -eq 1 ]
            done
            continue
        fi
        earlier=staging
        if [ -e "$each/dev.json" ]; then earlier=dev; fi
        [ -e "$each/leeway.yaml" ] || printf 'environments: [%s, prod]\n' "$earlier" >"$each/leeway.yaml"
        for form in text json; do
            (cd "$each" && "$leeway" diff "$earlier.json" prod.json --policy leeway.yaml --as-of 2026-11-22T02:00:00Z \
                --width 100 --format "$form" >"expected.$form") || [ $? -eq 1 ]
        done
    done
}
