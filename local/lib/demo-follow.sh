# Watching the stack become Ready, and trying its API.
# shellcheck shell=bash

# One line for each condition that changed: seconds since the start, name, status, reason and message.
follow_stack() {
    local limit=$((SECONDS + ${DEMO_TIMEOUT:-600})) began=$SECONDS now shown="" line
    while :; do
        now=$(conditions) || now=""
        while IFS= read -r line; do
            if [ -n "$line" ] && ! grep -qxF -- "$line" <<<"$shown"; then
                printf '%4d s  %s\n' $((SECONDS - began)) "$line" >&2
            fi
        done <<<"$now"
        shown=$now
        ! is_ready || return 0
        [ "$SECONDS" -lt "$limit" ] || break
        sleep 0.5
    done
    say ""
    kubectl get pods -o wide >&2 || true
    fail "the stack is not Ready after ${DEMO_TIMEOUT:-600} s: $(stack '{.status.conditions[?(@.type=="Ready")].reason}: {.status.conditions[?(@.type=="Ready")].message}')"
}

stack() { kubectl get moviesstack movies -o "jsonpath=$1"; }

conditions() {
    stack '{range .status.conditions[*]}{.type}{"="}{.status}{"  "}{.reason}{"  "}{.message}{"\n"}{end}' | sed 's/[[:space:]]*$//'
}

is_ready() {
    [ "$(stack '{.metadata.generation}={.status.observedGeneration}={.status.conditions[?(@.type=="Ready")].status}')" = "$(stack '{.metadata.generation}={.metadata.generation}=True')" ]
}

# The API's address as seen from this machine: the Service's own where the pods' network is this machine's, else a forwarded port.
reach_api() {
    if [ "$(cluster_mode)" = compiled ]; then
        url=http://$(kubectl get service movies-api -o jsonpath='{.spec.clusterIP}')
    else
        forward_port
    fi
    wait_until 30 "the API at $url" curl -fsS --max-time 5 "$url/year/1999" || fail "the API does not answer at $url: kubectl logs deployment/movies-api tells more."
}

forward_port() {
    end_forwarding
    setsid nohup kubectl port-forward service/movies-api :80 >"$records/port-forward.log" 2>&1 </dev/null &
    echo "$! $(start_time $!)" >"$records/port-forward"
    wait_until 20 "the forwarded port" grep -q '^Forwarding from 127' "$records/port-forward.log" || fail "no port could be forwarded to the API: $(cat "$records/port-forward.log")"
    url=http://$(sed -n 's/^Forwarding from \(127[^ ]*\) .*/\1/p' "$records/port-forward.log" | head -n 1)
}

end_forwarding() {
    local pid began
    if read -r pid began 2>/dev/null <"$records/port-forward" && [ "$(start_time "$pid")" = "$began" ]; then kill "$pid"; fi
    rm -f "$records/port-forward"
}

try_api() {
    local path
    say ""
    for path in /title/night /year/1999 /genre/Comedy; do
        echo "GET $path"
        curl -fsS --max-time 20 "$url$path" | head -c 400 || fail "the API did not answer GET $path."
        echo
    done
}
