# Loads image files into the nodes, once: a mark per cluster records the image behind each name.
# shellcheck shell=bash

# Of several images in one file, only the first is checked.
manifest() { tar -xOf "$1" --occurrence=1 manifest.json | sed "s/^[^}]*\"$2\": *\\[\\{0,1\\}\"\\([^\"]*\\)\".*/\\1/"; } # file field

# An image is identified by the digest of its configuration, which lists its layers.
image_id() { tar -xOf "$1" --occurrence=1 "$(manifest "$1" Config)" | sha256sum | cut -d' ' -f1; }

load_image() { # file
    local cluster id name mark
    cluster=$(kubectl get namespace kube-system -o jsonpath='{.metadata.uid}') || fail "the cluster does not respond: local/cluster status shows what runs."
    id=$(image_id "$1")
    name=$(manifest "$1" RepoTags)
    mark=$user_state/loaded/$cluster/${name//[\/:]/_}
    [ "$(cat "$mark" 2>/dev/null)" != "$id" ] || return 0
    "load_image_$(cluster_mode)" "$1" || return 0
    mkdir -p "${mark%/*}"
    echo "$id" >"$mark"
    say "loaded the image $name"
}

load_image_compiled() {
    local images=(ctr --address "$containerd_socket" -n k8s.io images)
    "${images[@]}" import "$1" >/dev/null || fail "containerd did not accept the image in $1: see its output above."
    # Otherwise the former image of that name would stay, without a name.
    "${images[@]}" list | awk '$1 ~ /^sha256:/ {unnamed[$1] = $3; next} {named[$3]} END {for (i in unnamed) if (!(unnamed[i] in named)) print i}' |
        xargs -r "${images[@]}" remove >/dev/null
}
load_image_kind() { kind load image-archive "$1" --name "$kind_name" >&2 || fail "kind did not accept the image in $1: see its output above."; }

# An existing cluster: images can be loaded into kind's; any other pulls from a registry.
load_image_given() {
    local context
    context=$(kubectl config current-context)
    if [[ "$context" == kind-* ]] && command -v kind >/dev/null; then
        kind load image-archive "$1" --name "${context#kind-}" >&2
    else
        say "the image in $1 was not loaded: the cluster of context $context must be able to pull it from a registry."
        return 1
    fi
}

# A new image of the same name only reaches new pods: replaces a Deployment's pods that run an older one.
renew() { # namespace or nothing, deployment, selector, file
    local used where=(${1:+-n "$1"})
    used=$(kubectl "${where[@]}" get pods -l "$3" -o 'jsonpath={range .items[*]}{.status.containerStatuses[0].imageID}{"\n"}{end}' | sort -u | grep . || true)
    # The digest of an image from a registry is of another kind; such an image is the requested one.
    [[ "$used" != sha256:* ]] || [ "$used" = "sha256:$(image_id "$4")" ] || kubectl "${where[@]}" rollout restart "deployment/$2" >/dev/null
}
