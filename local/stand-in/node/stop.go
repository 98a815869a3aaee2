package node

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"movies.fusion/local/stand-in/model"
)

// stop handles SIGTERM. It returns when the process may end: never without a quorum or after the node was decommissioned.
func (n *Node) stop() {
	n.becoming.Lock()
	cluster := n.cluster.Load()
	n.becoming.Unlock()
	if cluster == nil {
		return
	}
	fmt.Println("initiating graceful shutdown of server")
	ctx, cancel := context.WithTimeout(context.Background(), n.Scale(endless))
	defer cancel()
	if n.isDecommissioned() {
		n.draining.Store(true)
		<-ctx.Done()
		return
	}
	n.drain(ctx)
	n.leave(ctx)
	cluster.StepDown()
	n.database.Stop()
	if err := cluster.Close(); err != nil {
		log.Printf("Raft: %v", err)
	}
	fmt.Println("server drained and shutdown completed")
}

func (n *Node) isDecommissioned() bool {
	own := n.state.Load().Nodes[n.id()]
	return n.removed.Load() || own != nil && own.Membership == model.Decommissioned
}

// endless is when a process that may not end does so anyway: none was observed for longer.
const endless = 15 * time.Minute

// drain turns clients away and marks the node, so that no more leases move to it.
func (n *Node) drain(ctx context.Context) {
	n.draining.Store(true)
	marked := make(chan struct{})
	go func() {
		defer close(marked)
		_, _ = n.propose(ctx, model.Drain{ID: n.id()})
	}()
	if wait := n.state.Load().Duration("server.shutdown.drain_wait"); wait > 0 {
		time.Sleep(wait)
	}
	n.refusing.Store(true)
	n.front.Drain(n.state.Load().Duration("server.shutdown.query_wait"))
	<-marked
}

// leave waits until the node's leases can move elsewhere: for ever if it turns out that the node was decommissioned while it drained.
func (n *Node) leave(ctx context.Context) {
	for ctx.Err() == nil {
		if n.isDecommissioned() {
			<-ctx.Done()
			return
		}
		_, err := n.propose(ctx, model.Leave{ID: n.id()})
		if err == nil {
			n.left.Store(true)
			return
		}
		var refusal *model.Refusal
		if errors.As(err, &refusal) {
			n.warn(refusal.Message)
		}
		time.Sleep(max(n.Scale(time.Second), 100*time.Millisecond))
	}
}
