package model

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	rangeDefault   = "RANGE default"
	systemDatabase = "DATABASE system"
	tenantUsage    = "TABLE system.public.tenant_usage"
)

// Zone is an explicit zone configuration. It inherits the options that it does not set.
type Zone struct {
	Target    string            `json:"target"`
	Options   map[string]string `json:"options"`
	ChangedAt time.Time         `json:"changed_at"` // zero: preset
}

// zoneOptions are in CockroachDB's order.
var zoneOptions = []string{"range_min_bytes", "range_max_bytes", "gc.ttlseconds", "global_reads", "num_replicas", "num_voters", "constraints", "voter_constraints", "lease_preferences"}

// presetZones are the configurations of a new cluster; after start-single-node all eight have one replica.
func presetZones(single bool) []Zone {
	var zones []Zone
	preset := func(target, replicas, ttl string) {
		if single {
			replicas = "1"
		}
		zones = append(zones, Zone{Target: target, Options: map[string]string{"range_min_bytes": "134217728", "range_max_bytes": "536870912",
			"gc.ttlseconds": ttl, "num_replicas": replicas, "constraints": "'[]'", "lease_preferences": "'[]'"}})
	}
	preset(rangeDefault, "3", "90000")
	preset(systemDatabase, "5", "90000")
	preset("RANGE meta", "5", "3600")
	preset("RANGE system", "5", "90000")
	preset("RANGE liveness", "5", "600")
	preset("TABLE system.public.replication_constraint_stats", "5", "600")
	preset("TABLE system.public.replication_stats", "5", "600")
	preset(tenantUsage, "5", "7200")
	return zones
}

func (s *State) zone(target string) *Zone {
	for i := range s.Zones {
		if s.Zones[i].Target == target {
			return &s.Zones[i]
		}
	}
	return nil
}

// parents returns a target's parents, nearest first: a table's database, then RANGE default.
func parents(target string) []string {
	var up []string
	if name, isTable := strings.CutPrefix(target, "TABLE "); isTable {
		database, _, _ := strings.Cut(name, ".")
		up = append(up, "DATABASE "+database)
	}
	return append(up, rangeDefault)
}

// option returns a target's option, its own or inherited, and when it was last changed.
func (s *State) option(target, name string) (string, time.Time) {
	for _, candidate := range append([]string{target}, parents(target)...) {
		if zone := s.zone(candidate); zone != nil {
			if value, set := zone.Options[name]; set {
				return value, zone.ChangedAt
			}
		}
	}
	return "", time.Time{}
}

// ConfigureZone is ALTER … CONFIGURE ZONE: options to set, an empty value to inherit again; none and Discard to drop the configuration.
type ConfigureZone struct {
	Target  string            `json:"target"`
	Options map[string]string `json:"options"`
	Discard bool              `json:"discard"`
}

var namedRanges = []string{"default", "meta", "liveness", "system", "timeseries", "tenants"}

func (c ConfigureZone) apply(s *State, now time.Time) (any, error) {
	if name, isRange := strings.CutPrefix(c.Target, "RANGE "); isRange && !slices.Contains(namedRanges, name) {
		return nil, refuse("42704", "%q is not a built-in zone", name)
	}
	if c.Discard {
		if c.Target == rangeDefault {
			return nil, refuse("23514", "cannot remove default zone")
		}
		s.Zones = slices.DeleteFunc(s.Zones, func(zone Zone) bool { return zone.Target == c.Target })
		return nil, nil
	}
	for name, value := range c.Options {
		if !slices.Contains(zoneOptions, name) {
			return nil, refuse("22023", "unsupported zone config parameter: %q", name)
		}
		if replicas, err := strconv.Atoi(value); name == "num_replicas" && value != "" && (err != nil || replicas < 1) {
			return nil, refuse("23514", "could not validate zone config: at least one replica is required")
		}
	}
	zone := s.zone(c.Target)
	if zone == nil {
		s.Zones = append(s.Zones, Zone{Target: c.Target, Options: map[string]string{}})
		zone = &s.Zones[len(s.Zones)-1]
	}
	for name, value := range c.Options {
		if value == "" {
			delete(zone.Options, name)
		} else {
			zone.Options[name] = value
		}
	}
	zone.ChangedAt = now
	return nil, nil
}

// SQL returns the statement that would set the configuration.
func (z Zone) SQL() string {
	var options []string
	for _, name := range zoneOptions {
		if value, set := z.Options[name]; set {
			options = append(options, "\t"+name+" = "+value)
		}
	}
	if len(options) == 0 {
		return fmt.Sprintf("ALTER %s CONFIGURE ZONE USING", z.Target)
	}
	return fmt.Sprintf("ALTER %s CONFIGURE ZONE USING\n%s", z.Target, strings.Join(options, ",\n"))
}

// ZoneRow is a row of crdb_internal.zones.
type ZoneRow struct {
	ID           int    `json:"zone_id"`
	Target       string `json:"target"`
	RangeName    string `json:"range_name"`
	DatabaseName string `json:"database_name"`
	TableName    string `json:"table_name"`
	SQL          string `json:"raw_config_sql"`
	FullSQL      string `json:"full_config_sql"`
}

func (s *State) ZoneRows() (rows []ZoneRow) {
	for i, zone := range s.Zones {
		full := Zone{Target: zone.Target, Options: maps.Clone(zone.Options)}
		for _, name := range zoneOptions {
			if value, _ := s.option(zone.Target, name); value != "" {
				full.Options[name] = value
			}
		}
		row := ZoneRow{ID: i, Target: zone.Target, SQL: zone.SQL(), FullSQL: full.SQL()}
		kind, name, _ := strings.Cut(zone.Target, " ")
		switch kind {
		case "RANGE":
			row.RangeName = name
		case "DATABASE":
			row.DatabaseName = name
		default:
			row.DatabaseName, _, _ = strings.Cut(name, ".")
			row.TableName = name[strings.LastIndex(name, ".")+1:]
		}
		rows = append(rows, row)
	}
	return rows
}

// ZoneOf returns the configuration that applies to a target, as SHOW ZONE CONFIGURATION FROM shows it: its own or its nearest parent's.
func (s *State) ZoneOf(target string) Zone {
	for _, candidate := range append([]string{target}, parents(target)...) {
		if zone := s.zone(candidate); zone != nil {
			return *zone
		}
	}
	return Zone{Target: target}
}
