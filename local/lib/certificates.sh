# The cluster's CA, a certificate and a kubeconfig per component.
# shellcheck shell=bash

make_certificates() {
    [ ! -f "$pki/complete" ] || return 0
    mkdir -p "$pki"
    chmod 0700 "$pki"
    (
        cd "$pki" || exit 1
        openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=movies-fusion-local -days 3650
        openssl genrsa -out service-accounts.key 2048
        openssl rsa -in service-accounts.key -pubout -out service-accounts.pub
        certificate apiserver /CN=kube-apiserver \
            "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:$first_service_ip,IP:$node_ip"
        certificate apiserver-to-kubelet /O=system:masters/CN=apiserver-to-kubelet
        certificate admin /O=system:masters/CN=admin
        certificate controller-manager /CN=system:kube-controller-manager
        certificate scheduler /CN=system:kube-scheduler
        certificate proxy /CN=system:kube-proxy
        certificate kubelet /O=system:nodes/CN=system:node:movies-node "DNS:movies-node,IP:$node_ip"
        for name in admin controller-manager scheduler proxy kubelet; do kubeconfig "$name" >"$name.kubeconfig"; done
        touch complete
    ) >"$logs/certificates.log" 2>&1 || fail "the cluster's certificates could not be created: see $logs/certificates.log"
}

certificate() { # name subject [subjectAltName]
    openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2"
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out "$1.crt" \
        -extfile <(echo "extendedKeyUsage=serverAuth,clientAuth"; [ -z "${3:-}" ] || echo "subjectAltName=$3")
}

kubeconfig() { # name
    cat <<EOF
apiVersion: v1
kind: Config
current-context: movies-fusion
clusters: [{name: movies-fusion, cluster: {server: "$api_server", certificate-authority-data: $(base64 -w0 ca.crt)}}]
users: [{name: $1, user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}}]
contexts: [{name: movies-fusion, context: {cluster: movies-fusion, user: $1}}]
EOF
}
