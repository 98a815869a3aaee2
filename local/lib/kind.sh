# The cluster on machines with Docker and kind. KIND_NODE_IMAGE names the image of its nodes, and thereby the version of Kubernetes.
# shellcheck shell=bash

kind_up() {
    if ! kind get clusters 2>/dev/null | grep -qx "$kind_name"; then
        mkdir -p "$user_state"
        kind create cluster --name "$kind_name" ${KIND_NODE_IMAGE:+--image "$KIND_NODE_IMAGE"} --kubeconfig "$own_kubeconfig" --wait 120s >&2 ||
            fail "kind could not create a cluster: see its output above."
    fi
    kind export kubeconfig --name "$kind_name" --kubeconfig "$own_kubeconfig" 2>/dev/null
    say "the kind cluster is up: export KUBECONFIG=$own_kubeconfig"
}

kind_down() {
    kind delete cluster --name "$kind_name" --kubeconfig "$own_kubeconfig" >&2
    rm -f "$own_kubeconfig"
}

kind_status() {
    kind get clusters 2>/dev/null | grep -qx "$kind_name" || { say "there is no local cluster: local/cluster up creates one."; return 1; }
    echo "logs:       kind export logs --name $kind_name FOLDER"
    echo "kubeconfig: $own_kubeconfig"
    use_cluster
    kubectl --kubeconfig "$own_kubeconfig" get nodes -o wide
}
