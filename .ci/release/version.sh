# VERSION and REGISTRY of a release, if not given: in a workflow, the tag's and the packages of the repository's owner.
# shellcheck shell=bash
[[ "${GITHUB_REF:-}" != refs/tags/v* ]] || VERSION=${VERSION:-${GITHUB_REF#refs/tags/v}}
owner=${GITHUB_REPOSITORY_OWNER:-}
REGISTRY=${REGISTRY:-${owner:+ghcr.io/${owner,,}}}
: "${VERSION:?such as 1.2.3}" "${REGISTRY:?such as registry.example.org/films}"
export VERSION REGISTRY
