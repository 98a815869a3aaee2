package node

import (
	"context"
	"errors"
	"net"
	"time"

	"movies.fusion/local/stand-in/cli"
	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/peers"
)

// answerPeers registers the methods for other nodes and the command line.
func (n *Node) answerPeers() {
	peers.Handle(n.server, "ping", func(context.Context, struct{}) (any, error) { return nil, nil })
	peers.Handle(n.server, "join", n.takeIn)
	peers.Handle(n.server, "propose", n.takeProposal)
	peers.Handle(n.server, cli.MethodInit, n.takeInit)
	peers.Handle(n.server, cli.MethodNodes, n.takeNodes)
	peers.Handle(n.server, cli.MethodMembership, n.takeMembership)
	peers.Handle(n.server, cli.MethodDrain, n.takeDrain)
	n.server.HandleStream("raft", func(stream net.Conn) { n.streams <- stream })
	n.server.HandleStream("sql", n.takeSQL)
}

func (n *Node) takeInit(context.Context, struct{}) (any, error) {
	if n.untrusted.Load() != nil {
		return nil, errors.New(*n.untrusted.Load())
	}
	err := n.bootstrap()
	for err == nil && n.notReady() != "" && !n.draining.Load() {
		time.Sleep(20 * time.Millisecond)
	}
	return nil, err
}

// settled waits until the node belongs to a cluster, as SQL and the commands do.
func (n *Node) settled(ctx context.Context) error {
	for n.state.Load().ClusterID == "" {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// takeNodes answers from this node's state, with or without a quorum.
func (n *Node) takeNodes(ctx context.Context, _ struct{}) (any, error) {
	if err := n.settled(ctx); err != nil {
		return nil, err
	}
	state, now := n.state.Load(), time.Now()
	rows := make([]cli.NodeStatus, 0, len(state.Nodes))
	for _, id := range state.NodeIDs() {
		node, counts := state.Nodes[id], state.StoreCounts(id, now)
		live := node.Live(now)
		rows = append(rows, cli.NodeStatus{ID: id, Address: node.Address, Build: node.Build, Locality: node.Locality, StartedAt: node.StartedAt, UpdatedAt: node.UpdatedAt,
			Available: live, Live: live || id == n.id(), Counts: counts, Membership: node.Membership, Draining: node.Draining,
			Blocked: state.BlockedReplicas(id, []int{id}, now)})
	}
	return rows, nil
}

func (n *Node) takeMembership(ctx context.Context, request cli.Membership) (any, error) {
	if err := n.settled(ctx); err != nil {
		return nil, err
	}
	return proposed[[]model.MembershipChange](ctx, n, model.SetMembership{IDs: request.IDs, To: request.To})
}

// takeDrain drains this node, or forwards the request to the requested node.
func (n *Node) takeDrain(ctx context.Context, request cli.Drain) (any, error) {
	if request.Node != 0 && request.Node != n.id() {
		node := n.state.Load().Nodes[request.Node]
		if node == nil || node.Membership == model.Decommissioned || !node.Live(time.Now()) {
			return nil, errInternal
		}
		return nil, n.ask(ctx, request.Node, cli.MethodDrain, request, nil)
	}
	if n.id() == 0 {
		return nil, errUninitialised
	}
	n.drain(ctx)
	if request.Shutdown {
		go func() {
			n.stop()
			n.failed <- nil
		}()
	}
	return nil, ctx.Err()
}

var errInternal = errors.New("rpc error: code = Internal desc = An internal server error has occurred. Please check your CockroachDB logs for more details.")
