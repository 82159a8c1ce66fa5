#!/usr/bin/env bash
# Holds what Leeway catalogues of public applications against Syft, and prints the table of docs/catalogue.md.
#
#   samples/catalogue/run.sh [-d] [NAME...]    default all; -d tells every difference
#
# Needs Maven, unzip, and for the last rows npm and Python with pip; fetches about 750 MiB once, through their ordinary
# clients, and keeps 1.2 GiB.
#   LEEWAY_CORPUS  where the applications are kept, default ~/.cache/leeway/corpus
#   LEEWAY_SYFT    the syft program, default the one on the path; without it only Leeway's own numbers are printed
set -euo pipefail

home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
corpus=${LEEWAY_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/leeway/corpus}
syft=${LEEWAY_SYFT:-$(command -v syft || true)}
agent=$home/agent/target/leeway-agent/bin/leeway-agent
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
details=
if [ "${1:-}" = -d ]; then
    details=details
    shift
fi
[ -x "$agent" ] || { echo "build first: mvn -Dquick -DskipTests package" >&2; exit 2; }
export SYFT_CHECK_FOR_APP_UPDATE=false

# fetched DIRECTORY COORDINATES: an artefact as Maven has it, unpacked when it is a zip.
fetched() {
    local to=$corpus/$1 coordinates=$2
    [ ! -e "$to" ] || return 0
    rm -rf "$to.part"
    mkdir -p "$to.part"
    (cd "$work" && mvn -B -ntp -q "$plugin:copy" -Dartifact="$coordinates" -DoutputDirectory="$to.part") || return 1
    if ls "$to.part"/*.zip >/dev/null 2>&1; then
        unzip -q "$to.part"/*.zip -d "$to.part" && rm "$to.part"/*.zip
    fi
    mv "$to.part" "$to"
}

# installed DIRECTORY COMMAND...: packages that COMMAND, run in it, leaves there.
installed() {
    local to=$corpus/$1
    shift
    [ ! -e "$to" ] || return 0
    rm -rf "$to.part"
    mkdir -p "$to.part"
    echo '{"name":"corpus","version":"1.0.0","private":true}' >"$to.part/package.json"
    (cd "$to.part" && "$@" >"$work/installed.log" 2>&1) || return 1
    mv "$to.part" "$to"
}

python_environment() {
    rm package.json
    python3 -m venv environment && environment/bin/pip install -q apache-airflow==2.10.4
}

packages=(express@4.21.2 webpack@5.98.0 eslint@8.57.1 lodash4@npm:lodash@4.17.21 request@2.88.2)
corpora() {
    cat <<'LIST'
tomcat fetched org.apache.tomcat:tomcat:10.1.40:zip
activemq fetched org.apache.activemq:apache-activemq:5.18.3:zip:bin
karaf fetched org.apache.karaf:apache-karaf:4.4.6:zip
jetty fetched org.eclipse.jetty:jetty-home:12.0.20:zip
wildfly fetched org.wildfly:wildfly-dist:26.1.3.Final:zip
keycloak fetched org.keycloak:keycloak-quarkus-dist:26.0.8:zip
zipkin fetched io.zipkin:zipkin-server:3.4.2:jar:exec
zipkin-slim fetched io.zipkin:zipkin-server:3.4.2:jar:slim
spring-boot-cli fetched org.springframework.boot:spring-boot-cli:2.7.18:zip:bin
wiremock fetched org.wiremock:wiremock-standalone:3.9.1:jar
npm npm
pnpm pnpm
yarn yarn
python python
LIST
}

provide() {
    case $2 in
    fetched) fetched "$1" "$3" ;;
    npm) installed npm npm install --no-audit --no-fund --ignore-scripts "${packages[@]}" ;;
    pnpm) installed pnpm npx -y pnpm@9 add --ignore-scripts "${packages[@]}" ;;
    yarn) installed yarn npx -y yarn@1.22.22 add --ignore-scripts "${packages[@]}" ;;
    python) installed python python_environment ;;
    esac
}

classes=$(find "$home/schemas/target" "$home/samples/target" "$home/agent/target" -maxdepth 1 -type d \
    \( -name classes -o -name test-classes \) | tr '\n' ':')
catalogue() {
    if ! provide "$@" >&2; then
        echo "  $1: cannot be had here, skipped" >&2
        return
    fi
    "$agent" snapshot --root "$corpus/$1" --only dependency -o "$work/$1.json" >/dev/null 2>"$work/$1.log" ||
        { cat "$work/$1.log" >&2; return; }
    if [ -z "$syft" ]; then
        echo '{"components":[]}' >"$work/$1.cdx.json"
    else
        "$syft" scan "dir:$corpus/$1" -q --override-default-catalogers \
            java-archive-cataloger,python-installed-package-cataloger,javascript-package-cataloger \
            -o "cyclonedx-json=$work/$1.cdx.json"
    fi
    [ -z "$details" ] || echo "$1"
    java -cp "$classes:$home/agent/target/leeway-agent/lib/*" dev.leeway.samples.catalogue.Agreement "$1" \
        "$work/$1.json" "$work/$1.cdx.json" $details
}

[ -n "$syft" ] || echo "syft: not found, skipped (set LEEWAY_SYFT)" >&2
if [ -z "$details" ]; then
    echo '| application | Leeway | Syft | alike | another group | Leeway alone | Syft alone |'
    echo '|---|---|---|---|---|---|---|'
fi
corpora | while read -r name how what; do
    if [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; then
        catalogue "$name" "$how" "$what" </dev/null
    fi
done
