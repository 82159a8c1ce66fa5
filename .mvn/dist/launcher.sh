#!/bin/sh
# Starts @name@: finds Java, keeps a class-data archive for quick starts, and turns failures of Java itself into exit 4.
# Made by the build from one template for every distribution.
set -u

# A guarded command takes this process over once it was found harmless. The check runs in a launcher of its own, so that nothing the
# check needs, no variable, signal or file, reaches the command.
if [ '@name@' = leeway-agent ] && [ "${1-}" = guard ] && [ "${LEEWAY_GUARD-}" != checking ]; then
  LEEWAY_GUARD=checking /bin/sh -- "$0" "$@"
  case $? in
    30)
      while [ "$1" != -- ]; do
        shift
      done
      shift
      exec "$@"
      ;;
    *) exit $? ;;
  esac
fi

name='@name@'
main='@main@'
jar='@jar@'
build='@build@'
offset=64

fail() {
  printf '%s: %s\n' "$name" "$1" >&2
  exit 2
}

# resolve FILE: sets `resolved` to the file behind a chain of links, relative ones included.
resolve() {
  resolved=$1
  while [ -h "$resolved" ]; do
    next=$(readlink "$resolved") || return 1
    case $next in
      /*) resolved=$next ;;
      *) resolved=${resolved%/*}/$next ;;
    esac
  done
}

# major_version JAVA_HOME: sets `major`, from the release file or, without one, by asking Java (which is slow).
major_version() {
  major=
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      case $line in
        JAVA_VERSION=*) major=${line#JAVA_VERSION=} ;;
      esac
    done <"$1/release"
    major=${major#\"}
  fi
  if [ -z "$major" ]; then
    major=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  major=${major%%[!0-9]*}
}

# usable JAVA_HOME ORIGIN: whether that is Java 17 or later; notes in `looked` why not.
usable() {
  if [ ! -x "$1/bin/java" ]; then
    looked="$looked; $2: no Java in $1"
    return 1
  fi
  major_version "$1"
  if [ "${major:-0}" -lt 17 ]; then
    looked="$looked; $2: version ${major:-unknown} in $1"
    return 1
  fi
  java_home=$1
}

# Sets `java_home`. The runtime that came with the distribution is first; a Java that was named on purpose is never passed over.
find_java() {
  looked=
  if [ -d "$home/runtime" ]; then
    usable "$home/runtime" runtime && return
    fail "its own Java runtime is damaged: $home/runtime"
  fi
  if [ -n "${LEEWAY_JAVA_HOME:-}" ]; then
    usable "$LEEWAY_JAVA_HOME" LEEWAY_JAVA_HOME && return
    fail "needs Java 17 or later${looked}"
  fi
  if [ -n "${JAVA_HOME:-}" ]; then
    usable "$JAVA_HOME" JAVA_HOME && return
  fi
  on_path=$(command -v java) || fail "needs Java 17 or later${looked}; PATH: no java. Set LEEWAY_JAVA_HOME."
  resolve "$on_path"
  case $resolved in
    */bin/java) usable "${resolved%/bin/java}" PATH && return ;;
    *) looked="$looked; PATH: $on_path is not in a Java installation" ;;
  esac
  fail "needs Java 17 or later${looked}. Set LEEWAY_JAVA_HOME."
}

# own_directory DIR: makes it if it is missing; whether it is this user's. An archive is code, so nobody else may have put it there.
own_directory() {
  [ -d "$1" ] || (umask 077 && mkdir -p "$1") 2>/dev/null
  [ -d "$1" ] && [ -O "$1" ]
}

# Whatever the archive depends on: the build, the files it was made from, the Java that made it.
origins() {
  printf '%s\n' "$build"
  stat -L -c '%n %s %Y' "$home"/lib/*.jar "$java_home/lib/modules" "$java_home/lib/server/libjvm.so" 2>/dev/null \
    || LC_ALL=C ls -lnL "$home"/lib/*.jar "$java_home/lib/modules"
}

# Sets `slot`, the archive's name without its size and ending; empty when the user has no private cache.
find_slot() {
  slot=
  [ "${LEEWAY_CLASS_ARCHIVE:-on}" != off ] && [ -f "$java_home/lib/modules" ] || return
  cache=${XDG_CACHE_HOME:-}
  if [ -z "$cache" ]; then
    [ -n "${HOME:-}" ] && [ -O "$HOME" ] || return
    cache=$HOME/.cache
  fi
  case $cache in
    /*) ;;
    *) return ;;
  esac
  cache=$cache/leeway
  own_directory "${cache%/*}" && own_directory "$cache" || return
  key=$(origins 2>/dev/null | cksum) || return
  slot=$cache/$name-${key% *}-${key#* }
}

# Sets `archive` to the one in the slot, if there is one of the size in its name: a machine that lost power may leave less.
find_archive() {
  archive=
  for candidate in "$slot"-*.jsa; do
    if [ ! -f "$candidate" ] || [ ! -O "$candidate" ]; then
      continue
    fi
    size=${candidate##*-}
    if [ "$(wc -c <"$candidate")" -eq "${size%.jsa}" ]; then
      archive=$candidate
    else
      rm -f "$candidate"
    fi
  done
}

# Makes the archive beside the first command: under another name first, by one process at a time, and without a word.
start_training() {
  lock=$slot.lock
  if ! mkdir "$lock" 2>/dev/null; then
    # Whoever holds the lock this long has died or failed; the next command tries again.
    [ -z "$(find "$lock" -prune -mmin +60 2>/dev/null)" ] || rmdir "$lock" 2>/dev/null
    return
  fi
  (
    trap '' HUP INT QUIT
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    umask 077
    cd / || exit
    fresh=$slot.$$
    # shellcheck disable=SC2086 # an option or none
    if "$java_home/bin/java" @options@ $native -XX:ArchiveClassesAtExit="$fresh" -cp "$home/lib/$jar" "$main" rehearse \
      && size=$(wc -c <"$fresh") && mv -f "$fresh" "$slot-$((size)).jsa"; then
      rmdir "$lock"
      find "$cache" -name "$name-*" -type f -mtime +30 -exec rm -f {} +
    else
      rm -f "$fresh"
    fi
  ) </dev/null >/dev/null 2>&1 &
  trainer=$!
}

# Waits, two seconds at most, so that the second command already has the archive; whoever reads our output need not wait.
finish_training() {
  exec </dev/null >/dev/null 2>&1
  ticks=0
  while [ -d "$lock" ] && [ "$ticks" -lt 40 ] && kill -0 "$trainer" && sleep 0.05; do
    ticks=$((ticks + 1))
  done
}

# pass SIGNAL CODE: hands a signal on to Java, which ends in order; the launcher then ends by the same signal.
# shellcheck disable=SC2317 # called by traps
pass() {
  caught=$1
  code_of_signal=$2
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}

case $0 in
  */*) self=$0 ;;
  *) self=$(command -v -- "$0") || self=./$0 ;;
esac
resolve "$self" || fail "cannot follow the link $self"
home=$(CDPATH='' cd -P -- "${resolved%/*}/.." && pwd -P) || fail "cannot find its own directory"
[ -f "$home/lib/$jar" ] || fail "is not installed whole: $home/lib/$jar is missing"
find_java
# From Java 24 on whoever loads a library of the machine's own code is warned of in four lines, unless that is allowed: SQLite's is one.
native=
[ "$major" -lt 24 ] || native=--enable-native-access=ALL-UNNAMED
find_slot

caught=
child=
trainer=
archive=
if [ -n "$slot" ]; then
  find_archive
  [ -n "$archive" ] || [ ! -w "$cache" ] || start_training
fi

# What runs for days is worth the better compiler: without it signatures alone would take most of a processor.
lasting=
if [ "$name" = leeway ] && [ "${1-}" = serve ]; then
  lasting=-XX:TieredStopAtLevel=4
fi

set -f
# shellcheck disable=SC2086 # options are words
set -- @options@ $native $lasting ${archive:+"-XX:SharedArchiveFile=$archive"} ${LEEWAY_JAVA_OPTS:-} \
  "-Dleeway.exit.offset=$offset" -cp "$home/lib/$jar" "$main" "$@"

# Java takes from the locale how names of files are written and in what language errors are told; a timer gives none. The program is
# to see the same under all, and can ask for what the caller had.
# Its threads share one arena of native memory, for which none of them waits: arenas of their own make the agent larger.
unset LEEWAY_CALLER_LC_ALL LEEWAY_CALLER_MALLOC_ARENA_MAX
[ -z "${LC_ALL+set}" ] || export LEEWAY_CALLER_LC_ALL="$LC_ALL"
[ -z "${MALLOC_ARENA_MAX+set}" ] || export LEEWAY_CALLER_MALLOC_ARENA_MAX="$MALLOC_ARENA_MAX"
export LC_ALL=C.UTF-8 MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}" LEEWAY_CALLER=LC_ALL:MALLOC_ARENA_MAX

trap 'pass HUP 129' HUP
trap 'pass INT 130' INT
trap 'pass TERM 143' TERM

# Java runs beside the shell, so that signals reach it at once; a command run so would lose its input unless given it by hand.
if { true 3<&0; } 2>/dev/null; then
  exec 3<&0
  "$java_home/bin/java" "$@" <&3 3<&- &
  child=$!
  exec 3<&-
else
  "$java_home/bin/java" "$@" </dev/null &
  child=$!
fi
[ -z "$caught" ] || kill -TERM "$child" 2>/dev/null

while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done

if [ -n "$caught" ]; then
  trap - "$caught"
  kill -"$caught" $$
  exit "$code_of_signal"
fi

if [ "$code" -ge "$offset" ] && [ "$code" -lt $((offset + 32)) ]; then
  code=$((code - offset))
elif [ "$code" -ne 129 ] && [ "$code" -ne 130 ] && [ "$code" -ne 143 ]; then
  printf '%s: the Java runtime failed (its exit code %s): %s\n' "$name" "$code" "$java_home" >&2
  # A crash may be the archive's fault; without it the next command starts afresh. Code 3 is want of memory.
  [ "$code" -eq 3 ] || [ -z "$archive" ] || rm -f "$archive"
  code=4
fi
[ -z "$trainer" ] || finish_training
exit "$code"
