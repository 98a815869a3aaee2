package front

import (
	"fmt"
	"regexp"
	"strings"
)

// rule rewrites a statement that only CockroachDB has to one of PostgreSQL.
type rule struct {
	pattern *regexp.Regexp
	to      func(match []string) string
}

const (
	settingName = `([a-z0-9_.]+)`
	zoneTarget  = `(RANGE|DATABASE|TABLE)\s+("?[\w."]+"?)`
)

var rules = []rule{
	{whole(`SHOW\s+CLUSTER\s+SETTING\s+` + settingName), func(m []string) string {
		return fmt.Sprintf(`SELECT crdb_internal.stand_in_setting(%s) AS "%s"`, quoted(strings.ToLower(m[1])), strings.ToLower(m[1]))
	}},
	{whole(`SHOW\s+(?:(?:ALL|PUBLIC)\s+)?CLUSTER\s+SETTINGS`), fixed(`SELECT variable, value, type AS setting_type, public, description FROM crdb_internal.cluster_settings ORDER BY 1`)},
	{whole(`RESET\s+CLUSTER\s+SETTING\s+` + settingName), func(m []string) string { return reset(m[1]) }},
	{whole(`SET\s+CLUSTER\s+SETTING\s+` + settingName + `\s*(?:=|\sTO\s)\s*DEFAULT`), func(m []string) string { return reset(m[1]) }},
	{whole(`SET\s+CLUSTER\s+SETTING\s+` + settingName + `\s*(?:=|\sTO\s)\s*(.+)`), func(m []string) string {
		return fmt.Sprintf(`CALL crdb_internal.stand_in_set(%s, (%s)::text)`, quoted(strings.ToLower(m[1])), m[2])
	}},
	{whole(`ALTER\s+` + zoneTarget + `\s+CONFIGURE\s+ZONE\s+(?:DISCARD|=\s*NULL)`), func(m []string) string {
		return fmt.Sprintf(`CALL crdb_internal.stand_in_configure_zone(%s, NULL)`, quoted(target(m)))
	}},
	{whole(`ALTER\s+` + zoneTarget + `\s+CONFIGURE\s+ZONE\s+USING\s+(.+)`), func(m []string) string {
		return fmt.Sprintf(`CALL crdb_internal.stand_in_configure_zone(%s, %s)`, quoted(target(m)), quoted(m[3]))
	}},
	{whole(`SHOW\s+(?:ALL\s+)?ZONE\s+CONFIGURATIONS`), fixed(`SELECT target, raw_config_sql FROM crdb_internal.zones`)},
	{whole(`SHOW\s+ZONE\s+CONFIGURATION\s+(?:FROM|FOR)\s+` + zoneTarget), func(m []string) string {
		return fmt.Sprintf(`SELECT target, raw_config_sql FROM crdb_internal.stand_in_zone(%s)`, quoted(target(m)))
	}},
	{whole(`SHOW\s+(?:AUTOMATIC\s+)?JOBS(?:\s.*)?`), fixed(`SELECT * FROM crdb_internal.jobs`)},
	{whole(`SHOW\s+DATABASES`), fixed(`SELECT datname AS database_name, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE NOT datistemplate ORDER BY 1`)},
	{whole(`SET\s+(?:SESSION\s+)?allow_unsafe_internals\s*(?:=|\sTO\s)\s*(.+)`), func(m []string) string {
		return "SET standin.allow_unsafe_internals = " + m[1]
	}},
	{whole(`SHOW\s+allow_unsafe_internals`), fixed(`SHOW standin.allow_unsafe_internals`)},
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?is)^\s*` + pattern + `\s*$`) }

func fixed(sql string) func([]string) string { return func([]string) string { return sql } }

func reset(name string) string {
	return fmt.Sprintf(`CALL crdb_internal.stand_in_reset(%s)`, quoted(strings.ToLower(name)))
}

// target returns a target's name in zone configurations: an unqualified table is in the schema public.
func target(m []string) string {
	return strings.ToUpper(m[1]) + " " + strings.ToLower(strings.ReplaceAll(m[2], `"`, ""))
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// rewrite rewrites each statement that PostgreSQL does not know, and keeps the others.
func rewrite(text string) string {
	statements := split(text)
	changed := false
	for i, statement := range statements {
		for _, rule := range rules {
			if match := rule.pattern.FindStringSubmatch(statement); match != nil {
				statements[i] = rule.to(match)
				changed = true
				break
			}
		}
	}
	if !changed {
		return text
	}
	return strings.Join(statements, "; ")
}

// split splits a text at the semicolons outside of quotes and comments.
func split(text string) (statements []string) {
	begin := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == ';':
			statements = append(statements, text[begin:i])
			begin = i + 1
		case text[i] == '\'' || text[i] == '"':
			i = after(text, i+1, text[i:i+1])
		case strings.HasPrefix(text[i:], "--"):
			i = after(text, i+2, "\n")
		case strings.HasPrefix(text[i:], "/*"):
			i = after(text, i+2, "*/") + 1
		case text[i] == '$':
			if tag := dollarTag.FindString(text[i:]); tag != "" {
				i = after(text, i+len(tag), tag) + len(tag) - 1
			}
		}
	}
	if strings.TrimSpace(text[min(begin, len(text)):]) != "" {
		statements = append(statements, text[begin:])
	}
	return statements
}

var dollarTag = regexp.MustCompile(`^\$\w*\$`)

// after returns the next position of the mark, or the end of the text.
func after(text string, from int, mark string) int {
	if from < len(text) {
		if found := strings.Index(text[from:], mark); found >= 0 {
			return from + found
		}
	}
	return len(text)
}
