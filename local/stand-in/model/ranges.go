package model

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Range is a range of the key space with its replicas. A store's id is its node's.
type Range struct {
	ID       int    `json:"id"`
	Start    string `json:"start"` // as crdb_internal shows keys
	Target   string `json:"target"`
	Replicas []int  `json:"replicas"`
}

const (
	metaRange         = 1
	systemConfigRange = 6
	LivenessRange     = 2 // its replicas are the voters that agree on the state
	firstSystem       = 12
	lastSystem        = 45
	firstUserTable    = 104
	userTableRanges   = 4
)

// presetRanges are the 44 ranges of a new cluster, all on its first node: six of the system itself, 34 of system tables, four of user data.
func presetRanges() (ranges []Range) {
	add := func(start, target string) {
		ranges = append(ranges, Range{ID: len(ranges) + 1, Start: start, Target: target, Replicas: []int{1}})
	}
	add("/Min", "RANGE meta")
	add("/System/NodeLiveness", "RANGE liveness")
	add("/System/NodeLivenessMax", "RANGE system")
	add("/System/tsd", "RANGE timeseries")
	add("/System/\"tse\"", "RANGE system")
	add("/Table/SystemConfigSpan/Start", systemDatabase)
	for table := firstSystem; table <= lastSystem; table++ {
		target := map[int]string{25: "TABLE system.public.replication_constraint_stats", 27: "TABLE system.public.replication_stats", 45: tenantUsage}[table]
		if target == "" {
			target = fmt.Sprintf("TABLE system.public.t%d", table)
		}
		add(fmt.Sprintf("/Table/%d", table), target)
	}
	for table := range userTableRanges {
		add(fmt.Sprintf("/Table/%d", firstUserTable+table), "")
	}
	return ranges
}

// User reports whether the range holds user data.
func (r Range) User() bool { return r.Target == "" }

// zoneTarget returns the target whose configuration governs the range. User data follow their table's or database's, else RANGE default's.
func (s *State) zoneTarget(r Range) string {
	if !r.User() {
		return r.Target
	}
	for _, zone := range s.Zones {
		if !strings.HasPrefix(zone.Target, "RANGE ") && zone.Target != systemDatabase && !strings.HasPrefix(zone.Target, "TABLE system.") {
			return zone.Target
		}
	}
	return rangeDefault
}

// Needed returns how many replicas the range should have: as many as its zone configuration says, at most one per active node, and odd, but
// never below three if three are configured.
func (s *State) Needed(r Range) int {
	text, _ := s.option(s.zoneTarget(r), "num_replicas")
	wanted, err := strconv.Atoi(text)
	if err != nil {
		wanted = 3
	}
	active := 0
	for _, node := range s.Nodes {
		if node.Membership == Active {
			active++
		}
	}
	need := min(wanted, active)
	if need == wanted {
		return need
	}
	if need%2 == 0 {
		need--
	}
	return min(max(need, 3), wanted)
}

func (s *State) liveReplicas(r Range, now time.Time) (live int) {
	for _, id := range r.Replicas {
		if s.Nodes[id].Live(now) {
			live++
		}
	}
	return live
}

// Available reports whether a majority of the replicas is live.
func (s *State) Available(r Range, now time.Time) bool {
	return s.liveReplicas(r, now) > len(r.Replicas)/2
}

// Leaseholder returns the live replica that holds the lease; 0 if none can. Draining nodes hold leases only if there is no other.
func (s *State) Leaseholder(r Range, now time.Time) int {
	if !s.Available(r, now) {
		return 0
	}
	last := 0
	for i := range r.Replicas {
		id := r.Replicas[(i+r.ID)%len(r.Replicas)]
		if node := s.Nodes[id]; node.Live(now) {
			if !node.Draining {
				return id
			}
			last = id
		}
	}
	return last
}

// counter returns the replica that counts the range in its metrics: the first live one. A range without one is not counted.
func (s *State) counter(r Range, now time.Time) int {
	for _, id := range r.Replicas {
		if s.Nodes[id].Live(now) {
			return id
		}
	}
	return 0
}

// StoreCounts has a store's metrics about ranges.
type StoreCounts struct {
	Replicas, Ranges, Leases, Leaders, Unavailable, Underreplicated, Overreplicated, Decommissioning int
}

func (s *State) StoreCounts(id int, now time.Time) (counts StoreCounts) {
	for _, r := range s.Ranges {
		if slices.Contains(r.Replicas, id) {
			counts.Replicas++
		}
		if s.Leaseholder(r, now) == id {
			counts.Leases++
			counts.Leaders++
		}
		if s.counter(r, now) != id {
			continue
		}
		counts.Ranges++
		need := s.Needed(r)
		if !s.Available(r, now) {
			counts.Unavailable++
		}
		if s.liveReplicas(r, now) < need {
			counts.Underreplicated++
		}
		if len(r.Replicas) > need {
			counts.Overreplicated++
		}
		if slices.ContainsFunc(r.Replicas, func(replica int) bool { return s.Nodes[replica].Membership == Decommissioning }) {
			counts.Decommissioning++
		}
	}
	return counts
}

// NodeReplicas counts the replicas on a node by the ranges' descriptors.
func (s *State) NodeReplicas(id int) (replicas int) {
	for _, r := range s.Ranges {
		if slices.Contains(r.Replicas, id) {
			replicas++
		}
	}
	return replicas
}

// RangeOf returns the range that holds a table in this model: all system tables are in one, a user's table is in one of four, chosen by its name.
func (s *State) RangeOf(table string) Range {
	schema, name, qualified := strings.Cut(table, ".")
	if !qualified {
		name = schema
	}
	if strings.HasPrefix(name, "pg_") || slices.Contains([]string{"pg_catalog", "information_schema", "crdb_internal", "system"}, schema) {
		return s.Ranges[systemConfigRange-1]
	}
	table = name
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(table))
	return s.Ranges[len(s.Ranges)-userTableRanges+int(hash.Sum32()%userTableRanges)]
}

// SystemAvailable reports whether statements can look up tables and commit at all.
func (s *State) SystemAvailable(now time.Time) bool {
	for _, r := range s.Ranges {
		if (r.ID == metaRange || r.ID == LivenessRange || r.Target == systemDatabase) && !s.Available(r, now) {
			return false
		}
	}
	return len(s.Ranges) > 0
}

// RangeRow is a row of crdb_internal.ranges.
type RangeRow struct {
	ID           int      `json:"range_id"`
	Start        string   `json:"start_pretty"`
	End          string   `json:"end_pretty"`
	TableID      int      `json:"table_id"`
	DatabaseName string   `json:"database_name"`
	TableName    string   `json:"table_name"`
	Replicas     []int    `json:"replicas"`
	Localities   []string `json:"replica_localities"`
	Leaseholder  int      `json:"lease_holder"`
}

func (s *State) RangeRows(now time.Time) (rows []RangeRow) {
	for i, r := range s.Ranges {
		row := RangeRow{ID: r.ID, Start: r.Start, End: "/Max", Replicas: slices.Sorted(slices.Values(r.Replicas)), Localities: []string{}, Leaseholder: s.Leaseholder(r, now)}
		if i+1 < len(s.Ranges) {
			row.End = s.Ranges[i+1].Start
		}
		for _, id := range row.Replicas {
			row.Localities = append(row.Localities, s.Nodes[id].Locality)
		}
		if number, isTable := strings.CutPrefix(r.Start, "/Table/"); isTable {
			row.TableID, _ = strconv.Atoi(number)
		}
		if name, isTable := strings.CutPrefix(r.Target, "TABLE system.public."); isTable {
			row.DatabaseName, row.TableName = "system", name
		}
		rows = append(rows, row)
	}
	return rows
}
