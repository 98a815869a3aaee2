package model

import (
	"slices"
	"time"
)

// Move changes the replicas of a range.
type Move struct {
	Range    int   `json:"range"`
	From     []int `json:"from"` // the replicas that it was decided on; if another move came first, it is void
	Replicas []int `json:"replicas"`
}

func (c Move) apply(s *State, _ time.Time) (any, error) {
	for i := range s.Ranges {
		if s.Ranges[i].ID == c.Range && slices.Equal(s.Ranges[i].Replicas, c.From) {
			s.Ranges[i].Replicas = c.Replicas
		}
	}
	return nil, nil
}

// Pace is how fast replicas follow: the time until a silent store counts as dead, and the delay with which the range of tenant_usage follows a
// changed configuration, as observed on CockroachDB.
type Pace struct {
	StoreDead time.Duration
	Straggler time.Duration
}

// NextMove returns the next change that brings the replicas closer to the zone configurations, one range at a time. A range without quorum
// cannot be changed.
func (s *State) NextMove(now time.Time, pace Pace) (Move, bool) {
	for _, r := range s.Ranges {
		if !s.Available(r, now) || s.straggles(r, now, pace) {
			continue
		}
		if replicas := s.repaired(r, now, pace); !slices.Equal(replicas, r.Replicas) {
			return Move{r.ID, r.Replicas, replicas}, true
		}
	}
	return s.rebalance(now, pace)
}

func (s *State) straggles(r Range, now time.Time, pace Pace) bool {
	if r.Target != tenantUsage {
		return false
	}
	_, changed := s.option(r.Target, "num_replicas")
	return !changed.IsZero() && now.Sub(changed) < pace.Straggler
}

// repaired adds all missing replicas at once, else removes one surplus replica.
func (s *State) repaired(r Range, now time.Time, pace Pace) []int {
	need := s.Needed(r)
	good := 0
	for _, id := range r.Replicas {
		if s.Nodes[id].Membership == Active && !s.dead(id, now, pace) {
			good++
		}
	}
	replicas := slices.Clone(r.Replicas)
	for ; good < need; good++ {
		target := s.emptiest(replicas, now)
		if target == 0 {
			return replicas
		}
		replicas = append(replicas, target)
	}
	if len(replicas) > len(r.Replicas) || len(replicas) <= need {
		return replicas
	}
	victim := s.victim(replicas, now, pace)
	return slices.DeleteFunc(replicas, func(id int) bool { return id == victim })
}

func (s *State) dead(id int, now time.Time, pace Pace) bool {
	return now.Sub(s.Nodes[id].Expiration) > pace.StoreDead
}

// victim returns a dead replica, else a decommissioning one, else the one on the fullest node.
func (s *State) victim(replicas []int, now time.Time, pace Pace) int {
	rank := func(id int) int {
		switch {
		case s.dead(id, now, pace):
			return 2000
		case s.Nodes[id].Membership != Active:
			return 1000
		}
		return s.NodeReplicas(id)
	}
	return slices.MaxFunc(replicas, func(a, b int) int { return rank(a) - rank(b) })
}

// emptiest returns the live, active node with the fewest replicas, other than these; 0 if there is none.
func (s *State) emptiest(besides []int, now time.Time) (found int) {
	for _, id := range s.NodeIDs() {
		node := s.Nodes[id]
		if node.Membership == Active && node.Live(now) && !node.Draining && !slices.Contains(besides, id) &&
			(found == 0 || s.NodeReplicas(id) < s.NodeReplicas(found)) {
			found = id
		}
	}
	return found
}

// tolerance keeps two almost equal stores from exchanging replicas forever.
const tolerance = 2

// rebalance adds a replica on the emptiest node; the fullest loses one with the next move. The liveness range moves only if it must.
func (s *State) rebalance(now time.Time, pace Pace) (Move, bool) {
	empty := s.emptiest(nil, now)
	for _, r := range s.Ranges {
		if r.ID == LivenessRange || empty == 0 || slices.Contains(r.Replicas, empty) || !s.Available(r, now) || s.straggles(r, now, pace) {
			continue
		}
		full := slices.MaxFunc(r.Replicas, func(a, b int) int { return s.NodeReplicas(a) - s.NodeReplicas(b) })
		if s.NodeReplicas(full)-s.NodeReplicas(empty) > tolerance {
			return Move{r.ID, r.Replicas, append(slices.Clone(r.Replicas), empty)}, true
		}
	}
	return Move{}, false
}

// BlockedReplicas counts a node's replicas that could not move if these nodes were decommissioned: the pre-flight check.
func (s *State) BlockedReplicas(id int, leaving []int, now time.Time) (blocked int) {
	after := s.Clone()
	for _, leaver := range leaving {
		if node := after.Nodes[leaver]; node.Membership == Active {
			node.Membership = Decommissioning
		}
	}
	for _, r := range after.Ranges {
		if !slices.Contains(r.Replicas, id) {
			continue
		}
		stay := slices.DeleteFunc(slices.Clone(r.Replicas), func(replica int) bool { return after.Nodes[replica].Membership != Active })
		if len(stay) < after.Needed(r) && after.emptiest(r.Replicas, now) == 0 {
			blocked++
		}
	}
	return blocked
}
