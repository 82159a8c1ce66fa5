# shellcheck shell=bash disable=SC2154
# The shop in three environments, with the drift a shop collects over a year.

# Units as every environment has them; what differs is set by the functions below.
shop_web() {
    local root=$1 environment=$2
    unit "$root" shop-web "/usr/bin/java -Xmx256m -XX:+UseG1GC -Dshop.profile=$environment -jar /opt/shop/shop-web-1.4.2.jar" \
        "SERVER_PORT=8080" \
        "LOG_LEVEL=info" \
        "PAYMENT_TIMEOUT=30" \
        "PAYMENT_URL=https://payments.example/v2" \
        "CATALOGUE_PAGE_SIZE=50" \
        "DATABASE_URL=postgresql://shop:$environment-Vq9zT4mK2pW7@db.$environment.shop.example:5432/shop" \
        "SESSION_SECRET=$environment-8f2b6c1d9e4a7035b1c8" \
        "FEATURE_NEW_CHECKOUT=true"
}

shop_worker() {
    local root=$1 environment=$2
    unit "$root" shop-worker "/usr/bin/python3 -m shop_worker" \
        "HEALTH_PORT=8090" \
        "LOG_LEVEL=info" \
        "BATCH_SIZE=200" \
        "QUEUE_URL=amqp://worker:$environment-Hs6tR1xN8bQ3@queue.$environment.shop.example:5672/orders" \
        "MAIL_RELAY=mail.$environment.shop.example"
}

developer_habits() {
    set_variable "$1" shop-web LOG_LEVEL=debug
    set_variable "$1" shop-web FEATURE_NEW_CHECKOUT=yes
    set_variable "$1" shop-worker LOG_LEVEL=debug
    printf 'LANG=de_DE.UTF-8\n' >"$1/etc/default/locale"
}

berlin_time() {
    ln -sfn /usr/share/zoneinfo/Europe/Berlin "$1/etc/localtime"
    printf 'Europe/Berlin\n' >"$1/etc/timezone"
}

newer_client() { with_security "$1" postgresql-client-15; }

newer_openssl() { with_security "$1" openssl; }

older_web_settings() {
    unset_variable "$1" shop-web PAYMENT_TIMEOUT
    set_variable "$1" shop-web FEATURE_NEW_CHECKOUT=false
}

# The same payment key in staging and production: a test there bills real customers.
payment_key() {
    case $2 in
        dev) set_variable "$1" shop-web "PAYMENT_API_KEY=dev-1Zt7QmVb4LxR9cWk" ;;
        *) set_variable "$1" shop-web "PAYMENT_API_KEY=live-6Yp2NfHd8GsK3jTu" ;;
    esac
}

environments() {
    new_key
    local out=$samples/environments
    rm -rf "${out:?}/dev" "$out/staging" "$out/prod"
    host dev web dev-01 "$out/dev/dev-01.json" shop_web shop_worker payment_key developer_habits
    host staging web stg-web-01 "$out/staging/stg-web-01.json" shop_web payment_key newer_client
    host staging worker stg-worker-01 "$out/staging/stg-worker-01.json" shop_worker berlin_time
    host prod web web-01 "$out/prod/web-01.json" shop_web payment_key older_web_settings
    host prod web web-02 "$out/prod/web-02.json" shop_web payment_key older_web_settings newer_openssl
    host prod web web-03 "$out/prod/web-03.json" shop_web payment_key older_web_settings
    host prod worker worker-01 "$out/prod/worker-01.json" shop_worker
    rm -f "$work/fleet.key"
}
