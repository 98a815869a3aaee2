{{/* Not named after the release: the definition, and what reads the operator's labels, know one operator. */}}
{{- define "movies-operator.labels" -}}
app.kubernetes.io/name: movies-operator
app.kubernetes.io/part-of: movies-operator
{{- end }}

{{- define "movies-operator.image" -}}
{{ .Values.image.registry }}/{{ .name }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* Namespaces with a Role of their own, separated by commas; none where the operator looks after the whole cluster. */}}
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
