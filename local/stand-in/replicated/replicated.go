// Package replicated replicates the model's state to all nodes by Raft. The voters are the replicas of the liveness range, so that the quorum of
// that range is Raft's own.
package replicated

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/raft"
	raftboltdb "github.com/hashicorp/raft-boltdb/v2"

	"movies.fusion/local/stand-in/model"
)

// Cluster is one node's part of the replicated state.
type Cluster struct {
	id      int
	raft    *raft.Raft
	machine *machine
	logs    *raftboltdb.BoltStore
}

// Network connects Raft to other nodes: outgoing streams by node id, and incoming ones.
type Network interface {
	Dial(node int, limit time.Duration) (net.Conn, error)
	Accept() (net.Conn, error)
}

// Open starts Raft in the store's folder; changed is called with a copy of the state after each command.
func Open(folder string, id int, network Network, changed func(*model.State)) (*Cluster, error) {
	folder = filepath.Join(folder, "raft")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	// A failure shows as a command that is not committed; Raft's own log would bury it.
	logger := hclog.New(&hclog.LoggerOptions{Name: "raft", Level: hclog.Off, Output: os.Stderr})
	logs, err := raftboltdb.NewBoltStore(filepath.Join(folder, "log"))
	if err != nil {
		return nil, err
	}
	snapshots, err := raft.NewFileSnapshotStoreWithLogger(folder, 1, logger)
	if err != nil {
		return nil, err
	}
	config := raft.DefaultConfig()
	config.LocalID = serverID(id)
	config.Logger = logger
	config.LeaderLeaseTimeout = config.HeartbeatTimeout
	config.SnapshotThreshold, config.TrailingLogs = 1000, 1000
	config.SnapshotInterval = 30 * time.Second
	config.ShutdownOnRemove = false
	transport := raft.NewNetworkTransportWithConfig(&raft.NetworkTransportConfig{
		Stream: &layer{network, id}, MaxPool: 3, Timeout: 5 * time.Second, Logger: logger})
	machine := &machine{state: &model.State{}, changed: changed}
	started, err := raft.NewRaft(config, machine, logs, logs, snapshots, transport)
	if err != nil {
		return nil, err
	}
	return &Cluster{id, started, machine, logs}, nil
}

// Bootstrap makes this node the only voter; without effect if it already ran on this store.
func (c *Cluster) Bootstrap() error {
	err := c.raft.BootstrapCluster(raft.Configuration{Servers: []raft.Server{{ID: serverID(c.id), Address: address(c.id)}}}).Error()
	if errors.Is(err, raft.ErrCantBootstrap) {
		return nil
	}
	return err
}

func (c *Cluster) Close() error {
	err := c.raft.Shutdown().Error()
	return errors.Join(err, c.logs.Close())
}

// State returns a copy of the state as known to this node.
func (c *Cluster) State() *model.State {
	c.machine.mutex.RLock()
	defer c.machine.mutex.RUnlock()
	return c.machine.state.Clone()
}

func (c *Cluster) Leads() bool { return c.raft.State() == raft.Leader }

// Leader returns the leader's id; 0 if none is known.
func (c *Cluster) Leader() int {
	_, id := c.raft.LeaderWithID()
	return nodeID(id)
}

// Propose gets a command committed. Only the leader can.
func (c *Cluster) Propose(ctx context.Context, entry model.Entry) (model.Outcome, error) {
	limit := 5 * time.Second
	if deadline, ok := ctx.Deadline(); ok {
		limit = min(limit, time.Until(deadline))
	}
	body, err := json.Marshal(entry)
	if err != nil {
		return model.Outcome{}, err
	}
	future := c.raft.Apply(body, limit)
	agreed := make(chan error, 1)
	go func() { agreed <- future.Error() }()
	select {
	case err := <-agreed:
		if err != nil {
			return model.Outcome{}, err
		}
		return future.Response().(model.Outcome), nil
	case <-ctx.Done():
		return model.Outcome{}, ctx.Err()
	}
}

// Follow aligns Raft's members with the state, one step at a time: every member of the cluster, the replicas of the liveness range as
// voters. The leader calls it periodically.
func (c *Cluster) Follow(state *model.State) error {
	if len(state.Ranges) == 0 {
		return nil
	}
	current := c.raft.GetConfiguration()
	if err := current.Error(); err != nil {
		return err
	}
	suffrage := map[int]raft.ServerSuffrage{}
	for _, server := range current.Configuration().Servers {
		suffrage[nodeID(server.ID)] = server.Suffrage
	}
	voters := map[int]bool{}
	for _, id := range state.Ranges[model.LivenessRange-1].Replicas {
		voters[id] = true
	}
	for _, id := range state.NodeIDs() {
		has, known := suffrage[id]
		member := state.Nodes[id].Membership != model.Decommissioned
		switch {
		case member && voters[id] && (!known || has != raft.Voter):
			return c.raft.AddVoter(serverID(id), address(id), 0, 0).Error()
		case member && !voters[id] && !known:
			return c.raft.AddNonvoter(serverID(id), address(id), 0, 0).Error()
		}
	}
	for _, id := range state.NodeIDs() {
		has, known := suffrage[id]
		switch {
		case !known || voters[id]:
		case id == c.id && has == raft.Voter:
			return c.raft.LeadershipTransfer().Error()
		case has == raft.Voter:
			return c.raft.DemoteVoter(serverID(id), 0, 0).Error()
		case state.Nodes[id].Membership == model.Decommissioned && time.Since(state.Nodes[id].RemovedAt) > 5*time.Second:
			return c.raft.RemoveServer(serverID(id), 0, 0).Error() // after it had time to learn of it
		}
	}
	return nil
}

// StepDown transfers the leadership, so that the others need not wait for an election.
func (c *Cluster) StepDown() {
	if c.Leads() {
		_ = c.raft.LeadershipTransfer().Error()
	}
}

func serverID(id int) raft.ServerID     { return raft.ServerID(strconv.Itoa(id)) }
func address(id int) raft.ServerAddress { return raft.ServerAddress(strconv.Itoa(id)) }

func nodeID(id raft.ServerID) int {
	number, _ := strconv.Atoi(string(id))
	return number
}

// layer gives Raft node ids as addresses, to tell apart a node that returns at another address and a different node at its old one.
type layer struct {
	Network
	id int
}

func (l *layer) Dial(to raft.ServerAddress, limit time.Duration) (net.Conn, error) {
	return l.Network.Dial(nodeID(raft.ServerID(to)), limit)
}

func (l *layer) Close() error   { return nil }
func (l *layer) Addr() net.Addr { return nodeAddress(l.id) }

type nodeAddress int

func (nodeAddress) Network() string  { return "node" }
func (a nodeAddress) String() string { return strconv.Itoa(int(a)) }

// machine is Raft's state machine: it applies the log to the state.
type machine struct {
	mutex   sync.RWMutex
	state   *model.State
	changed func(*model.State)
}

func (m *machine) Apply(log *raft.Log) any {
	var entry model.Entry
	if err := json.Unmarshal(log.Data, &entry); err != nil {
		return model.Outcome{Refusal: &model.Refusal{Code: "XX000", Message: fmt.Sprintf("the log cannot be read: %v", err)}}
	}
	m.mutex.Lock()
	outcome := m.state.Apply(entry)
	after := m.state.Clone()
	m.mutex.Unlock()
	m.changed(after)
	return outcome
}

func (m *machine) Snapshot() (raft.FSMSnapshot, error) {
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	body, err := json.Marshal(m.state)
	return snapshot(body), err
}

func (m *machine) Restore(from io.ReadCloser) error {
	defer from.Close()
	state := &model.State{}
	if err := json.NewDecoder(from).Decode(state); err != nil {
		return err
	}
	m.mutex.Lock()
	m.state = state
	m.mutex.Unlock()
	m.changed(state.Clone())
	return nil
}

type snapshot []byte

func (s snapshot) Persist(sink raft.SnapshotSink) error {
	if _, err := sink.Write(s); err != nil {
		return errors.Join(err, sink.Cancel())
	}
	return sink.Close()
}

func (snapshot) Release() {}
