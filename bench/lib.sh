# What the commands here share: a PostgreSQL of their own, laid out as the operator does it, with the films of a file, and peers that are asked.
# shellcheck shell=bash
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
for part in common java; do . "$bench/../local/lib/$part.sh"; done
db=55433 port=18090 peer="" peers=()
pg=$(printf '%s\n' /usr/lib/postgresql/*/bin | tail -1)
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_peers; as_postgres "$pg/pg_ctl" -D "$work/pg" -m fast stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
export MOVIES_DATABASE_HOST=127.0.0.1 MOVIES_DATABASE_PORT=$db MOVIES_DATABASE_NAME=movies MOVIES_DATABASE_PASSWORD=bench

as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
sql() { psql -h 127.0.0.1 -p $db -U postgres -qAtX movies "$@"; }

build_api() { # sets class_path
    find_java
    say "building the API ..."
    (cd "$repository" && maven -q -pl api-service -am -Dmaven.test.skip -Dspotless.check.skip package dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$work/libs" >&2)
    class_path="$repository/schema/target/classes:$repository/api-service/target/classes:$work/libs/*"
}

start_database() { # FILMS [OPTION...]
    say "loading the films ..."
    install -d -o postgres "$work/pg"
    as_postgres "$pg/initdb" -D "$work/pg" -A trust -U postgres --locale=C.UTF-8 >/dev/null
    as_postgres "$pg/pg_ctl" -D "$work/pg" -o "-p $db -k $work/pg ${*:2}" -l "$work/pg/log" -w start >/dev/null
    "$JAVA_HOME/bin/java" -cp "$class_path" "$bench/LayOut.java" $db
    MOVIES_DATABASE_USER=movies_loader MOVIES_SEED_SOURCE=file://$1 MOVIES_SEED_FINGERPRINT=bench \
        "$JAVA_HOME/bin/java" -cp "$class_path" fusion.movies.MoviesApplication load >"$work/load.log" || { cat "$work/load.log" >&2; fail "the films could not be loaded"; }
    sql -c 'VACUUM ANALYZE'
}

# Keys over the whole data, not one that is hammered; only those that need no encoding in a path. The files $work/id, title, cast, year, page have the paths.
make_keys() {
    local question
    sql -c "CREATE TABLE key AS
            SELECT 'id' AS question, id::text AS value, '/api/v1/movies/' || id AS path FROM movies
            UNION ALL SELECT 'title', title_folded, '/title/' || replace(title_folded, ' ', '_') FROM movies WHERE title_folded ~ '^[a-z0-9 ]{8,60}\$'
            UNION ALL SELECT 'cast', name_folded, '/cast/fullname/' || replace(name_folded, ' ', '_') FROM movies_name WHERE name_folded ~ '^[a-z0-9 ]+\$'
            UNION ALL SELECT DISTINCT 'year', year::text, '/year/' || year FROM movies
            UNION ALL SELECT 'page', '', '/api/v1/movies?limit=100&genre=' || replace(genre, ' ', '_') || '&year_from=' || year FROM movies_genre, generate_series(1900, 2020, 5) AS year;
            ALTER TABLE key ADD n SERIAL;
            CREATE TABLE numbered AS SELECT question, value, path, row_number() OVER (PARTITION BY question ORDER BY hashtext(path), n) AS n FROM key;
            CREATE UNIQUE INDEX ON numbered (question, n); ANALYZE numbered"
    for question in id title cast year page; do sql -c "SELECT path FROM numbered WHERE question = '$question' ORDER BY n" >"$work/$question"; done
}

serve() { # COMMAND...: waits until it answers at $port
    PORT=$port "$@" >"$work/peer.log" 2>&1 &
    peer=$!
    peers+=("$peer")
    wait_until ${MAXWAIT:-60} "an answer" curl -sf -o /dev/null "http://127.0.0.1:$port/year/1994" || { cat "$work/peer.log" >&2; fail "this peer did not answer: $*"; }
}

stop_peers() {
    local each
    for each in "${peers[@]}"; do
        kill "$each" 2>/dev/null || true
        wait "$each" 2>/dev/null || true
    done
    peers=()
}

# With the JVM flags of the image, in the memory of a pod.
api() { # LIMIT OPTION...
    local limit=$1
    shift
    serve env MOVIES_DATABASE_USER=movies_api MALLOC_ARENA_MAX=2 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:MaxRAM="$limit" -XX:MaxRAMPercentage=45 \
        -XX:MinRAMPercentage=33 -XX:InitialRAMPercentage=30 -XX:MetaspaceSize=64m -cp "$class_path" fusion.movies.MoviesApplication \
        --server.port=$port --management.server.port=$((port + 1)) "$@"
}

load() { # QUESTION SECONDS CLIENTS
    PATHS=$work/$1 CLIENTS=$3 wrk -t1 -c"$3" -d"$2" --latency -s "$bench/paths.lua" "http://127.0.0.1:$port"
}

machine() {
    echo "$(nproc) cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load before the run $(cut -d' ' -f1 /proc/loadavg)," \
        "PostgreSQL $("$pg/postgres" -V | awk '{print $3}'), $(sql -c 'SELECT count(*) FROM movies') films"
}
