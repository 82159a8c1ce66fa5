# shellcheck shell=bash disable=SC2154
# Incidents that lie in databases: each with PostgreSQL servers that really run.

# A laptop whose service was given production's address, and a role there that may write.
aimed_at_production() {
    local root=$1
    set_variable "$root" shop-orders \
        "DATABASE_URL=postgresql://shop_dev:dev-Jd7wQm3Tz5@db.prod.shop.example:5432/shop"
    looks_at "$root" dev prod
}

role_for_developers() {
    cat >>"$1/run/setup.sql" <<'SQL'
reset role;
create role shop_dev login password 'dev-Jd7wQm3Tz5';
set role shop;
grant select, insert, update, delete on all tables in schema public to shop_dev;
SQL
}

scrapped_in_production() {
    local out=$samples/incidents/02-scrapped-in-production
    local base=$work/data meeting=$work/meeting named=db.prod.shop.example
    database_base
    rm -rf "$meeting" && mkdir -p "$meeting" && printf 'dev-laptop-01 prod-01\n' >"$meeting/hosts"
    export meeting
    new_key
    wire dev-laptop-01 10.20.30.11 prod-01 10.20.10.5
    kind=laptop host dev orders dev-laptop-01 "$out/dev.json" shop_orders named_in_hosts aimed_at_production &
    local laptop=$!
    host prod orders prod-01 "$out/prod.json" shop_orders named_in_hosts database_at_4 role_for_developers
    wait "$laptop"
    unwire dev-laptop-01 prod-01
    export -n meeting
    rm -rf "$meeting" "$work/fleet.key"
}

# Documents as the shop writes them today; in production five of the oldest have their coupon as a plain text.
documents() {
    local root=$1 count=$2
    cat >>"$root/run/setup.sql" <<SQL
insert into customer (email) select 'customer-' || n || '@customers.example' from generate_series(1, 500) n;
insert into orders (customer_id, total, details)
select 1 + n % 500, 10 + n % 90, jsonb_build_object(
    'gift', n % 7 = 0,
    'lines', jsonb_build_array(jsonb_build_object('sku', 'sku-' || n % 300, 'quantity', 1 + n % 4)))
    || case when n % 5 = 0 then jsonb_build_object('coupon', jsonb_build_object('code', 'c' || n, 'percent', 10)) else '{}' end
from generate_series(1, $count) n;
SQL
    reads_documents "$root"
}

documents_of_a_test() { documents "$1" 2000; }

documents_of_years() {
    documents "$1" 50000
    printf '%s\n' "update orders set details = details || '{\"coupon\": \"spring\"}' where id in (11, 4711, 17017, 31313, 49999);" \
        >>"$1/run/setup.sql"
}

json_only_in_production() {
    local out=$samples/incidents/03-json-only-in-production
    local base=$work/data
    database_base
    new_key
    address=10.20.20.5 host staging orders stg-01 "$out/staging.json" shop_orders database_at_4 documents_of_a_test
    address=10.20.10.5 host prod orders prod-01 "$out/prod.json" shop_orders database_at_4 documents_of_years
    rm -f "$work/fleet.key"
}

# Somebody took the last migration back by hand, and its history says nothing of it.
taken_back_by_hand() {
    printf 'alter table orders alter column total type text;\n' >>"$1/run/setup.sql"
}

missing_column_type() {
    local out=$samples/incidents/11-missing-column-type
    local base=$work/data
    database_base
    new_key
    address=10.20.20.5 host staging orders stg-01 "$out/staging.json" shop_orders database_at_4
    address=10.20.10.5 host prod orders prod-01 "$out/prod.json" shop_orders database_at_4 taken_back_by_hand
    rm -f "$work/fleet.key"
}
