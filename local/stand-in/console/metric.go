package console

import (
	"fmt"
	"strconv"
	"strings"
)

// Metric is one line of /_status/vars with its type.
type Metric struct {
	Name   string
	Labels []string // name, value, name, value …
	Value  float64
}

func (m Metric) String() string {
	labels := make([]string, 0, len(m.Labels)/2)
	for i := 0; i+1 < len(m.Labels); i += 2 {
		labels = append(labels, fmt.Sprintf("%s=%q", m.Labels[i], m.Labels[i+1]))
	}
	text := m.Name
	if len(labels) > 0 {
		text += "{" + strings.Join(labels, ",") + "}"
	}
	return fmt.Sprintf("# TYPE %s gauge\n%s %s", m.Name, text, strconv.FormatFloat(m.Value, 'g', -1, 64))
}
