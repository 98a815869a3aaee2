package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// code returns the SQL state and the message of an error.
func code(err error) string {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return refused.Code + " " + refused.Message
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// A single node: its start, statements and certificates, and its restart as one of three nodes.
func TestSingleNode(t *testing.T) {
	needDatabase(t)
	c := newCluster(t)
	n := c.add().startSingle()
	if code, body := n.get("/health"); n.out == nil || (code != 200 && code != 0) {
		t.Errorf("/health: %d %s", code, body)
	}
	n.awaitReady()

	t.Run("it needs no init", func(t *testing.T) {
		again := n.cli("init")
		if again.code != 1 || !strings.Contains(again.err, "ERROR: cluster has already been initialized\nFailed running \"init\"") || !n.says("status: initialized new cluster") {
			t.Errorf("%+v", again)
		}
	})
	t.Run("paths without a login", n.paths)
	t.Run("eight zone configurations say one replica", func(t *testing.T) {
		if ones := n.must("SELECT count(*) FROM crdb_internal.zones WHERE raw_config_sql LIKE '%num_replicas = 1,%'"); ones != "8" {
			t.Errorf("%s say 1", ones)
		}
		if target := n.must("SHOW ZONE CONFIGURATION FROM TABLE system.public.jobs"); target != "DATABASE system" {
			t.Errorf("it inherits from %s", target)
		}
	})
	t.Run("settings, by both protocols", n.settings)
	t.Run("logins", n.logins)
	t.Run("a second process on the store is refused", func(t *testing.T) {
		second := *n
		second.sql, second.http = freeAddress(t), freeAddress(t)
		second.startSingle()
		if code := second.exit(); code != 1 || !second.says("may still be in use: resource temporarily unavailable") {
			t.Errorf("code %d: %s", code, second.out)
		}
	})
	t.Run("certificates are read on SIGHUP alone", n.rotation)
	t.Run("a drained node stays until it is restarted", n.drains)
	t.Run("two empty nodes join it, and replicas stay at one", func(t *testing.T) {
		id := n.must("SELECT crdb_internal.cluster_id()")
		c.add().start().awaitReady()
		third := c.add().start().awaitReady()
		if now := third.must("SELECT crdb_internal.cluster_id()"); now != id {
			t.Errorf("cluster %s, not %s", now, id)
		}
		eventually(t, "replicas on the third node", func() bool { return third.metric("replicas") > 9 })
		for _, row := range n.status() {
			if row["ranges_underreplicated"] != "0" || row["membership"] != "active" {
				t.Errorf("%v", row)
			}
		}
		n.must(`ALTER RANGE default CONFIGURE ZONE USING num_replicas = 3; ALTER RANGE meta CONFIGURE ZONE USING num_replicas = 3; ALTER RANGE system CONFIGURE ZONE USING num_replicas = 3;
			ALTER RANGE liveness CONFIGURE ZONE USING num_replicas = 3; ALTER DATABASE system CONFIGURE ZONE USING num_replicas = 3;
			ALTER TABLE system.public.replication_stats CONFIGURE ZONE USING num_replicas = 3; ALTER TABLE system.public.replication_constraint_stats CONFIGURE ZONE USING num_replicas = 3;
			ALTER TABLE system.public.tenant_usage CONFIGURE ZONE USING num_replicas = 3`)
		eventually(t, "three replicas of all but tenant_usage", func() bool { return n.replicaCounts() == "1:1 3:43" })
		if straggler := n.must("SELECT start_pretty FROM crdb_internal.ranges_no_leases WHERE array_length(replicas, 1) = 1"); straggler != "/Table/45" {
			t.Errorf("%s is behind", straggler)
		}
	})
}

func (p *process) paths(t *testing.T) {
	for path, wanted := range map[string]int{"/health": 200, "/_admin/v1/health": 200, "/api/v2/health/": 200, "/_status/vars": 200, "/_status/nodes": 401, "/_admin/v1/liveness": 401,
		"/debug/pprof/": 401, "/api/v2/nodes/": 401, "http://" + p.http + "/health": 307} {
		if found, body := p.get(path); found != wanted {
			t.Errorf("%s: %d %s", path, found, body)
		}
	}
	eventually(t, "metrics of ranges, which are 0 at first", func() bool { return p.metric("ranges") == 44 })
	for name, wanted := range map[string]float64{"replicas": 44, "ranges_underreplicated": 0, "ranges_unavailable": 0, "liveness_livenodes": 1, "security_certificate_expiration_ui": 0, "node_id": 1} {
		if found := p.metric(name); found != wanted {
			t.Errorf("%s is %v", name, found)
		}
	}
}

func (p *process) settings(t *testing.T) {
	connection := p.connect()
	ctx := context.Background()
	// pgx prepares by default, in the extended protocol.
	if _, err := connection.Exec(ctx, "SET CLUSTER SETTING enterprise.license = $1", "secret"); err != nil {
		t.Error(err)
	}
	var value string
	if err := connection.QueryRow(ctx, "SHOW CLUSTER SETTING enterprise.license").Scan(&value); err != nil || value != "secret" {
		t.Errorf("%q, %v", value, err)
	}
	for statement, wanted := range map[string]string{
		"SHOW CLUSTER SETTING version": "25.4", "SELECT crdb_internal.node_executable_version()": "25.4", "SELECT crdb_internal.node_id()": "1",
		"RESET CLUSTER SETTING enterprise.license; SHOW CLUSTER SETTING enterprise.license":                                      "",
		"SET CLUSTER SETTING version = crdb_internal.node_executable_version()":                                                  "",
		"SET CLUSTER SETTING cluster.preserve_downgrade_option = '25.4'; SHOW CLUSTER SETTING cluster.preserve_downgrade_option": "25.4",
		"SELECT value FROM crdb_internal.cluster_settings WHERE variable = 'cluster.auto_upgrade.enabled'":                       "true",
		"SELECT count(*) FROM crdb_internal.gossip_nodes WHERE is_live":                                                          "1",
		"SELECT membership FROM crdb_internal.kv_node_liveness":                                                                  "active",
		"CREATE DATABASE other": "",
	} {
		if found, err := p.query(statement); err != nil || found != wanted {
			t.Errorf("%s: %q, %v", statement, found, err)
		}
	}
	for statement, wanted := range map[string]string{
		"SET CLUSTER SETTING version = '26.2'":                      "XXUUU cannot upgrade to 26.2: node running 25.4",
		"SHOW CLUSTER SETTING no.such":                              "XXUUU unknown cluster setting 'no.such'",
		"ALTER RANGE nowhere CONFIGURE ZONE USING num_replicas = 3": "42704 \"nowhere\" is not a built-in zone",
		"ALTER RANGE default CONFIGURE ZONE USING num_replicas = 0": "23514 could not validate zone config: at least one replica is required",
	} {
		if _, err := p.query(statement); code(err) != wanted {
			t.Errorf("%s: %v", statement, err)
		}
		if _, err := connection.Exec(ctx, statement); code(err) != wanted {
			t.Errorf("prepared, %s: %v", statement, err)
		}
	}
}

// login logs in as a user with a password.
func (p *process) login(user, password string) (*pgx.Conn, error) {
	config := p.config(user, "defaultdb")
	config.Password = password
	return pgx.ConnectConfig(context.Background(), config)
}

func (p *process) logins(t *testing.T) {
	p.must("CREATE ROLE bob LOGIN PASSWORD 'right'; CREATE ROLE locked PASSWORD 'right'")
	connection, err := p.login("bob", "right")
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.Background())
	for statement, wanted := range map[string]string{
		"SELECT * FROM crdb_internal.gossip_liveness":  "42501 only users with the admin role are allowed to read crdb_internal.gossip_liveness",
		"SET CLUSTER SETTING version = '25.4'":         "42501 only users with the MODIFYCLUSTERSETTING privilege are allowed to set cluster setting 'version'",
		"SELECT stand_in.ask('zones')":                 "42501 permission denied for schema stand_in",
		"SELECT 1 FROM crdb_internal.ranges_no_leases": "",
	} {
		if _, err := connection.Exec(context.Background(), statement); code(err) != wanted {
			t.Errorf("%s: %v", statement, err)
		}
	}
	for user, wanted := range map[string]string{"bob": "28000 password authentication failed for user bob", "nosuch": "28000 password authentication failed for user nosuch",
		"locked": "28000 locked does not have login privilege", "root": "28000 password authentication failed for user root"} {
		config := p.config(user, "defaultdb")
		config.Password = map[bool]string{true: "right", false: "wrong"}[user == "locked"]
		config.TLSConfig.Certificates = nil
		if _, err := pgx.ConnectConfig(context.Background(), config); code(err) != wanted {
			t.Errorf("%s: %v", user, err)
		}
	}
	plain := p.config("bob", "defaultdb")
	plain.TLSConfig = nil
	if _, err := pgx.ConnectConfig(context.Background(), plain); code(err) != "08P01 node is running secure mode, SSL connection required" {
		t.Errorf("without TLS: %v", err)
	}
}

// served returns the serial of the certificate on a port; the SQL port first needs a request for TLS.
func (p *process) served(t *testing.T, address string, sql bool) string {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return err.Error()
	}
	defer connection.Close()
	if sql {
		if _, err := connection.Write([]byte{0, 0, 0, 8, 4, 210, 22, 47}); err != nil {
			return err.Error()
		}
		if _, err := connection.Read(make([]byte, 1)); err != nil {
			return err.Error()
		}
	}
	secure := tls.Client(connection, &tls.Config{RootCAs: p.c.pool(), ServerName: "localhost"})
	if err := secure.Handshake(); err != nil {
		return err.Error()
	}
	return secure.ConnectionState().PeerCertificates[0].SerialNumber.String()
}

func (p *process) both(t *testing.T) string {
	return p.served(t, p.http, false) + " " + p.served(t, p.sql, true)
}

func (p *process) rotation(t *testing.T) {
	session := p.connect()
	before := p.nodeSerial.String()
	p.certificate(p.c.ca, nil)
	if found := p.both(t); found != before+" "+before {
		t.Errorf("a swap alone led to %s", found)
	}
	p.signal(syscall.SIGHUP)
	after := p.nodeSerial.String()
	eventually(t, "both ports serve the new certificate", func() bool { return p.both(t) == after+" "+after })
	if !p.says(`"EventType":"certs_reload","Success":true`) {
		t.Error("no event")
	}

	// A key that does not match is accepted, and every handshake fails; the session continues, and the node stays ready for connected clients.
	_, foreign, _ := p.c.ca.leaf(t, "node", nil)
	good, err := os.ReadFile(filepath.Join(p.c.folder, p.name, "node.key"))
	if err != nil {
		t.Fatal(err)
	}
	p.c.write(p.name, "node.key", foreign)
	p.signal(syscall.SIGHUP)
	eventually(t, "handshakes fail", func() bool { return p.served(t, p.http, false) != after })
	if strings.Contains(p.out.String(), `"Success":false`) {
		t.Error("the mismatch was noticed")
	}
	if _, err := session.Exec(context.Background(), "SELECT 1"); err != nil {
		t.Errorf("the open session: %v", err)
	}

	// A key that others can read is refused.
	p.c.write(p.name, "node.key", good)
	if err := os.Chmod(filepath.Join(p.c.folder, p.name, "node.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGHUP)
	eventually(t, "a warning", func() bool {
		return p.says("could not reload certificates: reload would lose valid node cert: key file")
	})
	if err := os.Chmod(filepath.Join(p.c.folder, p.name, "node.key"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.signal(syscall.SIGHUP)
	eventually(t, "the next good swap heals it", func() bool { return p.both(t) == after+" "+after })
}

func (p *process) drains(t *testing.T) {
	session := p.connect()
	if both := p.cli("node", "drain", "1", "--self"); both.code != 1 || !strings.Contains(both.err, "cannot use --self with an explicit node ID") {
		t.Errorf("%+v", both)
	}
	if none := p.cli("node", "drain", "77"); none.code != 1 || !strings.Contains(none.err, "code = Internal desc = An internal server error") {
		t.Errorf("%+v", none)
	}
	done := p.cli("node", "drain", "--self")
	if done.code != 0 || !strings.Contains(done.out, "remaining: 0 (complete)\nok\n") {
		t.Errorf("%+v", done)
	}
	if status, body := p.get("/health?ready=1"); status != 503 || !strings.Contains(body, "node is shutting down") {
		t.Errorf("ready: %d %s", status, body)
	}
	if status, _ := p.get("/health"); status != 200 {
		t.Errorf("health: %d", status)
	}
	// An idle client receives 57P01; a new one is refused before TLS, which drivers report as 'does not support SSL'.
	if _, err := session.Exec(context.Background(), "SELECT 1"); !strings.HasPrefix(code(err), "57P01 server is shutting down") {
		t.Errorf("the idle session: %v", err)
	}
	connection, err := net.Dial("tcp", p.sql)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	answer := make([]byte, 1)
	if _, err := connection.Write([]byte{0, 0, 0, 8, 4, 210, 22, 47}); err != nil {
		t.Fatal(err)
	}
	if _, err := connection.Read(answer); err != nil || answer[0] != 'E' {
		t.Errorf("a request for TLS is answered %q, %v", answer, err)
	}
	if row := p.status()[0]; row["is_draining"] != "true" {
		t.Errorf("%v", row)
	}
	if code := p.stop(); code != 0 || !p.says("server drained and shutdown completed") {
		t.Errorf("SIGTERM: %d", code)
	}
	p.start().awaitReady()
	if !p.says("status: restarted pre-existing node") {
		t.Error(p.out)
	}
}

// The effect of node.crt and node.key at start.
func TestCertificatesAtStart(t *testing.T) {
	needDatabase(t)
	for name, row := range map[string]struct {
		prepare func(*process)
		words   string
		stays   bool
	}{
		"key of another certificate": {func(p *process) {
			_, key, _ := p.c.ca.leaf(t, "node", nil)
			p.c.write(p.name, "node.key", key)
		}, "tls: private key does not match public key", false},
		"other CN":             {func(p *process) { p.rename("other") }, `client/server node certificate has principals ["other" "localhost"], expected "node"`, false},
		"no ca.crt":            {func(p *process) { p.remove("ca.crt") }, "problem with CA certificate: empty certificate file: ca.crt", false},
		"no node.key":          {func(p *process) { p.remove("node.key") }, "could not stat key file", false},
		"a key for all to see": {func(p *process) { p.mode(0o644) }, "has permissions -rw-r--r--, exceeds -rwx------", false},
		"expired":              {func(p *process) { p.expire() }, "x509: certificate has expired or is not yet valid", true},
		"another CA":           {func(p *process) { p.certificate(newAuthority(t), nil) }, "x509: certificate signed by unknown authority", true},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCluster(t)
			p := c.add()
			row.prepare(p)
			p.startSingle()
			if row.stays {
				p.awaitNotReady(row.words)
				if code, _ := p.get("/health"); code != http.StatusOK {
					t.Errorf("/health: %d", code)
				}
				return
			}
			if code := p.exit(); code != 1 || !p.says(row.words) {
				t.Errorf("code %d: %s", code, p.out)
			}
		})
	}
}

func (p *process) rename(name string) {
	certificate, key, _ := p.c.ca.leaf(p.c.t, name, nil)
	p.c.write(p.name, "node.crt", certificate)
	p.c.write(p.name, "node.key", key)
}

func (p *process) expire() {
	p.certificate(p.c.ca, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
}

func (p *process) remove(name string) { _ = os.Remove(filepath.Join(p.c.folder, p.name, name)) }
func (p *process) mode(mode os.FileMode) {
	_ = os.Chmod(filepath.Join(p.c.folder, p.name, "node.key"), mode)
}

// Exit codes, and the messages of wrong usage.
func TestCommandsThatCannotRun(t *testing.T) {
	needDatabase(t)
	c := newCluster(t)
	n := c.add()
	n.joins = func() string { return n.sql }
	n.start().awaitNotReady("node is waiting for cluster initialization")
	for _, row := range []struct {
		arguments []string
		code      int
		words     string
	}{
		{[]string{"node", "status", "--format=json"}, 4, "invalid argument \"json\""},
		{[]string{"node", "status", "--nonsense"}, 4, "flag provided but not defined"},
		{[]string{"node", "nonsense"}, 1, "has no command"},
		{[]string{"node", "decommission", "abc"}, 1, "ERROR: unable to parse abc: strconv.ParseInt: parsing \"abc\": invalid syntax\nFailed running \"node decommission\""},
	} {
		if got := n.cli(row.arguments...); got.code != row.code || !strings.Contains(got.err, row.words) {
			t.Errorf("%v: %+v", row.arguments, got)
		}
	}
	// Before init, commands and SQL give up after 15 s, metrics are absent, and SIGTERM ends the process at once.
	begun := time.Now()
	if got := n.cli("node", "status"); got.code != 1 || !strings.Contains(got.err, "i/o timeout") {
		t.Errorf("node status after %s: %+v", time.Since(begun), got)
	}
	if status, _ := n.get("/_status/vars"); status != http.StatusNotFound {
		t.Errorf("/_status/vars: %d", status)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if _, err := pgx.ConnectConfig(ctx, n.config("root", "defaultdb")); err == nil || ctx.Err() == nil {
		t.Errorf("SQL: %v", err)
	}
	if code := n.stop(); code != 0 {
		t.Errorf("SIGTERM: %d", code)
	}
	// Init retries forever if nothing listens on the port.
	if got := n.cliFor(3*time.Second, "init"); got.code != -1 || !strings.Contains(got.err, "warning: node not ready to perform cluster initialization") {
		t.Errorf("%+v", got)
	}
}
