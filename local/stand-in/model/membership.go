package model

import (
	"fmt"
	"time"
)

// Bootstrap creates the cluster, with one node that holds everything.
type Bootstrap struct {
	ClusterID string    `json:"cluster_id"`
	Node      Identity  `json:"node"`
	Single    bool      `json:"single"` // start-single-node: one replica of everything
	StartedAt time.Time `json:"started_at"`
}

func (c Bootstrap) apply(s *State, now time.Time) (any, error) {
	if s.ClusterID != "" {
		return nil, nil // The process ended after it created the cluster and before it recorded that.
	}
	*s = State{ClusterID: c.ClusterID, Version: c.Node.BinaryVersion(), DataNode: 1, LastNode: 1, Settings: map[string]string{},
		Nodes: map[int]*Node{1: newNode(1, c.Node, now)}, Zones: presetZones(c.Single), Ranges: presetRanges()}
	return nil, nil
}

func newNode(id int, identity Identity, now time.Time) *Node {
	return &Node{ID: id, Identity: identity, Membership: Active, Epoch: 1, StartedAt: now, UpdatedAt: now}
}

// Join gives an empty store its node id: the next one, in order of arrival.
type Join struct {
	Node Identity `json:"node"`
}

func (c Join) apply(s *State, now time.Time) (any, error) {
	if s.ClusterID == "" {
		return nil, refuse("XX000", "node is waiting for cluster initialization")
	}
	if err := CheckJoin(c.Node.BinaryVersion(), s.DataVersion()); err != nil {
		return nil, refuse("XX000", "%v", err)
	}
	s.LastNode++
	s.Nodes[s.LastNode] = newNode(s.LastNode, c.Node, now)
	return s.LastNode, nil
}

// Heartbeat extends a node's liveness record.
type Heartbeat struct {
	ID         int       `json:"id"`
	Node       Identity  `json:"node"`
	StartedAt  time.Time `json:"started_at"`
	Expiration time.Time `json:"expiration"`
}

func (c Heartbeat) apply(s *State, now time.Time) (any, error) {
	node, ok := s.Nodes[c.ID]
	if !ok {
		return nil, refuse("XX000", "liveness record not found")
	}
	if node.Membership == Decommissioned {
		return nil, refuse("XX000", "%s", Removed(node))
	}
	if node.BinaryVersion() != c.Node.BinaryVersion() && c.Node.BinaryVersion().Less(s.DataVersion()) {
		return nil, refuse("XX000", "cluster requires at least version %s, but n%d runs %s", s.DataVersion(), c.ID, c.Node.BinaryVersion())
	}
	if !node.StartedAt.Equal(c.StartedAt) {
		node.StartedAt = c.StartedAt
		node.Draining = false // Only a restart ends draining.
		node.Epoch++
	}
	node.Identity, node.UpdatedAt, node.Expiration = c.Node, now, c.Expiration
	return nil, nil
}

// Removed is the error that a decommissioned node receives.
func Removed(node *Node) string {
	return fmt.Sprintf("n%d was permanently removed from the cluster at %s; it is not allowed to rejoin the cluster", node.ID, node.RemovedAt.UTC().Format("2006-01-02 15:04:05.000000"))
}

// Drain marks a node as draining: no more leases move to it.
type Drain struct {
	ID int `json:"id"`
}

func (c Drain) apply(s *State, _ time.Time) (any, error) {
	if node, ok := s.Nodes[c.ID]; ok {
		node.Draining = true
	}
	return nil, nil
}

// Leave is a draining process's request to end. It is granted if its leases can move: to a live node that is not draining itself, or to
// nodes that stay a majority without it. A decommissioned node's is never granted, whether the node knows of its removal or not.
type Leave struct {
	ID int `json:"id"`
}

func (c Leave) apply(s *State, now time.Time) (any, error) {
	if own, ok := s.Nodes[c.ID]; ok && own.Membership == Decommissioned {
		return nil, refuse("XX000", "%s", Removed(own))
	}
	members, live, takes := 0, 0, false
	for id, node := range s.Nodes {
		if node.Membership == Decommissioned {
			continue
		}
		members++
		if id != c.ID && node.Live(now) {
			live++
			takes = takes || !node.Draining
		}
	}
	if members > 1 && s.NodeReplicas(c.ID) > 0 && !takes && live < members/2+1 {
		return nil, refuse("XX000", "waiting for %d replicas to transfer their lease away", s.NodeReplicas(c.ID))
	}
	if node, ok := s.Nodes[c.ID]; ok {
		node.Expiration = now
	}
	return nil, nil
}

// SetMembership changes the membership of nodes: of all or of none.
type SetMembership struct {
	IDs []int      `json:"ids"`
	To  Membership `json:"to"`
}

// MembershipChange is the result for one node.
type MembershipChange struct {
	ID      int  `json:"id"`
	Changed bool `json:"changed"`
	Live    bool `json:"live"`
}

func (c SetMembership) apply(s *State, now time.Time) (any, error) {
	for _, id := range c.IDs {
		node, ok := s.Nodes[id]
		if !ok {
			return nil, refuse("XX000", "node does not exist")
		}
		if c.To == Active && node.Membership == Decommissioned {
			return nil, refuse("XX000", "rpc error: code = FailedPrecondition desc = can only recommission a decommissioning node; n%d found to be decommissioned", id)
		}
		if c.To == Decommissioned && node.Membership == Active {
			return nil, refuse("XX000", "rpc error: code = FailedPrecondition desc = can only fully decommission an already decommissioning node; n%d found to be active", id)
		}
	}
	changes := make([]MembershipChange, 0, len(c.IDs))
	for _, id := range c.IDs {
		node := s.Nodes[id]
		changed := node.Membership != c.To && node.Membership != Decommissioned
		if changed {
			node.Membership = c.To
			if c.To == Decommissioned {
				node.RemovedAt = now
			}
		}
		changes = append(changes, MembershipChange{id, changed, node.Live(now)})
	}
	return changes, nil
}
