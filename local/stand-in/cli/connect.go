// Package cli has the commands that talk to a running node: init, node status, node decommission, …, with CockroachDB's output and exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"movies.fusion/local/stand-in/certs"
	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/options"
	"movies.fusion/local/stand-in/peers"
)

// The methods that nodes serve to commands.
const (
	MethodInit       = "init"
	MethodNodes      = "nodes"
	MethodMembership = "membership"
	MethodDrain      = "drain"
)

// NodeStatus is a node as commands show it.
type NodeStatus struct {
	ID                       int
	Address, Build, Locality string
	StartedAt, UpdatedAt     time.Time
	Available, Live          bool
	Counts                   model.StoreCounts
	Membership               model.Membership
	Draining                 bool
	Blocked                  int // replicas that could not move elsewhere if it were decommissioned
}

// Membership is a request to change the membership of nodes.
type Membership struct {
	IDs []int
	To  model.Membership
}

// Drain is a request to drain a node; 0 is the node that receives it.
type Drain struct {
	Node     int
	Shutdown bool
}

// Command is one run of the program.
type Command struct {
	options.Options
	Out, Err io.Writer
	pool     *peers.Pool
}

// usageError exits with code 4.
type usageError struct{ error }

// connect reads root's certificate.
func (c *Command) connect() error {
	certificates, err := certs.Load(c.CertsDir, "client.root", "root")
	if err != nil {
		return err
	}
	c.pool = &peers.Pool{Certificates: certificates, Self: func() (string, int) { return "", 0 }}
	return nil
}

// dialLimit is how long to wait for a node that does not respond at all.
const dialLimit = 15 * time.Second

// call waits for a response without a limit, as CockroachDB's commands do.
func (c *Command) call(ctx context.Context, method string, in, out any) error {
	return c.pool.Call(ctx, c.Host, 0, method, in, out)
}

// nodes returns the nodes of the cluster.
func (c *Command) nodes() (nodes []NodeStatus, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), dialLimit)
	defer cancel()
	err = c.call(ctx, MethodNodes, struct{}{}, &nodes)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("cannot dial server.\nIs the server running?\nIf the server is running, check --host client-side and --advertise server-side.\n\nread tcp %s: i/o timeout", c.Host)
	}
	return nodes, err
}
