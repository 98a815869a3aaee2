# The demo's operator and stack: what ./demo applies.
# shellcheck shell=bash

install_operator() {
    kubectl get namespace movies-system >/dev/null 2>&1 || touch "$records/installed-operator"
    kubectl apply --server-side --force-conflicts -f "$repository/install/movies-operator.yaml" >/dev/null ||
        fail "install/movies-operator.yaml could not be applied: kubectl's own words are above."
    kubectl wait --for=condition=Established --timeout=30s crd/moviesstacks.movies.fusion >/dev/null
    renew movies-system movies-operator app.kubernetes.io/name=movies-operator "$repository/operator/target/jib-image.tar"
    kubectl -n movies-system rollout status deployment/movies-operator --timeout=180s >/dev/null 2>"$records/rollout.log" || {
        cat "$records/rollout.log" >&2
        kubectl -n movies-system get pods >&2
        kubectl -n movies-system logs deployment/movies-operator --tail=20 >&2 || true
        fail "the operator did not start: its pods and its last lines are above."
    }
    say "the operator runs in namespace movies-system"
}

# The sample as it is, but for the image of the database where the sample's cannot be had, and the films where a file was given.
apply_stack() {
    local work image
    work=$(mktemp -d)
    cp "$repository/samples/demo.yaml" "$work/"
    image=$(database_image)
    cat >"$work/kustomization.yaml" <<EOF
resources: [demo.yaml]
patches:
$([ -z "$image" ] || patch '/spec/database' "{\"image\": \"$image\"}")
$([ ! -f "$records/films" ] || patch '/spec/seed' "{\"source\": {\"persistentVolumeClaim\": {\"claimName\": \"movies-films\", \"path\": \"$(cat "$records/films")\"}}}")
EOF
    kubectl apply -k "$work" >/dev/null || fail "the stack in samples/demo.yaml was refused: kubectl's own words are above."
    rm -rf "$work"
    [ -z "$image" ] || say "the database runs on the image $image"
}

patch() { # path value
    echo "- {target: {kind: MoviesStack}, patch: '[{\"op\": \"add\", \"path\": \"$1\", \"value\": $2}]'}"
}

# The API of a stack that was there before may run on an older image.
renew_api() {
    renew "" movies-api app.kubernetes.io/component=api,app.kubernetes.io/instance=movies "$repository/api-service/target/jib-image.tar"
    kubectl rollout status deployment/movies-api --timeout=180s >/dev/null || fail "the API's pods did not become ready: kubectl describe pods -l app.kubernetes.io/component=api tells why."
}
