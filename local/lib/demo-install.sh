# The demo's operator and stack: what ./demo applies.
# shellcheck shell=bash

# The operator as an administrator installs it, except for the database's image if the default is not available: stacks that name none get it.
install_operator() {
    local image
    image=$(database_image)
    kubectl get namespace movies-system >/dev/null 2>&1 || touch "$records/installed-operator"
    customized "$repository/install/movies-operator.yaml" \
        "$([ -z "$image" ] || echo "{apiVersion: apps/v1, kind: Deployment, metadata: {name: movies-operator, namespace: movies-system}, spec: {template: {spec: {containers: [{name: operator, env: [{name: MOVIES_DATABASE_IMAGE, value: \"$image\"}]}]}}}}")" \
        --server-side --force-conflicts --field-manager=demo || fail "install/movies-operator.yaml could not be applied: see kubectl's output above."
    kubectl wait --for=condition=Established --timeout=30s crd/moviesstacks.movies.fusion >/dev/null
    renew movies-system movies-operator app.kubernetes.io/name=movies-operator "$repository/operator/target/jib-image.tar"
    kubectl -n movies-system rollout status deployment/movies-operator --timeout=180s >/dev/null 2>"$records/rollout.log" || {
        cat "$records/rollout.log" >&2
        kubectl -n movies-system get pods >&2
        kubectl -n movies-system logs deployment/movies-operator --tail=20 >&2 || true
        fail "the operator did not start: its pods and the end of its log are above."
    }
    say "the operator runs in namespace movies-system; databases run on ${image:-CockroachDB, its default image}"
}

# The sample, with its source replaced if a file was given.
apply_stack() {
    local films=""
    [ ! -f "$records/films" ] || films=$(cat "$records/films")
    customized "$repository/samples/demo.yaml" \
        "$([ -z "$films" ] || echo "{apiVersion: movies.fusion/v1alpha1, kind: MoviesStack, metadata: {name: movies}, spec: {seed: {source: {persistentVolumeClaim: {claimName: movies-films, path: $films}}}}}")" ||
        fail "the stack in samples/demo.yaml was refused: see kubectl's output above."
}

# Applies a file with a patch, or unchanged if the patch is empty.
customized() { # file patch option...
    local work status=0
    work=$(mktemp -d)
    cp "$1" "$work/resources.yaml"
    echo "resources: [resources.yaml]" >"$work/kustomization.yaml"
    [ -z "$2" ] || printf "patches:\n- patch: '%s'\n" "$2" >>"$work/kustomization.yaml"
    kubectl apply "${@:3}" -k "$work" >/dev/null || status=$?
    rm -rf "$work"
    return $status
}

# The API of an existing stack may run an older image.
renew_api() {
    renew "" movies-api app.kubernetes.io/component=api,app.kubernetes.io/instance=movies "$repository/api-service/target/jib-image.tar"
    kubectl rollout status deployment/movies-api --timeout=180s >/dev/null || fail "the API's pods did not become ready: see kubectl describe pods -l app.kubernetes.io/component=api."
}
