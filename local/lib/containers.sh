# containerd, and the one image that the cluster itself needs: busybox, as the pods' sandbox, the volume provisioner and a helper for scripts.
# shellcheck shell=bash

start_containerd() {
    cat >"$state/containerd.toml" <<EOF
version = 2
root = "$state/containerd"
state = "$run/containerd"
oom_score = 0
[grpc]
  address = "$containerd_socket"
[plugins."io.containerd.internal.v1.opt"]
  path = "$state/containerd-opt"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true  # the right to lower it is not everywhere
  sandbox_image = "$base_image"
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$run/cni"
EOF
    start containerd containerd --config "$state/containerd.toml"
}

containerd_ready() { ctr --address "$containerd_socket" version; }

import_base_image() {
    [ -z "$(ctr --address "$containerd_socket" -n k8s.io images list -q name=="$base_image")" ] || return 0
    local work
    work=$(mktemp -d)
    "$here/lib/busybox-image" "$base_image" "$work/busybox.tar"
    ctr --address "$containerd_socket" -n k8s.io images import "$work/busybox.tar" >/dev/null
    rm -rf "$work"
}
