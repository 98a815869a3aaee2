package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"movies.fusion/local/stand-in/model"
)

var decommissionHeader = []string{"id", "is_live", "replicas", "is_decommissioning", "membership", "is_draining"}

// decommission marks nodes as decommissioning and, with --wait=all, waits until their replicas are gone; only then it marks them as decommissioned.
func (c *Command) decommission() error {
	ids, err := c.named()
	if err != nil {
		return err
	}
	nodes, err := c.nodes()
	if err != nil {
		return err
	}
	if err := c.known(nodes, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if node, _ := find(nodes, id); node.Membership != model.Active {
			fmt.Fprintf(c.Err, "warning: node %d is already decommissioning or decommissioned\n", id)
		}
	}
	if err := c.check(nodes, ids); err != nil || c.DryRun {
		return err
	}
	if err := c.change(ids, model.Decommissioning); err != nil {
		return err
	}
	if c.Wait == "none" {
		_, err := c.rows(ids, nil)
		return err
	}
	if err := c.awaitEmpty(ids); err != nil {
		return err
	}
	if err := c.drainFirst(nodes, ids); err != nil {
		return err
	}
	if err := c.change(ids, model.Decommissioned); err != nil {
		return err
	}
	fmt.Fprintln(c.Out)
	if _, err := c.rows(ids, nil); err != nil {
		return err
	}
	fmt.Fprintln(c.Out, "\nNo more data reported on target nodes. Please verify cluster health before removing the nodes.")
	return nil
}

// check is the pre-flight check of v23.1 and later: it refuses a decommission that cannot complete.
func (c *Command) check(nodes []NodeStatus, ids []int) error {
	if c.Checks == "skip" || !c.Version().AtLeast(23, 1) {
		return nil
	}
	blocked := false
	for _, id := range ids {
		node, _ := find(nodes, id)
		if node.Membership == model.Active && node.Blocked > 0 {
			if !blocked {
				fmt.Fprintln(c.Err, "\nranges blocking decommission detected")
			}
			blocked = true
			fmt.Fprintf(c.Err, "n%d has %d replicas blocked with error: \"0 of %d live stores are able to take a new replica for the range\"\n", id, node.Blocked, live(nodes))
		}
	}
	if blocked {
		return errors.New("Cannot decommission nodes.") //nolint:staticcheck // CockroachDB's text.
	}
	return nil
}

func live(nodes []NodeStatus) (count int) {
	for _, node := range nodes {
		if node.Live {
			count++
		}
	}
	return count
}

// awaitEmpty prints a row whenever a number changes, and dots in between.
func (c *Command) awaitEmpty(ids []int) error {
	var shown [][]string
	for {
		rows, err := c.rows(ids, shown)
		if err != nil {
			return err
		}
		shown = rows
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[2] != "0" }) {
			return nil
		}
		time.Sleep(max(c.Scale(time.Second), 50*time.Millisecond))
		fmt.Fprint(c.Out, ".")
	}
}

// drainFirst drains the nodes before the last step, as later versions do.
func (c *Command) drainFirst(nodes []NodeStatus, ids []int) error {
	if !c.Version().AtLeast(25, 1) {
		return nil
	}
	for _, id := range ids {
		if node, _ := find(nodes, id); !node.Live || node.Membership == model.Decommissioned {
			continue
		}
		fmt.Fprintf(c.Out, "\ndraining node n%d\n", id)
		if err := c.call(context.Background(), MethodDrain, Drain{Node: id}, nil); err != nil {
			return err
		}
		fmt.Fprintf(c.Out, "node n%d drained successfully\n", id)
	}
	return nil
}

// rows prints the rows of these nodes if they differ from the last ones shown.
func (c *Command) rows(ids []int, shown [][]string) ([][]string, error) {
	nodes, err := c.nodes()
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, id := range ids {
		node, _ := find(nodes, id)
		rows = append(rows, []string{strconv.Itoa(id), strconv.FormatBool(node.Live), strconv.Itoa(node.Counts.Replicas),
			strconv.FormatBool(node.Membership != model.Active), string(node.Membership), strconv.FormatBool(node.Draining)})
	}
	if slices.EqualFunc(rows, shown, slices.Equal[[]string]) {
		return rows, nil
	}
	if shown != nil {
		fmt.Fprintln(c.Out)
	}
	return rows, table(c.Out, c.Format, decommissionHeader, rows)
}

func (c *Command) change(ids []int, to model.Membership) error {
	return c.call(context.Background(), MethodMembership, Membership{ids, to}, nil)
}

func (c *Command) named() ([]int, error) {
	ids, err := c.ids()
	if err == nil && len(ids) == 0 && !c.Self {
		err = errors.New("no node ID specified; use --self to target the node specified with --host")
	}
	return ids, err
}

// known refuses ids that were never assigned.
func (c *Command) known(nodes []NodeStatus, ids []int) error {
	for _, id := range ids {
		if _, found := find(nodes, id); !found {
			fmt.Fprintf(c.Err, "warning: cannot find status of node %d\n", id)
			return errors.New("node does not exist")
		}
	}
	return nil
}

// recommission clears the mark of a node that is decommissioning, but not yet decommissioned.
func (c *Command) recommission() error {
	ids, err := c.named()
	if err != nil {
		return err
	}
	nodes, err := c.nodes()
	if err != nil {
		return err
	}
	if err := c.known(nodes, ids); err != nil {
		return err
	}
	for _, id := range ids {
		switch node, _ := find(nodes, id); {
		case !node.Live:
			fmt.Fprintf(c.Err, "warning: node %d is in unexpected state NODE_STATUS_UNAVAILABLE\n", id)
		case node.Membership == model.Active:
			fmt.Fprintf(c.Err, "warning: node %d is not decommissioned\n", id)
		}
	}
	if err := c.change(ids, model.Active); err != nil {
		return err
	}
	_, err = c.rows(ids, nil)
	return err
}
