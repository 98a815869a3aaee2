# Removes the compiled cluster completely, in any state: it needs neither the API server nor containerd.
# shellcheck shell=bash

remove_cluster() {
    local name
    # The kubelet and the controllers first: nothing may restart what is being stopped.
    for name in kubelet controller-manager scheduler volumes proxy dns containerd apiserver etcd; do stop "$name"; done
    end_containers
    remove_mounts
    remove_network
    remove_cgroups
    [ ! -f "$state/made-folders" ] || xargs rm -rf --one-file-system <"$state/made-folders"
    rm -rf --one-file-system "$run" "$state" "$own_kubeconfig"
}

# The containers' processes: those in our control group, and the shims, which have containerd's socket in their arguments.
end_containers() {
    local tries=100
    while [ "$tries" -gt 0 ]; do
        local pids
        pids=$(container_processes)
        [ -n "$pids" ] || return 0
        # shellcheck disable=SC2086
        kill -9 $pids 2>/dev/null || true
        sleep 0.1
        tries=$((tries - 1))
    done
    fail "these processes of the cluster's containers survive kill -9: $(container_processes | tr '\n' ' ')"
}

container_processes() {
    {
        find /sys/fs/cgroup -path "*/$cgroup/*" -name cgroup.procs -exec cat {} + 2>/dev/null || true
        grep -lsaF -- "$containerd_socket" /proc/[0-9]*/cmdline | while IFS=/ read -r _ _ pid _; do
            ! grep -qsa containerd-shim "/proc/$pid/cmdline" || echo "$pid"
        done
    } | sort -un
}

remove_mounts() {
    # The deepest first.
    awk -v run="$run/" -v state="$state/" 'index($5, run) == 1 || index($5, state) == 1 {print $5}' /proc/self/mountinfo | sort -r |
        while read -r point; do umount -l "$(printf '%b' "$point")"; done
}

remove_cgroups() {
    find /sys/fs/cgroup -depth -type d \( -name "$cgroup" -o -path "*/$cgroup/*" \) -exec rmdir {} + 2>/dev/null || true
}
