# The node: the kubelet, kube-proxy, DNS and the volume provisioner, each a process on this machine.
# shellcheck shell=bash

start_node() { # folder-of-kubernetes folder-of-dns folder-of-volumes
    make_cgroup
    mkdir -p "$state/volumes" "$state/kubelet"
    cat >"$state/kubelet.yaml" <<EOF
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $pki/ca.crt}}
authorization: {mode: Webhook}
address: $node_ip
tlsCertFile: $pki/kubelet.crt
tlsPrivateKeyFile: $pki/kubelet.key
cgroupDriver: cgroupfs
cgroupRoot: /$cgroup
failCgroupV1: false
failSwapOn: false
oomScoreAdj: 0
clusterDNS: [$node_ip]
clusterDomain: cluster.local
containerRuntimeEndpoint: unix://$containerd_socket
resolvConf: ""
imageGCHighThresholdPercent: 100  # the images came from no registry: a removed one could not be pulled again
evictionHard: {nodefs.available: 200Mi, imagefs.available: 200Mi, memory.available: 100Mi}
serializeImagePulls: false
EOF
    start kubelet "$1/kubelet" --config="$state/kubelet.yaml" --kubeconfig="$pki/kubelet.kubeconfig" --hostname-override=movies-node \
        --node-ip=$node_ip --root-dir="$state/kubelet" --cert-dir="$state/kubelet/pki"
    start proxy "$1/kube-proxy" --kubeconfig="$pki/proxy.kubeconfig" --proxy-mode=iptables --cluster-cidr=$pod_range \
        --hostname-override=movies-node --bind-address=$node_ip --healthz-bind-address=$node_ip:10256 --metrics-bind-address=127.0.0.1:10249
    start_dns "$2"
    kube apply -f "$here/lib/manifests/volumes.yaml" >/dev/null
    POD_NAMESPACE=kube-system start volumes "$3/local-path-provisioner" start --config "$here/lib/manifests/volumes.json" \
        --provisioner-name movies-fusion/local-path --namespace kube-system --configmap-name volumes --service-account-name volumes --helper-image "$base_image" \
        --kubeconfig "$pki/admin.kubeconfig"
    wait_until 60 "the node" node_ready || { explain kubelet; explain containerd; return 1; }
}

node_ready() { [ "$(kube get node movies-node -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]; }

# DNS resolves the cluster's names, and forwards every other name to this machine's servers.
start_dns() {
    cat >"$state/Corefile" <<EOF
.:53 {
    bind $node_ip
    errors
    cache 5
    kubernetes cluster.local in-addr.arpa {
        kubeconfig $pki/admin.kubeconfig
        pods insecure
        ttl 5
    }
$(! grep -q ^nameserver /etc/resolv.conf || echo '    forward . /etc/resolv.conf')
}
EOF
    start dns "$1/coredns" -conf "$state/Corefile"
}

# The control groups of all pods are under one of ours, which `down` can end as a whole. In cgroup v1 each controller has a tree.
cgroup_trees() { find /sys/fs/cgroup -maxdepth 1 -mindepth 1 -type d -exec test -e {}/cgroup.procs \; -print; }

make_cgroup() {
    local tree
    if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
        mkdir -p "/sys/fs/cgroup/$cgroup"
    else
        for tree in $(cgroup_trees); do mkdir -p "$tree/$cgroup"; done
    fi
}
