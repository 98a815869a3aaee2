# The node's address, on its own bridge (some kernels have no dummy device), and the kernel settings that pods need.
# shellcheck shell=bash

refuse_foreign_networks() {
    local range taken
    for range in $node_ip/32 "$pod_range" "$service_range"; do
        taken=$(ip -4 route show root "$range")
        [ -z "$taken" ] || fail "this machine already routes $range ($taken), which the cluster needs: remove that route, or set KUBECONFIG to another cluster."
    done
    [ -z "$(kubernetes_rules iptables)" ] ||
        fail "this machine's iptables hold rules of another Kubernetes (chains KUBE-*): set KUBECONFIG to that cluster, or stop it first."
}

# Only kube-proxy, the kubelet and the CNI plugins create chains with these names.
kubernetes_rules() { "$1-save" 2>/dev/null | grep -E 'KUBE-|CNI-' || true; }

make_network() {
    [ -f "$state/ip_forward.before" ] || sysctl -n net.ipv4.ip_forward >"$state/ip_forward.before"
    sysctl -qw net.ipv4.ip_forward=1 || fail "IP forwarding could not be turned on (sysctl net.ipv4.ip_forward=1): pods would not reach each other."
    sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || modprobe -q br_netfilter || true
    ip link show "$node_bridge" >/dev/null 2>&1 || ip link add "$node_bridge" type bridge || fail "a network bridge cannot be created here: root needs the capability NET_ADMIN."
    ip address replace "$node_ip/32" dev "$node_bridge"
    ip link set "$node_bridge" up
    mkdir -p "$run/cni"
    cat >"$run/cni/10-pods.conflist" <<EOF
{"cniVersion": "1.0.0", "name": "movies-fusion", "plugins": [
  {"type": "bridge", "bridge": "$pod_bridge", "isGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$run/addresses", "ranges": [[{"subnet": "${pod_range%/*}/24"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
EOF
}

remove_network() {
    local device
    for device in $({ ip -o link show master "$pod_bridge" 2>/dev/null || true; } | sed 's/^[0-9]*: \([^@:]*\).*/\1/'); do
        ip link delete "$device" 2>/dev/null || true
    done
    for device in "$pod_bridge" "$node_bridge"; do
        ip link delete "$device" 2>/dev/null || true
    done
    # `up` refuses a machine where another Kubernetes had made such rules, so these are ours.
    local table
    for table in iptables ip6tables; do
        [ -z "$(kubernetes_rules "$table")" ] || "$table-save" | grep -vE 'KUBE-|CNI-' | "$table-restore"
    done
    [ ! -f "$state/ip_forward.before" ] || sysctl -qw "net.ipv4.ip_forward=$(cat "$state/ip_forward.before")"
    conntrack -D -s "$pod_range" >/dev/null 2>&1 || true
}
