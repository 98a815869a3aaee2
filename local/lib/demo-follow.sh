# Follows the stack until it is Ready, and tries its API.
# shellcheck shell=bash

# Prints a line for each changed condition (seconds since the start, type, status, reason, message) until the stack is Ready and Seeded.
follow_stack() {
    local limit=${DEMO_TIMEOUT:-600} began=$SECONDS ready=false watch watcher line shown=$'\n'
    exec {watch}< <(watch_stack $((began + limit)))
    watcher=$!
    while IFS= read -r line; do
        case $line in
            "") ;;
            generation*)
                [[ ! "$line" =~ ^generation\ (.*)\ observed\ (.*)\ done\ "True True"$ ]] || [ "${BASH_REMATCH[1]}" != "${BASH_REMATCH[2]}" ] ||
                    { ready=true; break; }
                ;;
            *)
                # A condition is printed again when any part of it changes.
                [[ "$shown" == *$'\n'"$line"$'\n'* ]] || printf '%4d s  %s\n' $((SECONDS - began)) "$line" >&2
                shown=$(grep -v "^${line%%=*}=" <<<"$shown" || true)
                shown=$'\n'$shown$'\n'$line$'\n'
                ;;
        esac
    done <&"$watch"
    kill "$watcher"
    exec {watch}<&-
    $ready || {
        say ""
        kubectl get pods -o wide >&2 || true
        fail "the stack is not Ready after $limit s: $(grep -v '^Reconciling\|^Stalled' <<<"$shown" | grep -m 1 '=False' || echo "the operator has reported nothing; see kubectl -n movies-system logs deployment/movies-operator.")"
    }
}

# The API server may close a watch early.
watch_stack() { # when to stop
    local child
    trap 'kill "$child"; exit' TERM
    while [ "$SECONDS" -lt "$1" ]; do
        timeout $(($1 - SECONDS)) kubectl get moviesstack movies --watch -o "jsonpath=$stack_lines" &
        child=$!
        wait "$child" || sleep 1
    done
}

stack_lines='{range .status.conditions[*]}{.type}{"="}{.status}{"  "}{.reason}{"  "}{.message}{"\n"}{end}'
stack_lines+='{"generation "}{.metadata.generation}{" observed "}{.status.observedGeneration}{" done "}{.status.conditions[?(@.type=="Ready")].status}{" "}{.status.conditions[?(@.type=="Seeded")].status}{"\n"}'

# The API's address from this machine: the Service's own where this machine reaches it, else a forwarded port.
reach_api() {
    if [ "$(cluster_mode)" = compiled ]; then
        url=http://$(kubectl get service movies-api -o jsonpath='{.spec.clusterIP}')
    else
        forward_port
    fi
    wait_until 30 "the API at $url" curl -fsS --max-time 5 "$url/year/1999" || fail "the API does not respond at $url: see kubectl logs deployment/movies-api."
}

forward_port() {
    end_forwarding
    setsid nohup kubectl port-forward service/movies-api :80 >"$records/port-forward.log" 2>&1 </dev/null &
    echo "$! $(start_time $!)" >"$records/port-forward"
    wait_until 20 "the forwarded port" grep -q '^Forwarding from 127' "$records/port-forward.log" || fail "port forwarding to the API failed: $(cat "$records/port-forward.log")"
    url=http://$(sed -n 's/^Forwarding from \(127[^ ]*\) .*/\1/p' "$records/port-forward.log" | head -n 1)
}

end_forwarding() {
    local pid began
    if read -r pid began 2>/dev/null <"$records/port-forward" && [ "$(start_time "$pid")" = "$began" ]; then kill "$pid"; fi
    rm -f "$records/port-forward"
}

try_api() {
    local path answer
    for path in /title/night /year/1999 /genre/comedy; do
        answer=$(curl -fsS --max-time 20 "$url$path") || fail "the API did not respond to GET $path: see kubectl logs deployment/movies-api."
        printf '\nGET %s: %d movies\n%.240s ...\n' "$path" "$(grep -o '"title":' <<<"$answer" | wc -l)" "$answer"
    done
}
