package cli

import (
	"context"
	"errors"
	"fmt"
)

// drain moves a node's clients and leases away. The process keeps running until it is restarted; from v24.2 on, --shutdown ends it.
func (c *Command) drain() error {
	ids, err := c.named()
	switch {
	case err != nil:
		return err
	case c.Self && len(ids) > 0:
		return errors.New("cannot use --self with an explicit node ID")
	case len(ids) > 1:
		return errors.New("only one node can be drained at a time")
	case c.Shutdown && !c.Version().AtLeast(24, 2):
		return usageError{errors.New("unknown flag: --shutdown")}
	}
	request := Drain{Shutdown: c.Shutdown}
	remaining := 0
	if len(ids) > 0 {
		request.Node = ids[0]
		nodes, err := c.nodes()
		if err != nil {
			return err
		}
		if node, found := find(nodes, ids[0]); found {
			remaining = node.Counts.Leases
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.DrainWait)
	defer cancel()
	err = c.call(ctx, MethodDrain, request, nil)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.New("drain timeout")
	}
	if err != nil {
		return err
	}
	if remaining > 0 {
		fmt.Fprintf(c.Out, "node is draining... remaining: %d\n", remaining)
	}
	fmt.Fprintln(c.Out, "node is draining... remaining: 0 (complete)")
	fmt.Fprintln(c.Out, "ok")
	return nil
}
