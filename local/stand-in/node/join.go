package node

import (
	"context"
	"log"
	"time"

	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/peers"
	"movies.fusion/local/stand-in/store"
)

// joinRequest is the request of a node with an empty store to a member.
type joinRequest struct {
	Node model.Identity `json:"node"`
}

type joinReply struct {
	ClusterID string         `json:"cluster_id"`
	NodeID    int            `json:"node_id"`
	Version   model.Version  `json:"version"`
	Peers     map[int]string `json:"peers"`
}

// join asks the nodes of --join until one of a cluster admits this node, or until init makes it the first node of its own cluster.
func (n *Node) join() {
	for n.store.Identity() == nil {
		for _, address := range n.Joined() {
			if n.joinAt(address) {
				return
			}
		}
		time.Sleep(max(n.Scale(time.Second), 200*time.Millisecond))
	}
}

func (n *Node) joinAt(address string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	n.becoming.Lock()
	defer n.becoming.Unlock()
	if n.store.Identity() != nil {
		return true // init came first
	}
	var answer joinReply
	if err := n.pool.Call(ctx, address, 0, "join", joinRequest{n.identity()}, &answer); err != nil {
		if peers.Answered(err) && err.Error() == incompatible {
			n.failed <- err
		}
		n.warn("joining by " + address + ": " + err.Error())
		return false
	}
	answer.Peers[answer.NodeID] = n.Advertise
	err := n.store.Save(store.Identity{ClusterID: answer.ClusterID, NodeID: answer.NodeID, Version: answer.Version, Peers: answer.Peers})
	if err == nil {
		err = n.open("initialized new node, joined pre-existing cluster")
	}
	if err != nil {
		n.failed <- err
	}
	return true
}

var incompatible = model.CheckJoin(model.Version{}, model.Version{Year: 1}).Error()

// takeIn is the receiving side of join.
func (n *Node) takeIn(ctx context.Context, request joinRequest) (any, error) {
	identity := n.store.Identity()
	if n.state.Load().ClusterID == "" {
		return nil, errUninitialised
	}
	id, err := proposed[int](ctx, n, model.Join{Node: request.Node})
	if err != nil {
		return nil, err
	}
	return joinReply{identity.ClusterID, id, n.state.Load().DataVersion(), n.addresses()}, nil
}

// greet pings the nodes of --join and logs their errors: they belong to another cluster, or removed this node.
func (n *Node) greet() {
	for {
		addresses := map[string]int{}
		for _, address := range n.Joined() {
			addresses[address] = 0
		}
		if !n.confirmed.Load() {
			for id, address := range n.addresses() {
				addresses[address] = id
			}
		}
		for address, id := range addresses {
			if id == n.id() && id != 0 {
				continue
			}
			ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
			err := n.pool.Call(ctx, address, id, "ping", struct{}{}, nil)
			cancel()
			if err == nil {
				continue
			}
			if peers.Answered(err) && isRemoval(err) {
				if !n.removed.Swap(true) {
					log.Printf("warning: %v", err)
				}
			}
			n.warn(err.Error())
		}
		time.Sleep(2 * time.Second)
	}
}
