package cli

import (
	"fmt"
	"strconv"

	"movies.fusion/local/stand-in/model"
)

const timeFormat = "2006-01-02 15:04:05.000000"

// status is node status, of one node or of all that are not decommissioned; --decommission includes those, too.
func (c *Command) status() error {
	nodes, err := c.selected(c.Decommission || c.All)
	if err != nil {
		return err
	}
	header := []string{"id", "address", "sql_address", "build", "started_at", "updated_at", "locality", "is_available", "is_live"}
	if c.Ranges || c.All {
		header = append(header, "replicas_leaders", "replicas_leaseholders", "ranges", "ranges_unavailable", "ranges_underreplicated")
	}
	if c.Stats || c.All {
		header = append(header, "live_bytes", "key_bytes", "value_bytes", "intent_bytes", "system_bytes")
	}
	if c.Decommission || c.All {
		header = append(header, "gossiped_replicas", "is_decommissioning", "membership", "is_draining")
	}
	var rows [][]string
	for _, node := range nodes {
		row := []string{strconv.Itoa(node.ID), node.Address, node.Address, node.Build, node.StartedAt.UTC().Format(timeFormat) + c.zone(),
			node.UpdatedAt.UTC().Format(timeFormat) + c.zone(), node.Locality, strconv.FormatBool(node.Available), strconv.FormatBool(node.Live)}
		if c.Ranges || c.All {
			row = append(row, numbers(node.Counts.Leaders, node.Counts.Leases, node.Counts.Ranges, node.Counts.Unavailable, node.Counts.Underreplicated)...)
		}
		if c.Stats || c.All {
			row = append(row, "0", "0", "0", "0", "0")
		}
		if c.Decommission || c.All {
			gossiped := node.Counts.Replicas
			if !node.Available {
				gossiped = 0
			}
			row = append(row, strconv.Itoa(gossiped), strconv.FormatBool(node.Membership != model.Active), string(node.Membership), strconv.FormatBool(node.Draining))
		}
		rows = append(rows, row)
	}
	return table(c.Out, c.Format, header, rows)
}

// zone is shown by newer versions.
func (c *Command) zone() string {
	if c.Version().AtLeast(25, 4) {
		return "+00:00"
	}
	return ""
}

func (c *Command) list() error {
	nodes, err := c.selected(false)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, node := range nodes {
		rows = append(rows, []string{strconv.Itoa(node.ID)})
	}
	return table(c.Out, c.Format, []string{"id"}, rows)
}

// selected returns the nodes that the arguments name, else all; a decommissioned node counts while its process is live.
func (c *Command) selected(decommissioned bool) (chosen []NodeStatus, err error) {
	ids, err := c.ids()
	if err != nil {
		return nil, err
	}
	nodes, err := c.nodes()
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		for _, node := range nodes {
			if decommissioned || node.Membership != model.Decommissioned || node.Live {
				chosen = append(chosen, node)
			}
		}
		return chosen, nil
	}
	for _, id := range ids {
		node, found := find(nodes, id)
		if !found {
			return nil, fmt.Errorf("node %d doesn't exist", id)
		}
		chosen = append(chosen, node)
	}
	return chosen, nil
}

func find(nodes []NodeStatus, id int) (NodeStatus, bool) {
	for _, node := range nodes {
		if node.ID == id {
			return node, true
		}
	}
	return NodeStatus{}, false
}

func (c *Command) ids() (ids []int, err error) {
	for _, argument := range c.Arguments {
		id, err := strconv.Atoi(argument)
		if err != nil {
			return nil, fmt.Errorf("unable to parse %s: strconv.ParseInt: parsing %q: invalid syntax", argument, argument)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func numbers(values ...int) (texts []string) {
	for _, value := range values {
		texts = append(texts, strconv.Itoa(value))
	}
	return texts
}
