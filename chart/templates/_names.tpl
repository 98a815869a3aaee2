{{/* Not named after the release: the CRD, and clients that select by the operator's labels, expect one operator. */}}
{{- define "movies-operator.labels" -}}
app.kubernetes.io/name: movies-operator
app.kubernetes.io/part-of: movies-operator
{{- end }}

{{- define "movies-operator.image" -}}
{{ .Values.image.registry }}/{{ .name }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* Namespaces with their own Role, separated by commas; empty if the operator watches the whole cluster. */}}
{{- define "movies-operator.namespaces" -}}
{{- if eq .Values.watch.scope "own" }}{{ .Release.Namespace }}
{{- else if eq .Values.watch.scope "list" }}{{ join "," .Values.watch.namespaces }}
{{- end }}
{{- end }}

{{- define "movies-operator.subjects" -}}
- kind: ServiceAccount
  name: movies-operator
  namespace: {{ .Release.Namespace }}
{{- end }}
