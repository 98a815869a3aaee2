# Shared by run, pod and growth: a database with the operator's schema and the movies of a file, and pods of the API's image to query.
# shellcheck shell=bash
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
for part in common java; do . "$bench/../local/lib/$part.sh"; done
port=18090 peer="" peers=() cgroup="" memory=512m server="" movies=""
work=$(mktemp -d)
chmod 755 "$work"
trap 'end' EXIT
database=movies_bench
export MOVIES_DATABASE_NAME=$database MOVIES_MODEL_FOLDER=$work/model MALLOC_ARENA_MAX=2

usage() {
    fail "usage: ${0##*/} [--server HOST:PORT [--ca FILE] [--user NAME] [--cert FILE --key FILE]] FILMS
Without --server a PostgreSQL is started for the run. With it, a CockroachDB or PostgreSQL that someone runs is used: NAME (root unless given) is its administrator, who logs
in by certificate and key, or by the password in PGPASSWORD. The database $database and its two users are made there and dropped at the end. --ca: the server is asked by TLS."
}

options() { # sets movies, server, rest
    while [ $# -gt 0 ]; do
        case "$1" in
            --server) server=${2:?} PGHOST=${2%:*} PGPORT=${2##*:} ;;
            --ca) PGSSLROOTCERT=$(realpath "${2:?}") ;;
            --cert) PGSSLCERT=$(realpath "${2:?}") ;;
            --key) PGSSLKEY=$(realpath "${2:?}") ;;
            --user) PGUSER=${2:?} ;;
            -*) usage ;;
            *) break ;;
        esac
        shift 2
    done
    [ -f "${1:-}" ] || usage
    movies=$(realpath "$1")
    rest=("${@:2}")
    [ "$(id -u)" = 0 ] || fail "${0##*/} must run as root: it starts a PostgreSQL under another user, and pods in memory cgroups."
    find_java
    need wrk wrk
    need psql postgresql-client
}

as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
sql() { psql -qAtX -v ON_ERROR_STOP=1 -d "$database" "$@"; }
is_cockroach() { [[ $engine == CockroachDB* ]]; }

# The pods run the image's own files, with its flags and its AOT cache.
build_api() { # sets command, class_path
    local image
    # Otherwise the second of its two rehearsals would find the first one's model, and build none.
    image=$(env -u MOVIES_MODEL_FOLDER "$repository/local/images" api)
    "$repository/local/lib/unpacked" "$image" "$work/root"
    class_path=$(cat "$work/root/class-path")
    mapfile -t command < <(tar -xOf "$image" config.json | jq -r '.config.Entrypoint[]' |
        sed "s#^java\$#$work/root/opt/java/openjdk/bin/java#; s#=/app/#=$work/root/app/#; s#^@.*#@$work/root/class-path#")
}

java_file() { "$JAVA_HOME/bin/java" -cp "$class_path" "$bench/$1.java" "${@:2}"; }

start_database() { # [OPTION...] of its own PostgreSQL; sets engine
    if [ -n "$server" ]; then use_server; else start_postgres "$@"; fi
    engine=$(psql -qAtX -d postgres -c 'SELECT version()' | sed -E 's/ \(.*//; s/ on .*//')
    say "loading the movies into $engine ..."
    export MOVIES_DATABASE_HOST=$PGHOST MOVIES_DATABASE_PORT=$PGPORT MOVIES_DATABASE_PASSWORD
    [ -z "${PGSSLROOTCERT:-}" ] || export MOVIES_DATABASE_CA=$PGSSLROOTCERT
    MOVIES_DATABASE_PASSWORD=$(openssl rand -hex 16)
    java_file LayOut
    MOVIES_DATABASE_USER=movies_bench_loader MOVIES_SEED_SOURCE=file://$movies MOVIES_SEED_FINGERPRINT=bench "${command[@]}" load >"$work/load.log" 2>&1 ||
        { cat "$work/load.log" >&2; fail "the movies could not be loaded"; }
    analyze movies
    java_file Keys "$work"
}

start_postgres() {
    pg=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
    [ -x "$pg/initdb" ] || fail "no PostgreSQL is in /usr/lib/postgresql: install Debian's postgresql, or name a server by --server."
    export PGHOST=127.0.0.1 PGPORT=55433 PGUSER=postgres PGSSLMODE=disable
    install -d -o postgres "$work/pg"
    as_postgres "$pg/initdb" -D "$work/pg" -A trust -U postgres --locale=C.UTF-8 >/dev/null
    as_postgres "$pg/pg_ctl" -D "$work/pg" -o "-p $PGPORT -k $work/pg $*" -l "$work/pg/log" -w start >/dev/null
}

stop_postgres() { as_postgres "$pg/pg_ctl" -D "$work/pg" -m fast -w stop >/dev/null; }

use_server() {
    export PGHOST PGPORT PGUSER=${PGUSER:-root} PGSSLMODE=disable PGSSLCERT PGSSLKEY PGSSLROOTCERT
    [ -z "${PGSSLROOTCERT:-}" ] || PGSSLMODE=verify-full
    if [ -n "${PGSSLKEY:-}" ]; then
        # psql accepts only a key that no one else can read, and JDBC only one in this format.
        (umask 077 && cat "$PGSSLKEY" >"$work/client.key" && openssl pkcs8 -topk8 -nocrypt -in "$PGSSLKEY" -outform DER -out "$work/client.pk8")
        PGSSLKEY=$work/client.key
        export BENCH_SSLKEY=$work/client.pk8
    fi
    [ -z "$(psql -qAtX -d postgres -c "SELECT 1 FROM pg_database WHERE datname = '$database'")" ] ||
        fail "$server has a database $database already: another run uses it, or was killed; drop it by hand if so."
    trap 'stop_peers; drop_database; end' EXIT
}

drop_database() {
    psql -qX -d postgres -c "DROP DATABASE IF EXISTS $database" -c "DROP ROLE IF EXISTS movies_bench_api, movies_bench_loader" >&2 || true
}

analyze() { # TABLE
    if is_cockroach; then sql -c "CREATE STATISTICS bench FROM $1"; else sql -c "VACUUM ANALYZE $1"; fi
}

end() {
    stop_peers
    [ ! -d "$work/pg" ] || stop_postgres 2>/dev/null || true
    [ -z "$cgroup" ] || rmdir "$cgroup" || true
    rm -rf "$work"
}

# A cgroup with a pod's memory limit, if this machine has cgroups; else only the JVM is given the limit, and no kernel enforces it.
make_cgroup() { # sets cgroup, or leaves it empty
    local tree=/sys/fs/cgroup file=memory.max
    [ ! -d $tree/memory ] || tree=$tree/memory file=memory.limit_in_bytes
    if mkdir "$tree/movies-bench-$$" 2>/dev/null; then
        cgroup=$tree/movies-bench-$$
        echo "$memory" >"$cgroup/$file" 2>/dev/null || { rmdir "$cgroup"; cgroup=""; }
    fi
}

# Processes OOM-killed since the cgroup was created.
killed() {
    if [ -f "$cgroup/memory.events" ]; then awk '$1 == "oom_kill" {print $2}' "$cgroup/memory.events"; else awk '$1 == "oom_kill" {print $2}' "$cgroup/memory.oom_control"; fi
}

serve() { # COMMAND...: runs until it is stopped; sets peer
    PORT=$port "$@" >"$work/$port.log" 2>&1 &
    peer=$!
    peers+=("$peer")
}

# Runs with the memory of a pod. JAVA_OPTIONS: flags that override the image's.
pod() { # [OPTION...]: runs until it is ready
    local run=("${command[0]}")
    if [ -n "$cgroup" ]; then
        # shellcheck disable=SC2016
        run=(bash -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$cgroup" "${run[@]}")
    else
        run+=("-XX:MaxRAM=$memory")
    fi
    MOVIES_DATABASE_USER=movies_bench_api serve "${run[@]}" "${command[@]:1:${#command[@]}-2}" ${JAVA_OPTIONS:-} "${command[-1]}" \
        --server.port=$port --server.address=127.0.0.1 --management.server.port=$((port + 1)) --management.server.address=127.0.0.1 "$@"
    timeout "${MAXWAIT:-120}" bash -c "$(declare -f is_ready); exec 4<> <(:); until is_ready $((port + 1)) 2>/dev/null; do kill -0 $peer || exit 1; read -rt 0.02 -u 4 || true; done" ||
        { cat "$work/$port.log" >&2; fail "the API was not ready after ${MAXWAIT:-120} s: see its output above."; }
}

# Polls without a subprocess: fifty per second would slow down the start.
is_ready() { # PORT
    local status
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /actuator/health/readiness HTTP/1.0\r\n\r\n' >&3
    read -r status <&3
    exec 3>&-
    [[ $status == *" 200"* ]]
}

stop_peers() {
    local each
    for each in "${peers[@]}"; do
        kill "$each" 2>/dev/null || true
        wait "$each" 2>/dev/null || true
    done
    peers=()
}

load() { # QUESTION SECONDS CLIENTS
    PATHS=$work/$1 CLIENTS=$3 wrk -t1 -c"$3" -d"$2" --timeout 60s --latency -s "$bench/paths.lua" "http://127.0.0.1:$port"
}

# Converts wrk's output to "responses-per-second p50 p99 errors", with times in ms.
figures() {
    awk 'function ms(t) {return t ~ /us$/ ? t / 1000 : t ~ /ms$/ ? t + 0 : t ~ /m$/ ? t * 60000 : t * 1000}
        $1 == "50%" {p50 = ms($2)} $1 == "99%" {p99 = ms($2)} /Requests\/sec/ {rate = $2} /Non-2xx/ {errors += $NF}
        /Socket errors/ {gsub(/[^0-9 ]/, ""); errors += $1 + $2 + $3}
        END {printf "%d %.3f %.3f %d\n", rate, p50, p99, errors}'
}

# The sum of a metric over all labels that are not given.
metric() { curl -sf "http://127.0.0.1:$((port + 1))/actuator/prometheus" | awk -v name="$1" 'index($0, name) == 1 {sum += $NF} END {printf "%.0f", sum}'; }

resident() { awk -v key="$1" '$1 == key":" {print int($2 / 1024)}' "/proc/$peer/status"; }

machine() {
    echo "$(nproc) cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load before the run $(cut -d' ' -f1 /proc/loadavg)," \
        "$engine$([ -z "$server" ] || echo " at $server"), $(sql -c 'SELECT count(*) FROM movies') movies;" \
        "a pod of $memory$([ -n "$cgroup" ] && echo ', in a memory cgroup' || echo ' by -XX:MaxRAM alone: no memory cgroup could be made here')"
}
