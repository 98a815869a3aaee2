package node

import (
	"math/rand/v2"
	"strconv"
	"time"

	"movies.fusion/local/stand-in/console"
)

// vars returns the metrics that clients of the life cycle read, unordered. The counts of ranges are 0 for the first ten seconds: not yet computed.
func (n *Node) vars() (metrics []console.Metric) {
	id := n.id()
	if id == 0 || n.cluster.Load() == nil {
		return nil
	}
	var common []string
	if n.Version().AtLeast(25, 4) {
		common = []string{"node_id", strconv.Itoa(id), "tenant", "system"}
	}
	add := func(name string, value float64, labels ...string) {
		metrics = append(metrics, console.Metric{Name: name, Labels: append(labels, common...), Value: value})
	}
	state, now := n.state.Load(), time.Now()
	counts := state.StoreCounts(id, now)
	if time.Since(n.startedAt) < n.Scale(10*time.Second) {
		counts.Ranges, counts.Unavailable, counts.Underreplicated, counts.Overreplicated, counts.Decommissioning = 0, 0, 0, 0, 0
	}
	for name, value := range map[string]int{"ranges": counts.Ranges, "ranges_unavailable": counts.Unavailable, "ranges_underreplicated": counts.Underreplicated,
		"ranges_overreplicated": counts.Overreplicated, "ranges_decommissioning": counts.Decommissioning, "replicas": counts.Replicas,
		"replicas_leaders": counts.Leaders, "replicas_leaseholders": counts.Leases, "storage_disk_stalled": 0} {
		add(name, float64(value), "store", strconv.Itoa(id))
	}
	capacity, available := space(n.StorePath())
	add("capacity", float64(capacity), "store", strconv.Itoa(id))
	add("capacity_available", float64(available), "store", strconv.Itoa(id))
	add("capacity_used", float64(capacity-available), "store", strconv.Itoa(id))
	live := 0
	if state.Nodes[id].Live(now) { // a node that is not live itself cannot tell
		live = state.LiveNodes(now)
	}
	add("liveness_livenodes", float64(live))
	add("sql_conns", float64(n.front.Connections()))
	add("sys_uptime", float64(int(time.Since(n.startedAt).Seconds())))
	authority, own := n.certificates.Expirations()
	add("security_certificate_expiration_ca", float64(authority.Unix()))
	add("security_certificate_expiration_node", float64(own.Unix()))
	for _, absent := range []string{"node_client", "ui", "ui_ca", "client_ca"} {
		add("security_certificate_expiration_"+absent, 0)
	}
	add("seconds_until_enterprise_license_expiry", 0)
	add("clock_offset_meannanos", 0)
	metrics = append(metrics,
		console.Metric{Name: "node_id", Labels: []string{"advertise_addr", n.Advertise, "http_addr", n.HTTP, "sql_addr", n.Advertise}, Value: float64(id)},
		console.Metric{Name: "build_timestamp", Labels: []string{"tag", n.Build, "go_version", "go1.25"}, Value: float64(n.startedAt.Unix())})
	rand.Shuffle(len(metrics), func(i, j int) { metrics[i], metrics[j] = metrics[j], metrics[i] })
	return metrics
}
