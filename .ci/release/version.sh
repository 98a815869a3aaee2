# Sets VERSION and REGISTRY of a release in a workflow, if they are not given: from the tag, and the owner's package registry.
# shellcheck shell=bash
[[ "${GITHUB_REF:-}" != refs/tags/v* ]] || VERSION=${VERSION:-${GITHUB_REF#refs/tags/v}}
owner=${GITHUB_REPOSITORY_OWNER:-}
REGISTRY=${REGISTRY:-${owner:+ghcr.io/${owner,,}}}
: "${VERSION:?such as 1.2.3}" "${REGISTRY:?such as registry.example.org/movies}"
export VERSION REGISTRY
