# What every script here shares: words for the reader, waiting with a limit, and the places of things.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

# No script ends without a word: `fail` has said why, any other failure is named by its place.
set -E
trap '[ $? = 2 ] || say "error: ${BASH_SOURCE[0]} stopped at line $LINENO: $BASH_COMMAND"' ERR

# wait_until SECONDS "what is awaited" COMMAND...: polls until the command succeeds; the caller says what to do when it does not.
wait_until() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$limit" ] || { say "waited in vain for $what"; return 1; }
        sleep 0.2
    done
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) # the folder local/
repository=$(dirname "$here")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/movies-fusion
user_state=${XDG_STATE_HOME:-$HOME/.local/state}/movies-fusion
own_kubeconfig=$user_state/kubeconfig # of the cluster brought up here, compiled or kind
kind_name=movies-fusion
stand_in_image=cockroachdb/cockroach-stand-in:pg15
# shellcheck disable=SC2034  # for the scripts that read this file
readonly here repository cache user_state own_kubeconfig kind_name stand_in_image

# Which cluster is meant: one that KUBECONFIG names, kind, or the one compiled here.
cluster_mode() {
    if [ -n "${KUBECONFIG:-}" ] && [ "$KUBECONFIG" != "$own_kubeconfig" ]; then echo given
    elif command -v kind >/dev/null && docker info >/dev/null 2>&1; then echo kind
    else echo compiled
    fi
}

# The image of the database, where the resource's own default is not to be taken.
database_image() {
    if [ -n "${COCKROACH_IMAGE:-}" ]; then echo "$COCKROACH_IMAGE"
    elif [ "$(cluster_mode)" = compiled ]; then echo "$stand_in_image"
    fi
}

# Every script talks to the cluster that is meant; to the compiled one by the kubectl that was compiled with it.
use_cluster() {
    export KUBECONFIG=${KUBECONFIG:-$own_kubeconfig}
    [ "$(cluster_mode)" != compiled ] || export PATH=$user_state/bin:$PATH
    command -v kubectl >/dev/null || fail "kubectl is not installed: install it (https://kubernetes.io/docs/tasks/tools) or bring up a cluster by local/cluster up."
}
