package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/peers"
)

var (
	errUninitialised = errors.New("node is waiting for cluster initialization")
	errNoLeader      = errors.New("no leader of the liveness range is known")
)

const removal = "it is not allowed to rejoin the cluster"

func isRemoval(err error) bool { return strings.Contains(err.Error(), removal) }

// propose gets a command committed by the cluster, wherever its leader is. Without a quorum it waits until the context ends.
func (n *Node) propose(ctx context.Context, command model.Command) (model.Outcome, error) {
	entry, err := model.Encode(command, time.Now())
	if err != nil {
		return model.Outcome{}, err
	}
	for {
		outcome, err := n.proposeOnce(ctx, entry)
		if err == nil {
			if outcome.Refusal != nil {
				return outcome, outcome.Refusal
			}
			return outcome, nil
		}
		if isRemoval(err) {
			n.removed.Store(true)
			return outcome, err
		}
		n.warn(fmt.Sprintf("%T is not agreed on yet: %v", command, err))
		select {
		case <-ctx.Done():
			return outcome, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (n *Node) proposeOnce(ctx context.Context, entry model.Entry) (outcome model.Outcome, err error) {
	cluster := n.cluster.Load()
	if cluster == nil {
		return outcome, errUninitialised
	}
	if cluster.Leads() {
		return cluster.Propose(ctx, entry)
	}
	leader := cluster.Leader()
	if leader != 0 && leader != n.id() {
		return outcome, n.ask(ctx, leader, "propose", entry, &outcome)
	}
	// A restarted node whose address changed knows no leader, and the leader cannot find it.
	err = errNoLeader
	for id := range n.addresses() {
		if id != n.id() {
			if err = n.ask(ctx, id, "propose", entry, &outcome); err == nil || isRemoval(err) {
				return outcome, err
			}
		}
	}
	return outcome, err
}

// ask calls another member.
func (n *Node) ask(ctx context.Context, id int, method string, in, out any) error {
	address, ok := n.addresses()[id]
	if !ok {
		return fmt.Errorf("the address of n%d is not known", id)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return n.pool.Call(ctx, address, id, method, in, out)
}

// takeProposal is the receiving side of propose: on the leader, or one hop away from it.
func (n *Node) takeProposal(ctx context.Context, entry model.Entry) (any, error) {
	cluster := n.cluster.Load()
	if cluster == nil {
		return nil, errUninitialised
	}
	if cluster.Leads() {
		return cluster.Propose(ctx, entry)
	}
	leader := cluster.Leader()
	if leader == 0 || leader == n.id() {
		return nil, errNoLeader
	}
	var outcome model.Outcome
	return &outcome, n.ask(ctx, leader, "propose", entry, &outcome)
}

// proposed is the value of a command.
func proposed[V any](ctx context.Context, n *Node, command model.Command) (value V, err error) {
	outcome, err := n.propose(ctx, command)
	if err == nil {
		err = json.Unmarshal(outcome.Value, &value)
	}
	return value, err
}

// addresses returns the known addresses of the members.
func (n *Node) addresses() map[int]string {
	known := map[int]string{}
	if identity := n.store.Identity(); identity != nil {
		for id, address := range identity.Peers {
			known[id] = address
		}
	}
	return known
}

// Dial and Accept open and accept Raft's streams.
func (n *Node) Dial(id int, limit time.Duration) (net.Conn, error) {
	address, ok := n.addresses()[id]
	if !ok {
		return nil, fmt.Errorf("the address of n%d is not known", id)
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return n.pool.Open(ctx, address, id, "raft", nil)
}

func (n *Node) Accept() (net.Conn, error) { return <-n.streams, nil }

// admit refuses connections from another cluster, for another node, and from a removed node.
func (n *Node) admit(cluster string, id, wanted int) error {
	own, self := n.self()
	if own == "" {
		if cluster != "" {
			return errUninitialised
		}
		return nil
	}
	if cluster != "" && cluster != own {
		return fmt.Errorf("client cluster ID %q doesn't match server cluster ID %q", cluster, own)
	}
	if wanted != 0 && wanted != self {
		return fmt.Errorf("client requested node ID %d doesn't match server node ID %d", wanted, self)
	}
	if node := n.state.Load().Nodes[id]; node != nil && node.Membership == model.Decommissioned {
		return peers.Remote{Message: "rpc error: code = PermissionDenied desc = " + model.Removed(node)}
	}
	return nil
}
