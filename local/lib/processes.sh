# Starts and ends the cluster's processes. A process is identified by its pid and its start time, so a reused pid is never mistaken for it.
# shellcheck shell=bash

# Empty if the process does not exist or is a zombie.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" {print $20}'; }

running() { # name
    local pid began
    read -r pid began 2>/dev/null <"$run/pids/$1" || return 1
    [ -n "$began" ] && [ "$(start_time "$pid")" = "$began" ]
}

any_running() {
    local file
    for file in "$run"/pids/*; do
        [ ! -e "$file" ] || ! running "${file##*/}" || return 0
    done
    return 1
}

start() { # name command... : does nothing where it runs already
    local name=$1 pid
    shift
    ! running "$name" || return 0
    mkdir -p "$run/pids"
    [ ! -f "$logs/$name.log" ] || mv "$logs/$name.log" "$logs/$name.log.before"
    setsid nohup "$@" >"$logs/$name.log" 2>&1 </dev/null 9>&- &
    pid=$!
    echo "$pid $(start_time "$pid")" >"$run/pids/$name"
}

stop() { # name: asks, waits a little, then kills
    local pid began
    running "$1" || { rm -f "$run/pids/$1"; return 0; }
    read -r pid began <"$run/pids/$1"
    kill "$pid" 2>/dev/null || true
    local tries=50
    while running "$1" && [ "$tries" -gt 0 ]; do sleep 0.1; tries=$((tries - 1)); done
    ! running "$1" || kill -9 "$pid" 2>/dev/null || true
    rm -f "$run/pids/$1"
}

# Shows why a component did not start: the end of its log.
explain() { # name
    say "the last lines of $logs/$1.log:"
    tail -n 5 "$logs/$1.log" >&2 || true
}
