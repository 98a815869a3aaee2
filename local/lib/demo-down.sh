# ./demo down: removes the cluster if the demo created it, else only what the demo installed.
# shellcheck shell=bash

down() {
    end_forwarding
    if [ -f "$records/made-cluster" ]; then
        "$here/cluster" down
    elif [ "$(cluster_mode)" = given ] || [ -f "$own_kubeconfig" ]; then
        use_cluster
        remove_stack
        [ ! -f "$records/installed-operator" ] || remove_operator
    fi
    rm -rf "$records"
    say "the demo is gone"
}

remove_stack() {
    kubectl delete --ignore-not-found --wait --timeout=120s moviesstack/movies >/dev/null 2>&1 || true
    kubectl delete --ignore-not-found -f "$repository/samples/demo.yaml" >/dev/null 2>&1 || true
    kubectl delete --ignore-not-found pod/movies-films persistentvolumeclaim/movies-films >/dev/null
    kubectl delete --ignore-not-found persistentvolumeclaim,secret -l app.kubernetes.io/instance=movies >/dev/null
}

remove_operator() {
    kubectl delete --ignore-not-found --wait --timeout=120s -f "$repository/install/movies-operator.yaml" >/dev/null
}
