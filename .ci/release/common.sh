# Shared by the steps of a release: its version and registry (in a workflow from the tag and the owner), its tools, and the folder of its files.
# shellcheck shell=bash
# shellcheck source=local/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../local/lib/common.sh"
# shellcheck source=local/lib/java.sh
. "$here/lib/java.sh"
# shellcheck source=.ci/release/version.sh
. "$repository/.ci/release/version.sh"
cd "$repository" || exit

release=target/release       # the files attached to the release
references=target/references # the images and the chart by digest, one per line

# helm, cosign and crane, compiled from the modules that local/kubernetes pins.
use_release_tools() {
    local folder
    while read -r folder; do PATH=$folder:$PATH; done < <(local/kubernetes/compile release)
    command -v cosign >/dev/null || fail "the release tools did not compile: see the compiler's output above."
}

# A registry on this machine speaks HTTP.
is_local() { [[ "$REGISTRY" == 127.* || "$REGISTRY" == localhost* ]]; }

refer() { # image digest : keeps one line per image
    mkdir -p target
    { grep -v "^$1@" "$references" 2>/dev/null || true; echo "$1@$2"; } >"$references.new"
    mv "$references.new" "$references"
}
