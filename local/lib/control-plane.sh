# etcd, the API server, the controller manager and the scheduler. For a single throw-away node: etcd does not fsync.
# shellcheck shell=bash

start_control_plane() { # folder-of-etcd folder-of-kubernetes
    local etcd=http://127.0.0.1:12379
    start etcd "$1/etcd" --data-dir "$state/etcd" --unsafe-no-fsync --listen-client-urls $etcd --advertise-client-urls $etcd \
        --listen-peer-urls http://127.0.0.1:12380 --initial-advertise-peer-urls http://127.0.0.1:12380 --initial-cluster default=http://127.0.0.1:12380
    start apiserver "$2/kube-apiserver" --etcd-servers=$etcd --bind-address=$node_ip --secure-port=6443 --advertise-address=$node_ip \
        --service-cluster-ip-range=$service_range --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
        --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
        --kubelet-certificate-authority="$pki/ca.crt" --kubelet-client-certificate="$pki/apiserver-to-kubelet.crt" \
        --kubelet-client-key="$pki/apiserver-to-kubelet.key" --kubelet-preferred-address-types=InternalIP \
        --service-account-key-file="$pki/service-accounts.pub" --service-account-signing-key-file="$pki/service-accounts.key" \
        --service-account-issuer=https://kubernetes.default.svc.cluster.local --allow-privileged=true
    wait_until 60 "the API server" api_ready || { explain etcd; explain apiserver; return 1; }
    start controller-manager "$2/kube-controller-manager" --kubeconfig="$pki/controller-manager.kubeconfig" \
        --authentication-kubeconfig="$pki/controller-manager.kubeconfig" --authorization-kubeconfig="$pki/controller-manager.kubeconfig" \
        --bind-address=127.0.0.1 --service-account-private-key-file="$pki/service-accounts.key" --root-ca-file="$pki/ca.crt" \
        --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" --use-service-account-credentials \
        --cluster-cidr=$pod_range --allocate-node-cidrs=true --leader-elect=false
    start scheduler "$2/kube-scheduler" --kubeconfig="$pki/scheduler.kubeconfig" --authentication-kubeconfig="$pki/scheduler.kubeconfig" \
        --authorization-kubeconfig="$pki/scheduler.kubeconfig" --bind-address=127.0.0.1 --leader-elect=false
}

api_ready() { kube get --raw /readyz; }
