package node

import (
	"time"

	"movies.fusion/local/stand-in/model"
)

const shuttingDown = "node is shutting down"

// notReady returns why the node is not ready; empty if it is. Requests that hang, and the delay after a lost quorum, are CockroachDB's behaviour.
func (n *Node) notReady() string {
	state, id := n.state.Load(), n.id()
	own := state.Nodes[id]
	switch {
	case n.untrusted.Load() != nil:
		return *n.untrusted.Load()
	case id == 0:
		return errUninitialised.Error()
	case n.draining.Load():
		return shuttingDown
	case own != nil && own.Membership == model.Decommissioned && n.confirmed.Load():
		return shuttingDown
	case n.removed.Load(), own == nil, !n.confirmed.Load():
		return "liveness record not found"
	case !own.Live(time.Now()):
		return "node is not healthy"
	case !n.databaseUp.Load() && state.Nodes[state.DataNode].Live(time.Now()):
		return "node is not healthy"
	}
	return ""
}

// serving is true once the node has been able to answer SQL.
func (n *Node) serving() bool { return n.confirmed.Load() && !n.removed.Load() || n.refuses() }

// refuses is true if clients are turned away at once.
func (n *Node) refuses() bool {
	own := n.state.Load().Nodes[n.id()]
	return n.refusing.Load() || n.confirmed.Load() && own != nil && own.Membership == model.Decommissioned
}

// available reports whether statements on these tables can be answered: this node must be live, and the ranges must have a quorum.
func (n *Node) available(tables []string) bool {
	state, now := n.state.Load(), time.Now()
	if !state.Nodes[n.id()].Live(now) || !state.SystemAvailable(now) {
		return false
	}
	for _, table := range tables {
		if !state.Available(state.RangeOf(table), now) {
			return false
		}
	}
	return true
}

// internals returns the value of allow_unsafe_internals at the start of a session.
func (n *Node) internals() string {
	switch version := n.Version(); {
	case version.AtLeast(26, 1):
		return "off"
	case version.AtLeast(25, 4):
		return "on"
	}
	return ""
}
