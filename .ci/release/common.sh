# Shared by the steps of a release: its version and registry, its tools, and the folder for its files. In a workflow both come from the tag and the owner.
# shellcheck shell=bash
# shellcheck source=local/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../local/lib/common.sh"
# shellcheck source=local/lib/java.sh
. "$here/lib/java.sh"
# shellcheck source=.ci/release/version.sh
. "$repository/.ci/release/version.sh"
cd "$repository" || exit

release=target/release       # what is attached to the release
references=target/references # images and the chart by digest, one a line

# helm, cosign and crane, compiled from the modules that local/kubernetes pins.
use_release_tools() {
    local folder
    while read -r folder; do PATH=$folder:$PATH; done < <(local/kubernetes/compile release)
    command -v cosign >/dev/null || fail "the tools of a release did not compile: the words above tell why."
}

# A registry on this machine speaks HTTP.
is_local() { [[ "$REGISTRY" == 127.* || "$REGISTRY" == localhost* ]]; }

refer() { # image digest : keeps one line an image
    mkdir -p target
    { grep -v "^$1@" "$references" 2>/dev/null || true; echo "$1@$2"; } >"$references.new"
    mv "$references.new" "$references"
}
