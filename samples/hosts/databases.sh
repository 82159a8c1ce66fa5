# shellcheck shell=bash disable=SC2154
# Hosts with a PostgreSQL server of their own, and hosts that reach each other.

# The base with a server and a client for Python.
database_base() {
    [ -e "$work/data/.complete" ] && return
    rm -rf "$work/data"
    cp -a "$work/base" "$work/data"
    rm -f "$work/data/.complete"
    # Each host makes a cluster of its own: one that came with the base would be the same server everywhere.
    mkdir -p "$work/data/etc/postgresql-common"
    printf 'create_main_cluster = false\n' >"$work/data/etc/postgresql-common/createcluster.conf"
    with_release "$work/data" postgresql-15 python3-psycopg2
    rm -f "$work/data"/var/cache/apt/archives/*.deb
    touch "$work/data/.complete"
}

# A service that keeps one connection to the database of its environment.
shop_orders() {
    local root=$1 environment=$2
    # It is deployed alone.
    rm -rf "$root"/opt/shop/*
    cp "$here/shop/orders/shop_orders.py" "$root/opt/shop/"
    unit "$root" shop-orders "/usr/bin/python3 -m shop_orders" \
        "HEALTH_PORT=8097" \
        "LOG_LEVEL=info" \
        "DATABASE_URL=postgresql://shop:$environment-Jd7wQm3Tz5@$(database_host "$environment"):5432/shop"
}

# database_host ENVIRONMENT: where its server answers.
database_host() {
    case $1 in
        prod) printf '%s' "${named:-10.20.10.5}" ;;
        staging) printf '10.20.20.5' ;;
        *) printf 'db.%s.shop.example' "$1" ;;
    esac
}

# Hosts that know production's server by name.
named_in_hosts() {
    printf '10.20.10.5 %s\n' "$named" >>"$1/etc/hosts"
}

# A server that begins with what $root/run/setup.sql says.
database_server() {
    local root=$1
    in_root "$root" pg_createcluster --port 5432 15 main -- --data-checksums
    printf 'listen_addresses = %s\n' "'*'" >>"$root/etc/postgresql/15/main/postgresql.conf"
    printf 'host shop all 10.20.0.0/16 scram-sha-256\n' >>"$root/etc/postgresql/15/main/pg_hba.conf"
    cat >"$root/etc/systemd/system/postgresql@15-main.service" <<'UNIT'
[Unit]
Description=PostgreSQL Cluster 15-main

[Service]
User=postgres
WorkingDirectory=/var/lib/postgresql/15/main
ExecStart=/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/etc/postgresql/15/main/postgresql.conf
UNIT
}

# database_at VERSION: a server whose schema was migrated that far. Adds to setup.sql, as the role that owns the schema.
database_at() {
    local root=$1 environment=$2 version=$3
    database_server "$root"
    {
        printf "create role shop login password '%s-Jd7wQm3Tz5';\n" "$environment"
        printf "create role leeway_reader login password '%s-Rb2xKs8Wy4' connection limit 2;\n" "$environment"
        printf 'create database shop owner shop;\n\\connect shop\nset role shop;\n'
        python3 "$here/shop/database/flyway.py" "$here/shop/database/migrations" "$version"
        printf 'reset role;\ngrant pg_read_all_stats, pg_read_all_settings to leeway_reader;\n'
        printf 'grant select on pg_catalog.pg_file_settings to leeway_reader;\n'
        printf 'grant execute on function pg_catalog.pg_show_all_file_settings() to leeway_reader;\n'
        printf 'grant select on flyway_schema_history, orders to leeway_reader;\nset role shop;\n'
    } >>"$root/run/setup.sql"
    looks_at "$root" "$environment" "$environment"
}

database_at_4() { database_at "$1" "$2" 4; }

# looks_at ROOT ENVIRONMENT OTHER: tells the agent of the database of OTHER.
looks_at() {
    local root=$1 other=$3
    install -m 0600 /dev/null "$root/run/reader.pass"
    printf '%s-Rb2xKs8Wy4\n' "$other" >"$root/run/reader.pass"
    cat >>"$root/run/agent.yaml" <<YAML
databases:
  - name: shop
    url: jdbc:postgresql://$(database_host "$other"):5432/shop
    user: leeway_reader
    passwordFile: /run/reader.pass
YAML
}

# reads_documents ROOT: all of them, not a sample.
reads_documents() {
    printf '    json: {scan: full}\n' >>"$1/run/agent.yaml"
}

# wire HOST ADDRESS HOST ADDRESS: two hosts that run at the same time and reach each other.
wire() {
    unwire "$1" "$3"
    ip netns add "leeway-$1"
    ip netns add "leeway-$3"
    ip link add eth0 netns "leeway-$1" type veth peer name eth0 netns "leeway-$3"
    local name address
    while [ $# -gt 0 ]; do
        name=leeway-$1 address=$2
        shift 2
        ip -n "$name" address add "$address/16" dev eth0
        ip -n "$name" link set eth0 up
    done
}

unwire() {
    local name
    for name; do
        if [ -e "/run/netns/leeway-$name" ]; then ip netns delete "leeway-$name"; fi
    done
}

# new_key: for hosts whose tags are to be compared.
new_key() {
    "$agent/bin/leeway-agent" key create -o "$work/fleet.key.new" >/dev/null && mv "$work/fleet.key.new" "$work/fleet.key"
}
