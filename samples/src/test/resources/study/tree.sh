#!/usr/bin/env bash
# Lays out what every host of the study has over this machine's own files: the sample shop, deployed. Run once for all of them.
#
# tree.sh TREE CLASSES SHOP JAVA: where to, the compiled web service, samples/hosts/shop, a home of Java.
set -euo pipefail
tree=$1 classes=$2 shop=$3 java=$4
study=$(cd -- "$(dirname -- "$0")" && pwd)
pack() { /usr/bin/python3 "$study/pack.py" "$@"; }

web=$tree/srv/shop/web worker=$tree/srv/worker
mkdir -p "$web/lib" "$web/config" "$web/static" "$worker" "$tree"/etc/{shop/tls,systemd/system} "$tree/srv/git"

ln -s "$java" "$tree/srv/shop/java"

# The web service: an archive, what it stands on beside it, its settings and pages.
pack service "$web/shop-web-1.4.2.jar" "$classes" 1.4.2
pack library "$web/lib/money-2.3.1.jar" com.example.money money 2.3.1
pack library "$web/lib/basket-1.9.0.jar" com.example.basket basket 1.9.0
pack library "$web/lib/basket-legacy-0.8.0.jar" com.example.basket basket-legacy 0.8.0 com/example/basket/Basket
cat >"$web/config/application.yml" <<'YAML'
# Settings of the shop's web service.
server:
  compression: true
  shutdown: graceful
shop:
  currency: EUR
  page-size: 50
  payment:
    timeout: ${PAYMENT_TIMEOUT}
    retries: 3
  catalogue:
    url: https://catalogue.example/v1
  cache:
    ttl: 10m
YAML
printf 'handlers=java.util.logging.ConsoleHandler\n.level=INFO\n' >"$web/config/logging.properties"
cp "$shop"/static/* "$web/static/"

# The worker, with an environment of Python beside it.
cp "$shop/shop_worker.py" "$worker/"
printf 'shoplib==1.0\nmoneykit==2.0\n' >"$worker/requirements.txt"
printf '[worker]\nbatch = 200\nretry_seconds = 30\n' >"$worker/settings.toml"
/usr/bin/python3 -m venv --without-pip "$worker/venv"
sed -i "s|$tree||g" "$worker/venv/pyvenv.cfg"
packages=$(echo "$worker"/venv/lib/python3*/site-packages)
pack package "$packages" shoplib 1.0
pack package "$packages" moneykit 2.0

# The pages that the web service hands out: a working copy of their repository.
pages=$tree/srv/pages
mkdir -p "$pages"
cp "$shop"/static/* "$pages/"
git() { command git -c user.name=shop -c user.email=shop@shop.example -c init.defaultBranch=main "$@" >/dev/null 2>&1; }
export GIT_AUTHOR_DATE=2026-11-02T09:00:00Z GIT_COMMITTER_DATE=2026-11-02T09:00:00Z
(cd "$pages" && git init && git add . && git commit -m 'The pages')
git clone --bare "$pages" "$tree/srv/git/pages.git"
(cd "$pages" && git remote add origin /srv/git/pages.git &&
    git update-ref refs/remotes/origin/main main && git branch --set-upstream-to=origin/main main)

unit() { # NAME DIRECTORY COMMAND
    printf '[Unit]\nDescription=%s\n\n[Service]\nUser=shop\nGroup=shop\nWorkingDirectory=%s\nEnvironmentFile=/etc/shop/%s.env\n' "$1" "$2" "$1"
    printf 'LimitNOFILE=8192\nUMask=0022\nExecStart=%s\nRestart=always\n\n[Install]\nWantedBy=multi-user.target\n' "$3"
}
unit shop-web /srv/shop/web "$java/bin/java -Xmx64m -XX:+UseSerialGC -Dshop.region=north -Djava.util.logging.config.file=config/logging.properties -jar shop-web-1.4.2.jar --queue orders" \
    >"$tree/etc/systemd/system/shop-web.service"
unit shop-worker /srv/worker "/srv/worker/venv/bin/python -m shop_worker" >"$tree/etc/systemd/system/shop-worker.service"

# Each environment's own certificate, in the place where it is usually looked for.
for environment in dev staging prod; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 400 -subj "/CN=$environment.shop.example" \
        -keyout "$tree/etc/shop/tls/$environment.key" -out "$tree/etc/shop/tls/$environment.pem" 2>/dev/null
done
chmod 0644 "$tree"/etc/shop/tls/*
