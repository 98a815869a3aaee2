# Paths and addresses of the compiled cluster. One per machine, because it uses the machine's bridges and addresses.
# shellcheck shell=bash disable=SC2034
state=/var/lib/movies-fusion # what must outlive a command: certificates, etcd's data, images, volumes
run=/run/movies-fusion       # sockets, pids and mounts
logs=$state/log
pki=$state/pki
node_bridge=movies-node
pod_bridge=movies-pods
node_ip=10.212.0.1
pod_range=10.213.0.0/16
service_range=10.214.0.0/16
first_service_ip=10.214.0.1
api_server=https://$node_ip:6443
containerd_socket=$run/containerd.sock
cgroup=movies-fusion
base_image=localhost/movies-fusion/busybox:1
readonly state run logs pki node_bridge pod_bridge node_ip pod_range service_range first_service_ip api_server containerd_socket cgroup base_image
