package model

import (
	"fmt"
	"strconv"
	"time"
)

const (
	versionSetting    = "version"
	preserveDowngrade = "cluster.preserve_downgrade_option"
	autoUpgrade       = "cluster.auto_upgrade.enabled"
	TimeUntilDead     = "server.time_until_store_dead"
)

// setting is a cluster setting that the stand-in knows: those with an effect here, and those that a client of the life cycle sets.
type setting struct {
	kind        string // b: bool, d: duration, s: string, i: int, m: version
	preset      string
	since       Version // the release that introduced it
	description string
}

var settings = map[string]setting{
	versionSetting:                                                 {"m", "", Version{}, "set the active cluster version"},
	preserveDowngrade:                                              {"s", "", Version{}, "disable automatic cluster version upgrade until reset"},
	autoUpgrade:                                                    {"b", "true", Version{23, 2}, "disable automatic cluster version upgrade"},
	"cluster.organization":                                         {"s", "", Version{}, "organization name"},
	"enterprise.license":                                           {"s", "", Version{}, "the encoded cluster license"},
	"diagnostics.reporting.enabled":                                {"b", "true", Version{}, "enable reporting diagnostic metrics"},
	TimeUntilDead:                                                  {"d", "5m0s", Version{}, "the time after which a node that does not answer is considered dead"},
	"server.shutdown.drain_wait":                                   {"d", "0s", Version{}, "time that a draining node waits before it refuses connections"},
	"server.shutdown.query_wait":                                   {"d", "10s", Version{}, "time that a draining node waits for running statements"},
	"server.shutdown.lease_transfer_wait":                          {"d", "5s", Version{}, "time that one round of moving leases away may take"},
	"server.shutdown.initial_wait":                                 {"d", "0s", Version{23, 2}, "time that a draining node waits before it refuses connections"},
	"server.shutdown.transactions.timeout":                         {"d", "10s", Version{23, 2}, "time that a draining node waits for running statements"},
	"server.shutdown.connections.timeout":                          {"d", "0s", Version{23, 1}, "time that a draining node waits for clients to leave"},
	"server.shutdown.jobs.timeout":                                 {"d", "10s", Version{23, 2}, "time that a draining node waits for jobs"},
	"kv.snapshot_rebalance.max_rate":                               {"s", "32 MiB", Version{}, "the rate limit of rebalancing snapshots"},
	"sql.defaults.statement_timeout":                               {"d", "0s", Version{}, "default statement timeout of sessions"},
	"sql.txn.read_committed_isolation.enabled":                     {"b", "true", Version{23, 2}, "allow READ COMMITTED"},
	"server.child_metrics.enabled":                                 {"b", "false", Version{}, "enables the exporting of child metrics"},
	"kv.replica_circuit_breaker.slow_replication_threshold":        {"d", "1m0s", Version{}, "duration after which slow proposals trip the breaker"},
	"server.user_login.password_hashes.default_cost.scram_sha_256": {"i", "10610", Version{}, "the hashing cost of passwords"},
}

// aliases are older names that are still valid.
var aliases = map[string]string{
	"server.shutdown.initial_wait":         "server.shutdown.drain_wait",
	"server.shutdown.transactions.timeout": "server.shutdown.query_wait",
}

const leastTimeUntilDead = 75 * time.Second

func known(name string, binary Version) (setting, bool) {
	found, ok := settings[name]
	return found, ok && !binary.Less(found.since)
}

func stored(name string) string {
	if older, ok := aliases[name]; ok {
		return older
	}
	return name
}

// Setting returns the value of a cluster setting, as a node of that binary shows it.
func (s *State) Setting(name string, binary Version) (string, error) {
	found, ok := known(name, binary)
	if !ok {
		return "", refuse("XXUUU", "unknown cluster setting '%s'", name)
	}
	if name == versionSetting {
		return s.ActiveVersion(), nil
	}
	if value, set := s.Settings[stored(name)]; set {
		return value, nil
	}
	return found.preset, nil
}

// Duration returns a duration setting that every binary knows.
func (s *State) Duration(name string) time.Duration {
	value, ok := s.Settings[name]
	if !ok {
		value = settings[name].preset
	}
	duration, err := time.ParseDuration(value)
	if err != nil {
		panic(fmt.Sprintf("%s is kept as %q, which is no duration", name, value))
	}
	return duration
}

// SettingRow is a row of crdb_internal.cluster_settings.
type SettingRow struct {
	Variable    string `json:"variable"`
	Value       string `json:"value"`
	Type        string `json:"type"`
	Public      bool   `json:"public"`
	Description string `json:"description"`
}

func (s *State) SettingRows(binary Version) (rows []SettingRow) {
	for name := range settings {
		if value, err := s.Setting(name, binary); err == nil {
			rows = append(rows, SettingRow{name, value, settings[name].kind, true, settings[name].description})
		}
	}
	return rows
}

// SetSetting changes a cluster setting; Reset restores its default.
type SetSetting struct {
	Name    string  `json:"name"`
	Value   string  `json:"value"`
	Reset   bool    `json:"reset"`
	Gateway Version `json:"gateway"` // the binary of the node that received the statement
}

func (c SetSetting) apply(s *State, now time.Time) (any, error) {
	found, ok := known(c.Name, c.Gateway)
	switch {
	case !ok:
		return nil, refuse("XXUUU", "unknown cluster setting '%s'", c.Name)
	case c.Name == versionSetting && c.Reset:
		return nil, refuse("XXUUU", "cannot RESET cluster version setting")
	case c.Name == versionSetting:
		to, err := s.checkVersion(c.Gateway, c.Value, now)
		if err == nil && s.DataVersion().Less(to) {
			s.Upgrade = &Upgrade{To: to, Since: now}
		}
		return nil, err
	case c.Reset:
		delete(s.Settings, stored(c.Name))
		return nil, nil
	case c.Name == preserveDowngrade && c.Value != "" && c.Value != s.ActiveVersion():
		return nil, refuse("XXUUU", "cannot set cluster.preserve_downgrade_option to %s (cluster version is %s)", c.Value, s.ActiveVersion())
	}
	value, err := canonical(found.kind, c.Name, c.Value)
	if err == nil {
		s.Settings[stored(c.Name)] = value
	}
	return nil, err
}

func canonical(kind, name, value string) (string, error) {
	switch kind {
	case "b":
		parsed, err := strconv.ParseBool(value)
		if err != nil {
			return "", refuse("22023", "cluster setting '%s' needs a bool, not %q", name, value)
		}
		return strconv.FormatBool(parsed), nil
	case "i":
		if _, err := strconv.Atoi(value); err != nil {
			return "", refuse("22023", "cluster setting '%s' needs an int, not %q", name, value)
		}
	case "d":
		duration, err := time.ParseDuration(value)
		if err != nil {
			return "", refuse("22023", "could not parse %q as type interval", value)
		}
		if name == TimeUntilDead && duration < leastTimeUntilDead {
			return "", refuse("XXUUU", "cannot set %s to less than %s: %s", TimeUntilDead, leastTimeUntilDead, duration)
		}
		return duration.String(), nil
	}
	return value, nil
}

// FinishUpgrade completes the upgrade in progress.
type FinishUpgrade struct{}

func (FinishUpgrade) apply(s *State, _ time.Time) (any, error) {
	if s.Upgrade != nil {
		s.Version, s.Upgrade = s.Upgrade.To, nil
		// An option that names a former version has no effect, and CockroachDB keeps it.
	}
	return nil, nil
}
