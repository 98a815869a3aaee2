# The demo's operator and stack: what ./demo applies.
# shellcheck shell=bash

install_operator() {
    kubectl get namespace movies-system >/dev/null 2>&1 || touch "$records/installed-operator"
    kubectl apply --server-side --force-conflicts -f "$repository/install/movies-operator.yaml" >/dev/null ||
        fail "install/movies-operator.yaml could not be applied: kubectl's own words are above."
    kubectl wait --for=condition=Established --timeout=30s crd/moviesstacks.movies.fusion >/dev/null
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
- target: {kind: MoviesStack}
  patch: |
    apiVersion: movies.fusion/v1alpha1
    kind: MoviesStack
    metadata: {name: movies}
    spec:
$([ -z "$image" ] || echo "      database: {image: \"$image\"}")
$([ ! -f "$records/films" ] || echo "      seed: {source: {bundled: null, url: null, configMapRef: null, persistentVolumeClaim: {claimName: movies-films, path: \"$(cat "$records/films")\"}}}")
EOF
    kubectl apply -k "$work" >/dev/null || fail "the stack in samples/demo.yaml was refused: kubectl's own words are above."
    rm -rf "$work"
    [ -z "$image" ] || say "the database runs on the image $image"
}
