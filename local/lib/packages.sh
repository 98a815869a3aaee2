# The Debian packages that the cluster and the images are built with.
# shellcheck shell=bash

# missing_packages COMMAND=PACKAGE...: the packages whose command is missing.
missing_packages() {
    local pair
    for pair in "$@"; do
        [ -x "${pair%%=*}" ] || command -v "${pair%%=*}" >/dev/null || echo "${pair#*=}"
    done
}

install_packages() { # COMMAND=PACKAGE...
    local missing
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || fail "these Debian packages are missing and only root can install them: $missing; run 'sudo apt-get install $missing' first."
    command -v apt-get >/dev/null || fail "these programs are missing and this machine has no apt-get: $missing; install them with the machine's own package manager."
    say "installing from Debian: $missing"
    # The package lists may be stale: updates them once and retries.
    # shellcheck disable=SC2086
    apt_install $missing >/dev/null 2>&1 || {
        apt-get update -qq </dev/null >&2 || true
        apt_install $missing >&2 || fail "apt-get could not install: $missing; see its output above."
    }
}

apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null; }

cluster_packages() {
    PATH=$PATH:/usr/sbin:/sbin install_packages containerd=containerd runc=runc /usr/lib/cni/bridge=containernetworking-plugins iptables=iptables \
        conntrack=conntrack ip=iproute2 openssl=openssl /bin/busybox=busybox-static socat=socat curl=curl
}

# Packages that some tests need; without them those tests are skipped with a reason.
test_packages() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    install_packages chromium=chromium chromedriver=chromium-driver python3=python3
    # Keeps the installation from starting the server.
    RUNLEVEL=1 install_packages promtool=prometheus
    python3 -c 'import ensurepip' 2>/dev/null || install_packages ensurepip=python3-venv
}
