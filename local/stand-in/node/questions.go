package node

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"

	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/postgres"
)

// adminOnly are the tables that CockroachDB shows to administrators only.
var adminOnly = []string{"gossip_nodes", "gossip_liveness", "kv_node_liveness", "kv_node_status", "kv_store_status"}

// answerQuestion serves PostgreSQL's functions and views.
func (n *Node) answerQuestion(ctx context.Context, q postgres.Question) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	state, now := n.state.Load(), time.Now()
	gateway := n.Version()
	if node := state.Nodes[q.Gateway]; node != nil {
		gateway = node.BinaryVersion()
	}
	if err := permitted(q, gateway); err != nil {
		return nil, err
	}
	switch q.What {
	case "executable_version":
		return gateway.String(), nil
	case "setting":
		return state.Setting(strings.ToLower(q.Name), gateway)
	case "settings":
		return state.SettingRows(gateway), nil
	case "set":
		return nil, n.set(ctx, model.SetSetting{Name: strings.ToLower(q.Name), Value: q.Value, Reset: q.Reset, Gateway: gateway})
	case "configure_zone":
		command, err := zoneCommand(q.Target, q.Options)
		if err == nil {
			_, err = n.propose(ctx, command)
		}
		return nil, err
	case "zone":
		zone := state.ZoneOf(q.Target)
		return map[string]string{"target": zone.Target, "raw_config_sql": zone.SQL()}, nil
	case "zones":
		return state.ZoneRows(), nil
	case "ranges":
		return state.RangeRows(now), nil
	default:
		return n.nodeRows(state, now), nil
	}
}

func permitted(q postgres.Question, gateway model.Version) error {
	table := slices.Contains([]string{"settings", "zones", "ranges"}, q.What) || slices.Contains(adminOnly, q.What)
	switch {
	case q.Admin && table && gateway.AtLeast(26, 1) && (q.Unsafe == nil || *q.Unsafe != "on"):
		return &model.Refusal{Code: "42501", Message: "Access to crdb_internal and system is restricted."}
	case q.Admin:
		return nil
	case slices.Contains(adminOnly, q.What):
		return &model.Refusal{Code: "42501", Message: "only users with the admin role are allowed to read crdb_internal." + q.What}
	case q.What == "set":
		return &model.Refusal{Code: "42501", Message: "only users with the MODIFYCLUSTERSETTING privilege are allowed to set cluster setting '" + q.Name + "'"}
	case q.What == "setting" || q.What == "settings":
		return &model.Refusal{Code: "42501", Message: "only users with the MODIFYCLUSTERSETTING or VIEWCLUSTERSETTING privileges are allowed to show cluster setting '" + q.Name + "'"}
	case q.What == "configure_zone":
		return &model.Refusal{Code: "42501", Message: "only users with the admin role are allowed to ALTER " + q.Target + " CONFIGURE ZONE"}
	}
	return nil
}

// set changes a setting; for a version it returns when the upgrade is complete.
func (n *Node) set(ctx context.Context, command model.SetSetting) error {
	if _, err := n.propose(ctx, command); err != nil || command.Name != "version" {
		return err
	}
	for n.state.Load().Upgrade != nil {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

var zoneOption = regexp.MustCompile(`(?is)\s*([a-z_.]+)\s*=\s*('(?:[^']|'')*'|COPY\s+FROM\s+PARENT|[^\s,]+)\s*(?:,|$)`)

// zoneCommand parses num_replicas = 3, gc.ttlseconds = COPY FROM PARENT, …; an empty text is DISCARD.
func zoneCommand(target, text string) (model.ConfigureZone, error) {
	command := model.ConfigureZone{Target: target, Options: map[string]string{}, Discard: text == ""}
	rest := text
	for rest != "" {
		at := zoneOption.FindStringSubmatchIndex(rest)
		if at == nil || at[0] != 0 {
			return command, &model.Refusal{Code: "42601", Message: fmt.Sprintf("at or near %q: syntax error", strings.TrimSpace(rest))}
		}
		value := rest[at[4]:at[5]]
		if strings.HasPrefix(strings.ToUpper(value), "COPY") {
			value = ""
		}
		command.Options[strings.ToLower(rest[at[2]:at[3]])] = value
		rest = rest[at[1]:]
	}
	return command, nil
}

// nodeRow has the columns of all tables about nodes; each view selects its own.
type nodeRow struct {
	ID              int                `json:"node_id"`
	Address         string             `json:"address"`
	Locality        string             `json:"locality"`
	ServerVersion   string             `json:"server_version"`
	BuildTag        string             `json:"build_tag"`
	StartedAt       string             `json:"started_at"`
	UpdatedAt       string             `json:"updated_at"`
	Live            bool               `json:"is_live"`
	Ranges          int                `json:"ranges"`
	Leases          int                `json:"leases"`
	RangeCount      int                `json:"range_count"`
	LeaseCount      int                `json:"lease_count"`
	Capacity        uint64             `json:"capacity"`
	Available       uint64             `json:"available"`
	Epoch           int                `json:"epoch"`
	Expiration      string             `json:"expiration"`
	Draining        bool               `json:"draining"`
	Decommissioning bool               `json:"decommissioning"`
	Membership      model.Membership   `json:"membership"`
	Metrics         map[string]float64 `json:"metrics"`
}

func (n *Node) nodeRows(state *model.State, now time.Time) (rows []nodeRow) {
	capacity, available := space(n.StorePath())
	for _, id := range state.NodeIDs() {
		node, counts := state.Nodes[id], state.StoreCounts(id, now)
		rows = append(rows, nodeRow{ID: id, Address: node.Address, Locality: node.Locality, ServerVersion: node.BinaryVersion().String(), BuildTag: node.Build,
			StartedAt: node.StartedAt.UTC().Format(timeFormat), UpdatedAt: node.UpdatedAt.UTC().Format(timeFormat), Live: node.Live(now),
			Ranges: counts.Replicas, Leases: counts.Leases, RangeCount: counts.Replicas, LeaseCount: counts.Leases, Capacity: capacity, Available: available,
			Epoch: node.Epoch, Expiration: fmt.Sprintf("%d.%09d,0", node.Expiration.Unix(), node.Expiration.Nanosecond()), Draining: node.Draining,
			Decommissioning: node.Membership != model.Active, Membership: node.Membership,
			Metrics: map[string]float64{"ranges": float64(counts.Ranges), "ranges.unavailable": float64(counts.Unavailable),
				"ranges.underreplicated": float64(counts.Underreplicated), "replicas": float64(counts.Replicas)}})
	}
	return rows
}

// space returns the space of the file system that a folder is on.
func space(folder string) (capacity, available uint64) {
	var found syscall.Statfs_t
	if syscall.Statfs(folder, &found) != nil {
		return 0, 0
	}
	return found.Blocks * uint64(found.Bsize), found.Bavail * uint64(found.Bsize)
}
