package front

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	reads         = regexp.MustCompile(`(?i)\b(?:from|join|into|update|table|only)\s+((?:[\w"]+\.)*[\w"]+)`)
	quiet         = regexp.MustCompile(`(?is)^\s*(?:set\s+(?:session|local)?\s*\w|show\s+\w|reset\s+\w|begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|deallocate|discard|close|$)`)
	settingChange = regexp.MustCompile(`(?is)^\s*(?:set|reset)\s+cluster\s+setting\b`)
	gossip        = regexp.MustCompile(`(?i)\bcrdb_internal\.(?:gossip_\w+|kv_node_status|kv_store_status|cluster_settings|node_id|node_executable_version)`)
	limits        = regexp.MustCompile(`(?i)\bset\s+(?:session\s+|local\s+)?statement_timeout\s*(?:=|to)\s*'?(\d+)\s*(ms|s|min)?'?`)
	given         = regexp.MustCompile(`(?i)statement_timeout\s*=\s*(\d+)\s*(ms|s|min)?`)
)

// touched returns the tables that the statements of a text read or write, judged by their words. Nil: they need no range at all.
func touched(text string) (tables []string) {
	for _, statement := range split(text) {
		if quiet.MatchString(statement) && !settingChange.MatchString(statement) {
			continue
		}
		found := reads.FindAllStringSubmatch(statement, -1)
		for _, match := range found {
			if !gossip.MatchString(match[1]) {
				name := strings.ToLower(strings.ReplaceAll(match[1], `"`, ""))
				tables = append(tables, name)
			}
		}
		if len(found) == 0 && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(statement)), "select") {
			tables = append(tables, "system.descriptor")
		}
	}
	return tables
}

// limitIn returns the last statement_timeout that a text sets.
func limitIn(text string, pattern *regexp.Regexp) (time.Duration, bool) {
	found := pattern.FindAllStringSubmatch(text, -1)
	if len(found) == 0 {
		return 0, false
	}
	last := found[len(found)-1]
	number, err := strconv.Atoi(last[1])
	unit := map[string]time.Duration{"": time.Millisecond, "ms": time.Millisecond, "s": time.Second, "min": time.Minute}[strings.ToLower(last[2])]
	return time.Duration(number) * unit, err == nil
}
