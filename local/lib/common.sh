# Shared by all scripts: messages, waiting with a limit, and paths.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

# No script exits silently: `fail` has printed the reason, any other failure is reported with its line.
set -E
trap '[ $? = 2 ] || say "error: ${BASH_SOURCE[0]} stopped at line $LINENO: $BASH_COMMAND"' ERR

# wait_until SECONDS "what is awaited" COMMAND...: polls until the command succeeds, or fails after the limit; the caller says what to do then.
wait_until() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$limit" ] || { say "timed out waiting for $what"; return 1; }
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

# This machine's architecture, as image platforms name it.
architecture() {
    case $(uname -m) in
        x86_64) echo amd64 ;;
        aarch64 | arm64) echo arm64 ;;
        *) uname -m ;;
    esac
}

# The cluster in use: the one that KUBECONFIG names, kind, or the one compiled here.
cluster_mode() {
    if [ -n "${KUBECONFIG:-}" ] && [ "$KUBECONFIG" != "$own_kubeconfig" ]; then echo given
    elif command -v kind >/dev/null && docker info >/dev/null 2>&1; then echo kind
    else echo compiled
    fi
}

# The image of the database; empty for the operator's default.
database_image() {
    if [ -n "${COCKROACH_IMAGE:-}" ]; then echo "$COCKROACH_IMAGE"
    elif [ "$(cluster_mode)" = compiled ]; then echo "$stand_in_image"
    fi
}

# Points the calling script to the cluster in use; for the compiled one with its own kubectl.
use_cluster() {
    export KUBECONFIG=${KUBECONFIG:-$own_kubeconfig}
    [ "$(cluster_mode)" != compiled ] || export PATH=$user_state/bin:$PATH
    command -v kubectl >/dev/null || fail "kubectl is not installed: install it (https://kubernetes.io/docs/tasks/tools) or bring up a cluster by local/cluster up."
}
