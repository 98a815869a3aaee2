package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// row returns a node's row of node status --all.
func (p *process) row(id int) map[string]string {
	p.c.t.Helper()
	for _, row := range p.status() {
		if row["id"] == strconv.Itoa(id) {
			return row
		}
	}
	return nil
}

// Three nodes become one cluster; a fourth joins and is decommissioned.
func TestDecommission(t *testing.T) {
	needDatabase(t)
	c := three(t)
	first := c.nodes[0]
	for _, node := range c.nodes {
		if again := node.cli("init"); again.code != 1 || !strings.Contains(again.err, "cluster has already been initialized") {
			t.Errorf("init again: %+v", again)
		}
	}
	for _, words := range []string{"status: initialized new cluster", "nodeID: 1"} {
		if !first.says(words) {
			t.Errorf("%s: not said", words)
		}
	}
	c.spread()
	id := first.must("SELECT crdb_internal.cluster_id()")
	for _, node := range c.nodes {
		if own := node.must("SELECT crdb_internal.cluster_id()"); own != id {
			t.Errorf("%s is of cluster %s", node.name, own)
		}
		eventually(t, node.name+" shows three live nodes and 44 replicas", func() bool { return node.metric("liveness_livenodes") == 3 && node.metric("replicas") == 44 })
	}
	if header := strings.SplitN(first.cli("node", "status", "--decommission", "--format=csv").out, "\n", 2)[0]; header !=
		"id,address,sql_address,build,started_at,updated_at,locality,is_available,is_live,gossiped_replicas,is_decommissioning,membership,is_draining" {
		t.Error(header)
	}
	if list := first.cli("node", "ls"); list.out != "id\n1\n2\n3\n" {
		t.Errorf("node ls: %q", list.out)
	}
	if unknown := first.cli("node", "status", "77"); unknown.code != 1 || !strings.Contains(unknown.err, "ERROR: node 77 doesn't exist") {
		t.Errorf("%+v", unknown)
	}

	t.Run("of three nodes none can go", func(t *testing.T) {
		refused := first.cli("node", "decommission", "3", "--format=csv")
		if refused.code != 1 || !strings.Contains(refused.err, "ranges blocking decommission detected\nn3 has 44 replicas blocked with error") ||
			!strings.Contains(refused.err, "ERROR: Cannot decommission nodes.") {
			t.Errorf("%+v", refused)
		}
		forced := first.cli("node", "decommission", "3", "--wait=none", "--checks=skip", "--format=csv")
		if forced.code != 0 || forced.out != "id,is_live,replicas,is_decommissioning,membership,is_draining\n3,true,44,true,decommissioning,false\n" {
			t.Errorf("%+v", forced)
		}
		if endless := first.cliFor(2*time.Second, "node", "decommission", "3", "--checks=skip"); endless.code != -1 || !strings.Contains(endless.err, "warning: node 3 is already decommissioning or decommissioned") {
			t.Errorf("%+v", endless)
		}
		if !c.nodes[2].ready() {
			t.Error("a decommissioning node is not ready")
		}
		back := first.cli("node", "recommission", "3", "--format=csv")
		if back.code != 0 || !strings.HasSuffix(back.out, "3,true,44,false,active,false\n") {
			t.Errorf("%+v", back)
		}
		if again := first.cli("node", "recommission", "3"); again.code != 0 || !strings.Contains(again.err, "warning: node 3 is not decommissioned") {
			t.Errorf("%+v", again)
		}
		if unknown := first.cli("node", "decommission", "9"); unknown.code != 1 || !strings.Contains(unknown.err, "warning: cannot find status of node 9\nERROR: node does not exist") {
			t.Errorf("%+v", unknown)
		}
	})

	fourth := c.add().start().awaitReady()
	if id := fourth.id(); id != 4 {
		t.Errorf("the fourth has id %d", id)
	}
	eventually(t, "replicas on the fourth node", func() bool { return fourth.metric("replicas") > 20 })
	t.Run("of four nodes one goes", func(t *testing.T) {
		done := first.cliFor(60*time.Second, "node", "decommission", "4", "--format=csv")
		if done.code != 0 || !strings.Contains(done.out, ",true,0,true,decommissioned,true\n") || !strings.HasSuffix(done.out, "Please verify cluster health before removing the nodes.\n") ||
			strings.Count(done.out, "id,is_live,replicas") < 3 || !strings.Contains(done.out, ".") {
			t.Errorf("%+v", done)
		}
		fourth.awaitNotReady("node is shutting down")
		if _, err := fourth.query("SELECT 1"); err == nil {
			t.Error("it takes clients")
		}
		if again := first.cli("node", "recommission", "4"); again.code != 1 || !strings.Contains(again.err, "can only recommission a decommissioning node; n4 found to be decommissioned") {
			t.Errorf("%+v", again)
		}
	})
	t.Run("SIGTERM does not end it, and its store has no way back", func(t *testing.T) {
		fourth.signal(syscall.SIGTERM)
		eventually(t, "it is not listed any more", func() bool { return !strings.Contains(first.cli("node", "ls").out, "4") })
		eventually(t, "it knows that it was removed", func() bool { return fourth.metric("liveness_livenodes") != 4 })
		fourth.signal(syscall.SIGINT)
		if eventuallyIn(time.Second, fourth.hasEnded) {
			t.Error("it ended")
		}
		if row := first.row(4); row["membership"] != "decommissioned" || row["is_live"] != "false" {
			t.Errorf("%v", row)
		}
		fourth.kill()
		fourth.start().awaitNotReady("liveness record not found")
		eventually(t, "PermissionDenied", func() bool { return fourth.says("n4 was permanently removed from the cluster at") })
		fourth.kill()
	})
	t.Run("an empty store at the same address gets a new id", func(t *testing.T) {
		fourth.wipe()
		fourth.start().awaitReady()
		if id := fourth.id(); id != 5 {
			t.Errorf("id %d", id)
		}
		if row := first.row(4); row["address"] != fourth.sql || row["membership"] != "decommissioned" {
			t.Errorf("%v", row)
		}
	})
	t.Run("a wiped member's replicas stay until the store counts as dead", func(t *testing.T) {
		eventually(t, "replicas on the new node", func() bool { return first.row(5)["gossiped_replicas"] != "0" })
		first.must("SET CLUSTER SETTING server.time_until_store_dead = '1m15s'")
		fourth.kill()
		fourth.wipe()
		fourth.start().awaitReady()
		if id := fourth.id(); id != 6 {
			t.Errorf("id %d", id)
		}
		eventually(t, "the old id is not live", func() bool { row := first.row(5); return row["is_live"] == "false" && row["membership"] == "active" })
		// Ranges with five replicas keep them: they cannot move while the dead node counts as a member.
		eventually(t, "replicas of user data are made elsewhere", func() bool {
			return first.must("SELECT count(*) FROM crdb_internal.ranges_no_leases WHERE 5 = ANY(replicas) AND start_pretty LIKE '/Table/10_'") == "0"
		})
		if done := first.cli("node", "decommission", "5", "--format=csv"); done.code != 0 {
			t.Errorf("%+v", done)
		}
	})
}

// Two inits on two nodes create two clusters, which only a count of rows and the logs show. v26.1 guards its internals.
func TestTwoInits(t *testing.T) {
	needDatabase(t)
	c := newCluster(t, "STAND_IN_VERSION=v26.1.0")
	for range 3 {
		c.add()
	}
	for _, node := range c.nodes {
		node.start()
	}
	for _, node := range c.nodes {
		node.awaitNotReady("node is waiting for cluster initialization")
	}
	done := make(chan result, 2)
	for _, node := range c.nodes[:2] {
		go func() { done <- node.cli("init") }()
	}
	for range 2 {
		if got := <-done; got.code != 0 {
			t.Errorf("%+v", got)
		}
	}
	for _, node := range c.nodes {
		node.awaitReady()
	}
	if a, b := c.nodes[0].must("SELECT crdb_internal.cluster_id()"), c.nodes[1].must("SELECT crdb_internal.cluster_id()"); a == b {
		t.Errorf("both are of cluster %s", a)
	}
	if rows := len(c.nodes[0].status()) + len(c.nodes[1].status()); rows != 3 {
		t.Errorf("%d rows, of three nodes in two clusters", rows)
	}
	eventually(t, "the logs tell", func() bool { return c.nodes[0].says("doesn't match server cluster ID") })
	const internals = "SELECT count(*) FROM crdb_internal.gossip_nodes WHERE node_id = 1"
	if _, err := c.nodes[0].query(internals); code(err) != "42501 Access to crdb_internal and system is restricted." {
		t.Error(err)
	}
	if count := c.nodes[0].must("SET allow_unsafe_internals = on; " + internals); count != "1" {
		t.Errorf("%s nodes", count)
	}
}

// The responses of a cluster without quorum, whose nodes do not end on SIGTERM.
func TestQuorum(t *testing.T) {
	needDatabase(t)
	c := three(t).spread()
	first, second, third := c.nodes[0], c.nodes[1], c.nodes[2]
	first.must("CREATE TABLE t (id BIGINT); INSERT INTO t VALUES (1); CREATE ROLE bob LOGIN PASSWORD 'right'")
	session := first.connect()
	second.kill()
	third.kill()
	first.awaitNotReady("node is not healthy")
	t.Run("what is answered", func(t *testing.T) {
		if status, _ := first.get("/health"); status != 200 {
			t.Errorf("/health: %d", status)
		}
		if value, err := first.query("SELECT 1"); err != nil || value != "1" {
			t.Errorf("SELECT 1: %s, %v", value, err)
		}
		for id, wanted := range map[int]string{1: "false true", 2: "false false", 3: "false false"} {
			eventually(t, fmt.Sprintf("n%d is available, live: %s", id, wanted), func() bool {
				row := first.row(id)
				return row["is_available"]+" "+row["is_live"] == wanted
			})
		}
		for name, wanted := range map[string]float64{"liveness_livenodes": 0, "ranges_unavailable": 0, "ranges_underreplicated": 0} {
			if found := first.metric(name); found != wanted {
				t.Errorf("%s is %v", name, found)
			}
		}
	})
	t.Run("what hangs", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 1500*time.Millisecond)
		defer cancel()
		if _, err := session.Exec(ctx, "SELECT count(*) FROM t"); err == nil || ctx.Err() == nil {
			t.Errorf("a statement that reads a table: %v", err)
		}
		config := first.config("bob", "defaultdb")
		config.Password = "right"
		ctx, cancel = context.WithTimeout(context.Background(), 1500*time.Millisecond)
		defer cancel()
		if _, err := pgx.ConnectConfig(ctx, config); err == nil || ctx.Err() == nil {
			t.Errorf("a login by password: %v", err)
		}
		if got := first.cliFor(1500*time.Millisecond, "node", "decommission", "3", "--wait=none", "--checks=skip"); got.code != -1 || got.out != "" {
			t.Errorf("%+v", got)
		}
		if _, err := first.query("SET statement_timeout = '300ms'; SELECT count(*) FROM t"); code(err) != "57014 query execution canceled due to statement timeout" {
			t.Errorf("with a limit: %v", err)
		}
	})
	t.Run("SIGTERM does not end the survivor", func(t *testing.T) {
		first.signal(syscall.SIGTERM)
		first.awaitNotReady("node is shutting down")
		first.signal(syscall.SIGTERM)
		if eventuallyIn(2*time.Second, first.hasEnded) {
			t.Error("it ended")
		}
		first.kill()
	})
	t.Run("two of three are enough", func(t *testing.T) {
		first.start()
		third.start()
		first.awaitReady()
		third.awaitReady()
		if count := third.must("SELECT count(*) FROM t"); count != "1" {
			t.Errorf("%s rows", count)
		}
		second.start().awaitReady()
	})
	t.Run("of all at once one ends", func(t *testing.T) {
		for _, node := range c.nodes {
			node.signal(syscall.SIGTERM)
		}
		ended := func() (count int) {
			for _, node := range c.nodes {
				if node.hasEnded() {
					count++
				}
			}
			return count
		}
		eventually(t, "one has ended", func() bool { return ended() == 1 })
		if eventuallyIn(3*time.Second, func() bool { return ended() > 1 }) {
			t.Errorf("%d have ended", ended())
		}
	})
	t.Run("a node that drains is ended by SIGINT, as documented", func(t *testing.T) {
		for _, node := range c.nodes {
			if !node.hasEnded() {
				node.signal(syscall.SIGINT)
				node.exit()
			}
		}
	})
}

// eventuallyIn waits for something that must not happen.
func eventuallyIn(limit time.Duration, met func() bool) bool {
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if met() {
			return true
		}
	}
	return false
}

// A CA replaced in one step on one node takes effect with its restart; a bundle restores the node without a restart.
func TestAuthorityReplacedOnOneNode(t *testing.T) {
	needDatabase(t)
	c := three(t)
	third := c.nodes[2]
	fresh := newAuthority(t)
	c.write(third.name, "ca.crt", fresh.pem)
	third.certificate(fresh, nil)
	third.signal(syscall.SIGHUP)
	eventually(t, "the new certificate is served", func() bool { return third.issuer() == fresh.certificate.Subject.CommonName })

	// Longer than a heartbeat is valid: connections persist.
	if eventuallyIn(6*time.Second, func() bool { return !third.ready() }) || c.nodes[0].row(third.idIn(c.nodes[0]))["is_live"] != "true" {
		t.Error("the swap was noticed")
	}
	// The node does not trust the CA of root's certificate and asks for a password.
	config := third.config("root", "defaultdb")
	config.TLSConfig.InsecureSkipVerify = true
	if _, err := pgx.ConnectConfig(context.Background(), config); code(err) != "28000 password authentication failed for user root" {
		t.Errorf("root: %v", err)
	}

	if code := third.stop(); code != 0 {
		t.Fatalf("SIGTERM: %d", code)
	}
	third.start().awaitNotReady("liveness record not found")
	eventually(t, "both sides log it", func() bool {
		return third.says("authentication handshake failed") && third.says("certificate signed by unknown authority") && c.nodes[0].says("bad certificate")
	})
	bundle := append(append([]byte{}, c.ca.pem...), fresh.pem...)
	for _, node := range c.nodes {
		c.write(node.name, "ca.crt", bundle)
		node.signal(syscall.SIGHUP)
	}
	third.awaitReady()
}

// The CA is replaced through a bundle, without a restart and without a failed statement.
func TestAuthorityReplacedByBundle(t *testing.T) {
	needDatabase(t)
	c := three(t)
	old, fresh := c.ca, newAuthority(t)
	bundle := append(append([]byte{}, old.pem...), fresh.pem...)
	reloaded := func() {
		for _, node := range c.nodes {
			node.signal(syscall.SIGHUP)
		}
	}
	served := func(authority *authority, nodes ...*process) {
		t.Helper()
		for _, node := range nodes {
			eventually(t, node.name+" serves it", func() bool { return node.issuer() == authority.certificate.Subject.CommonName })
		}
	}
	for _, node := range c.nodes {
		c.write(node.name, "ca.crt", bundle)
	}
	reloaded()
	certificate, key, _ := fresh.leaf(t, "root", nil)
	c.write("new", "client.root.crt", certificate)
	c.write("new", "client.root.key", key)
	newRoot := func(node *process) error {
		config := node.config("root", "defaultdb")
		pair, err := tls.LoadX509KeyPair(filepath.Join(c.folder, "new", "client.root.crt"), filepath.Join(c.folder, "new", "client.root.key"))
		if err != nil {
			t.Fatal(err)
		}
		config.TLSConfig.Certificates, config.TLSConfig.InsecureSkipVerify = []tls.Certificate{pair}, true
		connection, err := pgx.ConnectConfig(context.Background(), config)
		if err == nil {
			connection.Close(context.Background())
		}
		return err
	}
	for _, node := range c.nodes {
		eventually(t, "root's new certificate is taken beside the old one", func() bool { return newRoot(node) == nil })
		node.must("SELECT 1")
	}
	for _, node := range c.nodes {
		node.certificate(fresh, nil)
		node.signal(syscall.SIGHUP)
		served(fresh, node)
	}
	if _, err := c.nodes[0].query("SELECT 1"); err == nil || !strings.Contains(err.Error(), "certificate signed by unknown authority") {
		t.Errorf("a client that trusts the old authority alone: %v", err)
	}
	for _, node := range c.nodes {
		c.write(node.name, "ca.crt", fresh.pem)
	}
	reloaded()
	for _, node := range c.nodes {
		eventually(t, "root's old certificate is refused", func() bool {
			config := node.config("root", "defaultdb")
			config.TLSConfig.InsecureSkipVerify = true
			connection, err := pgx.ConnectConfig(context.Background(), config)
			if err == nil {
				connection.Close(context.Background())
			}
			return strings.HasPrefix(code(err), "28000")
		})
		if err := newRoot(node); err != nil {
			t.Error(err)
		}
		if !node.ready() {
			t.Errorf("%s is not ready", node.name)
		}
	}
}

// issuer returns the issuer of the certificate on the HTTP port.
func (p *process) issuer() string {
	connection, err := tls.Dial("tcp", p.http, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return err.Error()
	}
	defer connection.Close()
	return connection.ConnectionState().PeerCertificates[0].Issuer.CommonName
}

// idIn returns this process's id as another node shows it.
func (p *process) idIn(other *process) int {
	for _, row := range other.status() {
		if row["address"] == p.sql {
			id, _ := strconv.Atoi(row["id"])
			return id
		}
	}
	return 0
}

// A rolling upgrade, rolled back, repeated and finalised, after which it cannot be rolled back.
func TestUpgrade(t *testing.T) {
	needDatabase(t)
	c := three(t, "STAND_IN_VERSION=v25.2.9")
	first := c.nodes[0]
	first.must("SET CLUSTER SETTING cluster.preserve_downgrade_option = '25.2'")
	roll := func(version string) {
		t.Helper()
		for _, i := range []int{2, 1, 0} {
			node := c.nodes[i]
			if code := node.stop(); code != 0 {
				t.Fatalf("%s ended with %d", node.name, code)
			}
			node.env = []string{"STAND_IN_VERSION=" + version}
			node.start().awaitReady()
		}
	}
	version := func() string { return first.must("SHOW CLUSTER SETTING version") }
	roll("v25.4.14")
	if first.must("SELECT crdb_internal.node_executable_version()") != "25.4" || version() != "25.2" || first.row(1)["build"] != "v25.4.14" {
		t.Errorf("version %s, %v", version(), first.status())
	}
	if _, err := first.query("SET CLUSTER SETTING version = '25.4'"); code(err) != "XXUUU cannot upgrade to 25.4: cluster.preserve_downgrade_option is set to 25.2" {
		t.Error(err)
	}
	roll("v25.2.9")
	roll("v25.4.14")
	first.must("RESET CLUSTER SETTING cluster.preserve_downgrade_option")
	eventually(t, "the upgrade is finalised", func() bool { return version() == "25.4" })

	third := c.nodes[2]
	if code := third.stop(); code != 0 {
		t.Fatal(code)
	}
	for build, words := range map[string]string{
		"v25.2.9": fmt.Sprintf("cockroach version v25.2 is incompatible with data in store %s; use version v25.4 or later", third.store()),
		"v26.4.0": fmt.Sprintf("store %s, last used with cockroach version v25.4, is too old for running version v26.4", third.store()),
	} {
		third.env = []string{"STAND_IN_VERSION=" + build}
		if code := third.start().exit(); code != 1 || !third.says(words) {
			t.Errorf("%s ended with %d: %s", build, code, third.out)
		}
	}
	fourth := c.add()
	fourth.env = []string{"STAND_IN_VERSION=v25.2.9"}
	if code := fourth.start().exit(); code != 1 || !fourth.says("binary is incompatible with the cluster attempted to join") {
		t.Errorf("ended with %d: %s", code, fourth.out)
	}
}
