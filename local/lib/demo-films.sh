# ./demo --films FILE: copies a file of movies to a volume, through a short-lived pod.
# shellcheck shell=bash

check_films() { # file
    [[ -f "$1" && -r "$1" ]] || fail "the file of movies $1 does not exist or cannot be read."
    ! is_gzip "$1" || gzip -t "$1" 2>/dev/null || fail "the file of movies $1 is a broken gzip file."
}

is_gzip() { [ "$(head -c 2 "$1" | od -An -tx1 | tr -d ' ')" = 1f8b ]; }

bring_films() { # file
    local file=$1 name suffix=json digest
    ! is_gzip "$file" || suffix=json.gz
    digest=$(sha256sum "$file" | cut -d' ' -f1)
    # The name changes with the content, so that the operator loads it again.
    name=films-${digest:0:12}.$suffix
    if [ "$(cat "$records/films" 2>/dev/null)" = "$name" ] && kubectl get persistentvolumeclaim movies-films >/dev/null 2>&1; then
        return 0
    fi
    say "copying $file to the volume movies-films ..."
    kubectl apply -f - >/dev/null <<EOF
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: movies-films}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: movies-films}
spec:
  restartPolicy: Never
  terminationGracePeriodSeconds: 0
  automountServiceAccountToken: false
  securityContext: {runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000}
  containers:
  - {name: copy, image: "$(api_image)", imagePullPolicy: IfNotPresent, command: [sh, -c, "sleep 600"], volumeMounts: [{name: films, mountPath: /films}]}
  volumes:
  - {name: films, persistentVolumeClaim: {claimName: movies-films}}
EOF
    kubectl wait --for=condition=Ready --timeout=120s pod/movies-films >/dev/null || fail "the pod movies-films, which receives the file, did not start: see kubectl describe pod movies-films."
    kubectl exec -i movies-films -- sh -c "cat >/films/$name && sha256sum /films/$name | grep -q $digest" <"$file" ||
        fail "the file of movies was not copied completely to the volume."
    kubectl delete pod movies-films --wait=true >/dev/null
    echo "$name" >"$records/films"
}

api_image() { kubectl -n movies-system get deployment movies-operator -o jsonpath='{.spec.template.spec.containers[0].env[?(@.name=="MOVIES_API_IMAGE")].value}'; }
