package node

import (
	"context"
	"errors"
	"log"
	"time"

	"movies.fusion/local/stand-in/model"
)

const (
	livenessDuration = 9 * time.Second
	leastLiveness    = 4500 * time.Millisecond // at any speed: a busy machine needs it
)

// liveness is how long a heartbeat is valid.
func (n *Node) liveness() time.Duration { return max(n.Scale(livenessDuration), leastLiveness) }

// heartbeats keeps this node's liveness record from expiring, while there is a quorum to write it.
func (n *Node) heartbeats() {
	for !n.left.Load() {
		ctx, cancel := context.WithTimeout(context.Background(), n.liveness())
		_, err := n.propose(ctx, model.Heartbeat{ID: n.id(), Node: n.identity(), StartedAt: n.startedAt, Expiration: time.Now().Add(n.liveness())})
		cancel()
		var refusal *model.Refusal
		switch {
		case err == nil:
			n.confirmed.Store(true)
		case isRemoval(err):
			n.removed.Store(true)
			n.warn("rpc error: code = PermissionDenied desc = " + err.Error())
			time.Sleep(2 * time.Second)
		case errors.As(err, &refusal):
			n.warn(err.Error())
		}
		time.Sleep(n.liveness() / 3)
	}
}

// lead performs the leader's duties while this node leads.
func (n *Node) lead() {
	for {
		time.Sleep(n.Scale(time.Second))
		cluster := n.cluster.Load()
		if !cluster.Leads() || n.left.Load() {
			continue
		}
		state, now := cluster.State(), time.Now()
		if err := cluster.Follow(state); err != nil {
			n.warn("Raft's members: " + err.Error())
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		for _, command := range n.due(state, now) {
			if _, err := n.propose(ctx, command); err != nil {
				n.warn(err.Error())
			}
		}
		cancel()
	}
}

// due returns the commands that the state requires.
func (n *Node) due(state *model.State, now time.Time) (commands []model.Command) {
	pace := model.Pace{StoreDead: n.Scale(state.Duration(model.TimeUntilDead)), Straggler: n.Scale(15 * time.Minute)}
	if move, found := state.NextMove(now, pace); found {
		commands = append(commands, move)
	}
	if state.Upgrade != nil && now.Sub(state.Upgrade.Since) > n.Scale(3*time.Second) {
		commands = append(commands, model.FinishUpgrade{})
	}
	if to, found := state.AutoUpgrade(now); found {
		log.Printf("all nodes run %s: upgrading the cluster from %s", to, state.Version)
		commands = append(commands, model.SetSetting{Name: "version", Value: to.String(), Gateway: to})
	}
	return commands
}
