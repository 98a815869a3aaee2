package front

import (
	"slices"
	"testing"
	"time"
)

func TestStatementsOfCockroachDB(t *testing.T) {
	for given, wanted := range map[string]string{
		"SHOW CLUSTER SETTING version":                                          `SELECT crdb_internal.stand_in_setting('version') AS "version"`,
		"set cluster setting enterprise.license = $1":                           `CALL crdb_internal.stand_in_set('enterprise.license', ($1)::text)`,
		"SET CLUSTER SETTING a.b TO 'x;y';":                                     `CALL crdb_internal.stand_in_set('a.b', ('x;y')::text)`,
		"SET CLUSTER SETTING a.b = DEFAULT":                                     `CALL crdb_internal.stand_in_reset('a.b')`,
		"RESET CLUSTER SETTING a.b":                                             `CALL crdb_internal.stand_in_reset('a.b')`,
		"ALTER RANGE default CONFIGURE ZONE USING num_replicas=3":               `CALL crdb_internal.stand_in_configure_zone('RANGE default', 'num_replicas=3')`,
		"ALTER TABLE system.public.tenant_usage CONFIGURE ZONE DISCARD":         `CALL crdb_internal.stand_in_configure_zone('TABLE system.public.tenant_usage', NULL)`,
		"ALTER DATABASE movies CONFIGURE ZONE USING constraints = '[\"+r=a\"]'": `CALL crdb_internal.stand_in_configure_zone('DATABASE movies', 'constraints = ''["+r=a"]''')`,
		"SHOW ALL ZONE CONFIGURATIONS":                                          `SELECT target, raw_config_sql FROM crdb_internal.zones`,
		"SHOW ZONE CONFIGURATION FROM RANGE meta":                               `SELECT target, raw_config_sql FROM crdb_internal.stand_in_zone('RANGE meta')`,
		"SELECT 1; RESET CLUSTER SETTING a":                                     `SELECT 1; CALL crdb_internal.stand_in_reset('a')`,
		"SELECT ';RESET CLUSTER SETTING a' -- ; RESET CLUSTER SETTING a":        "SELECT ';RESET CLUSTER SETTING a' -- ; RESET CLUSTER SETTING a",
		"CREATE FUNCTION f() RETURNS int AS $x$ SELECT 1; SHOW DATABASES; $x$":  "CREATE FUNCTION f() RETURNS int AS $x$ SELECT 1; SHOW DATABASES; $x$",
		"ALTER TABLE movies ADD COLUMN zone TEXT":                               "ALTER TABLE movies ADD COLUMN zone TEXT",
		"SET allow_unsafe_internals = on":                                       "SET standin.allow_unsafe_internals = on",
		"SELECT 'it''s', \"a;b\" FROM t /* ; */; ":                              "SELECT 'it''s', \"a;b\" FROM t /* ; */; ",
	} {
		if found := rewrite(given); found != wanted {
			t.Errorf("%s\n became %s\n not    %s", given, found, wanted)
		}
	}
}

// A statement waits for the ranges that it touches; one that touches none is answered without a quorum.
func TestWhatAStatementTouches(t *testing.T) {
	for given, wanted := range map[string][]string{
		"select 1":                      nil,
		"SET statement_timeout = '20s'": nil,
		"BEGIN":                         nil,
		"SHOW CLUSTER SETTING version":  nil,
		"SELECT * FROM crdb_internal.gossip_nodes": nil,
		"SELECT count(*) FROM app.t":               {"app.t"},
		"INSERT INTO movies VALUES (1)":            {"movies"},
		"SELECT 1 FROM a JOIN \"B\" USING (id)":    {"a", "b"},
		"SET CLUSTER SETTING version = '25.4'":     {"system.descriptor"},
		"CREATE INDEX i ON movies (year)":          {"system.descriptor"},
	} {
		if found := touched(given); !slices.Equal(found, wanted) {
			t.Errorf("%s touches %v, not %v", given, found, wanted)
		}
	}
}

func TestTheLimitOfASession(t *testing.T) {
	for given, wanted := range map[string]time.Duration{"SET statement_timeout='20s'": 20 * time.Second, "set local statement_timeout to 500": 500 * time.Millisecond,
		"SET SESSION statement_timeout = '2min'": 2 * time.Minute} {
		if found, set := limitIn(given, limits); !set || found != wanted {
			t.Errorf("%s: %s", given, found)
		}
	}
}
