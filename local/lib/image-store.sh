# Brings image files to the nodes, once: the cluster's own identity and the file's digest are remembered together.
# shellcheck shell=bash

load_image() { # file
    local cluster digest mark
    cluster=$(kubectl get namespace kube-system -o jsonpath='{.metadata.uid}') || fail "the cluster does not answer: local/cluster status tells what runs."
    digest=$(sha256sum "$1" | cut -c1-32)
    mark=$user_state/loaded/$cluster/$digest
    [ ! -e "$mark" ] || return 0
    "load_image_$(cluster_mode)" "$1"
    mkdir -p "${mark%/*}"
    touch "$mark"
}

load_image_compiled() { ctr --address "$containerd_socket" -n k8s.io images import "$1" >/dev/null; }
load_image_kind() { kind load image-archive "$1" --name "$kind_name" >&2; }

# A cluster that someone else made: kind's can be served; any other pulls its images from a registry.
load_image_given() {
    local context
    context=$(kubectl config current-context)
    if [[ "$context" == kind-* ]] && command -v kind >/dev/null; then
        kind load image-archive "$1" --name "${context#kind-}" >&2
    else
        say "the image in $1 was not loaded: the cluster of context $context must be able to pull it from a registry."
    fi
}
