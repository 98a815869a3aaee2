// Package model is the state that the nodes of a cluster agree on, and the rules by which it changes: membership, liveness, zone
// configurations, replicas, settings and version. It is a pure state machine: no clock, no network, no disk.
package model

import (
	"maps"
	"slices"
	"time"
)

// State is the agreed state. Only commands change it, in the same order on every node.
type State struct {
	ClusterID string            `json:"cluster_id"`
	Version   Version           `json:"version"`
	Upgrade   *Upgrade          `json:"upgrade,omitempty"`
	DataNode  int               `json:"data_node"` // the node whose store holds PostgreSQL's data
	LastNode  int               `json:"last_node"` // the highest node id assigned so far
	Nodes     map[int]*Node     `json:"nodes"`
	Settings  map[string]string `json:"settings"`
	Zones     []Zone            `json:"zones"`
	Ranges    []Range           `json:"ranges"`
}

// Membership of a node in its cluster.
type Membership string

const (
	Active          Membership = "active"
	Decommissioning Membership = "decommissioning"
	Decommissioned  Membership = "decommissioned"
)

// Node is a node's descriptor together with its liveness record.
type Node struct {
	ID         int        `json:"id"`
	Identity              // as reported by the process when it last started
	StartedAt  time.Time  `json:"started_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
	Membership Membership `json:"membership"`
	Epoch      int        `json:"epoch"`
	Expiration time.Time  `json:"expiration"` // live until then
	Draining   bool       `json:"draining"`
	RemovedAt  time.Time  `json:"removed_at"`
}

// Identity is what a process reports about itself to the others.
type Identity struct {
	Address  string `json:"address"`
	HTTP     string `json:"http"`
	Locality string `json:"locality"`
	Build    string `json:"build"`
}

func (n *Node) Live(now time.Time) bool { return n != nil && n.Expiration.After(now) }

// Clone returns a copy that later commands do not change.
func (s *State) Clone() *State {
	c := *s
	c.Nodes = make(map[int]*Node, len(s.Nodes))
	for id, node := range s.Nodes {
		copied := *node
		c.Nodes[id] = &copied
	}
	if s.Upgrade != nil {
		copied := *s.Upgrade
		c.Upgrade = &copied
	}
	c.Settings = maps.Clone(s.Settings)
	c.Zones = slices.Clone(s.Zones)
	for i := range c.Zones {
		c.Zones[i].Options = maps.Clone(c.Zones[i].Options)
	}
	c.Ranges = slices.Clone(s.Ranges)
	for i := range c.Ranges {
		c.Ranges[i].Replicas = slices.Clone(c.Ranges[i].Replicas)
	}
	return &c
}

// NodeIDs returns the ids of all nodes that ever existed, ascending.
func (s *State) NodeIDs() []int { return slices.Sorted(maps.Keys(s.Nodes)) }

// LiveNodes counts the nodes whose liveness record has not expired.
func (s *State) LiveNodes(now time.Time) (live int) {
	for _, node := range s.Nodes {
		if node.Live(now) && node.Membership != Decommissioned {
			live++
		}
	}
	return live
}
