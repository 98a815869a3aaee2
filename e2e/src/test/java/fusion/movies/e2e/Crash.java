package fusion.movies.e2e;

import io.fabric8.kubernetes.api.model.Pod;

/**
 * Kills the processes of a container as the OOM killer does: by SIGKILL, which a container's first process only
 * accepts from outside the container.
 *
 * @param node a pod that sees the node's processes
 */
record Crash(ToolsPod node) {

    static Crash prepared(TestNamespace namespace) {
        return new Crash(ToolsPod.onNode(namespace));
    }

    void of(Pod pod) {
        String container = pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getContainerID()
                .replaceFirst(".*//", "");
        // Some exit together with those killed before them.
        node.run("sh", "-c", """
                for process in $(grep -l %s /proc/[0-9]*/cgroup | cut -d/ -f3); do
                    ! kill -9 $process 2>/dev/null || killed=yes
                done
                [ -n "$killed" ]""".formatted(container));
    }
}
