package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/csv"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"movies.fusion/local/stand-in/postgres"
)

var (
	binary string
	// slots limits how many clusters run at once: the model's times are short.
	slots = make(chan struct{}, 4)
)

// unprivileged is the user id of the processes if the tests run as root, which PostgreSQL refuses.
const unprivileged = 65534

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "stand-in")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(folder)
		binary = filepath.Join(folder, "cockroach")
		build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".")
		build.Stderr = os.Stderr
		if err := errorsOf(build.Run(), os.Chmod(folder, 0o755)); err != nil {
			panic(err)
		}
		return m.Run()
	}())
}

func errorsOf(errors ...error) error {
	for _, err := range errors {
		if err != nil {
			return err
		}
	}
	return nil
}

// needDatabase skips the test with a message if PostgreSQL is not installed.
func needDatabase(t *testing.T) {
	t.Helper()
	if !postgres.Installed() {
		t.Skip("SKIPPED: no PostgreSQL 15 is installed (apt-get install postgresql-15)")
	}
	t.Parallel()
	slots <- struct{}{}
	t.Cleanup(func() { <-slots })
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, met func() bool) {
	t.Helper()
	deadline := time.Now().Add(40 * time.Second)
	for !met() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for: %s", what)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// authority is a CA.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

var serials struct {
	sync.Mutex
	last int64
}

func serial() *big.Int {
	serials.Lock()
	defer serials.Unlock()
	serials.last++
	return big.NewInt(serials.last)
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	number := serial()
	template := &x509.Certificate{SerialNumber: number, Subject: pkix.Name{CommonName: "CA " + number.String()}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{parsed, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

// leaf is a certificate and its key; change modifies the default template.
func (a *authority) leaf(t *testing.T, name string, change func(*x509.Certificate)) (certificate, key []byte, number *big.Int) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	if change != nil {
		change(template)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &private.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}), template.SerialNumber
}

// cluster is the folder of a group of processes: certificates, stores, addresses.
type cluster struct {
	t      *testing.T
	folder string
	ca     *authority
	nodes  []*process
	env    []string
}

func newCluster(t *testing.T, env ...string) *cluster {
	t.Helper()
	folder, err := os.MkdirTemp("", "si")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	c := &cluster{t: t, folder: folder, ca: newAuthority(t), env: append([]string{"STAND_IN_SPEED=20", "STAND_IN_VERSION=v25.4.14"}, env...)}
	c.own(folder)
	c.write("root", "ca.crt", c.ca.pem)
	certificate, key, _ := c.ca.leaf(t, "root", nil)
	c.write("root", "client.root.crt", certificate)
	c.write("root", "client.root.key", key)
	return c
}

func (c *cluster) own(path string) {
	if os.Getuid() == 0 {
		if err := os.Chown(path, unprivileged, unprivileged); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c *cluster) write(folder, name string, content []byte) {
	c.t.Helper()
	path := filepath.Join(c.folder, folder)
	if err := errorsOf(os.MkdirAll(path, 0o755), os.WriteFile(filepath.Join(path, name), content, 0o600)); err != nil {
		c.t.Fatal(err)
	}
	c.own(path)
	c.own(filepath.Join(path, name))
}

// process is one node.
type process struct {
	c          *cluster
	name       string
	sql, http  string
	joins      func() string
	env        []string
	command    *exec.Cmd
	out        *output
	ended      chan struct{}
	nodeSerial *big.Int
}

// output can be read while it is written.
type output struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.text.String()
}

// nextPort is below the kernel's ephemeral ports, so that no connection takes an address before its process does.
var nextPort atomic.Int32

func freeAddress(t *testing.T) string {
	t.Helper()
	nextPort.CompareAndSwap(0, int32(20000+os.Getpid()%1000*10))
	for {
		address := fmt.Sprintf("127.0.0.1:%d", nextPort.Add(1))
		if listener, err := net.Listen("tcp", address); err == nil {
			listener.Close()
			return address
		}
	}
}

// add creates a node with its own certificate, not yet started.
func (c *cluster) add() *process {
	c.t.Helper()
	p := &process{c: c, name: fmt.Sprintf("n%d", len(c.nodes)+1), sql: freeAddress(c.t), http: freeAddress(c.t)}
	p.joins = func() string {
		var all []string
		for _, other := range c.nodes[:min(3, len(c.nodes))] {
			all = append(all, other.sql)
		}
		return strings.Join(all, ",")
	}
	c.nodes = append(c.nodes, p)
	c.write(p.name, "ca.crt", c.ca.pem)
	p.certificate(c.ca, nil)
	return p
}

func (p *process) certificate(ca *authority, change func(*x509.Certificate)) {
	certificate, key, number := ca.leaf(p.c.t, "node", change)
	p.c.write(p.name, "node.crt", certificate)
	p.c.write(p.name, "node.key", key)
	p.nodeSerial = number
}

func (p *process) store() string { return filepath.Join(p.c.folder, p.name+".store") }

func (p *process) start() *process { return p.run("start", "--join="+p.joins()) }
func (p *process) startSingle() *process {
	return p.run("start-single-node")
}

func (p *process) run(command string, more ...string) *process {
	p.c.t.Helper()
	arguments := append([]string{command, "--certs-dir=" + filepath.Join(p.c.folder, p.name), "--store=path=" + p.store(), "--listen-addr=" + p.sql,
		"--advertise-addr=" + p.sql, "--http-addr=" + p.http}, more...)
	p.out, p.ended = &output{}, make(chan struct{})
	p.command = exec.Command(binary, arguments...)
	p.command.Stdout, p.command.Stderr = p.out, p.out
	p.command.Env = append(append(os.Environ(), p.c.env...), p.env...)
	asNobody(p.command)
	if err := p.command.Start(); err != nil {
		p.c.t.Fatal(err)
	}
	running, ended := p.command, p.ended
	go func() {
		_ = running.Wait()
		close(ended)
	}()
	p.c.t.Cleanup(func() {
		_ = running.Process.Kill()
		<-ended
		if p.c.t.Failed() {
			p.c.t.Logf("---- %s\n%s", p.name, p.out)
		}
	})
	return p
}

func asNobody(command *exec.Cmd) {
	if os.Getuid() == 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	}
}

func (p *process) signal(s syscall.Signal) {
	p.c.t.Helper()
	if err := p.command.Process.Signal(s); err != nil {
		p.c.t.Fatal(err)
	}
}

func (p *process) kill() {
	p.c.t.Helper()
	p.signal(syscall.SIGKILL)
	<-p.ended
}

// stop ends the process gracefully and returns its exit code.
func (p *process) stop() int {
	p.c.t.Helper()
	p.signal(syscall.SIGTERM)
	return p.exit()
}

func (p *process) exit() int {
	p.c.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(30 * time.Second):
		p.c.t.Fatalf("%s did not end", p.name)
	}
	return p.command.ProcessState.ExitCode()
}

func (p *process) hasEnded() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

func (p *process) wipe() {
	p.c.t.Helper()
	if err := os.RemoveAll(p.store()); err != nil {
		p.c.t.Fatal(err)
	}
}

func (p *process) says(words string) bool { return strings.Contains(p.out.String(), words) }

func (c *cluster) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(c.ca.certificate)
	return pool
}

// get sends a request to the HTTP port.
func (p *process) get(path string) (int, string) {
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Get(path)
	if !strings.HasPrefix(path, "http") {
		answer, err = client.Get("https://" + p.http + path)
	}
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(body)
}

func (p *process) ready() bool {
	status, _ := p.get("/health?ready=1")
	return status == http.StatusOK
}

func (p *process) awaitReady() *process {
	p.c.t.Helper()
	eventually(p.c.t, p.name+" is ready", p.ready)
	return p
}

func (p *process) awaitNotReady(words string) {
	p.c.t.Helper()
	eventually(p.c.t, p.name+" answers 503 "+words, func() bool {
		status, body := p.get("/health?ready=1")
		return status == http.StatusServiceUnavailable && strings.Contains(body, words)
	})
}

// metric returns a metric of /_status/vars; -1 if there is none of that name.
func (p *process) metric(name string) float64 {
	_, body := p.get("/_status/vars")
	match := regexp.MustCompile(`(?m)^` + name + `(?:\{[^}]*\})? (\S+)$`).FindStringSubmatch(body)
	if match == nil {
		return -1
	}
	value, err := strconv.ParseFloat(match[1], 64)
	if err != nil {
		p.c.t.Fatal(err)
	}
	return value
}

// result is the result of a command.
type result struct {
	code     int
	out, err string
}

// cli runs a command of the program against the node, for at most 20 s; code -1: it did not end.
func (p *process) cli(arguments ...string) result {
	p.c.t.Helper()
	return p.cliFor(20*time.Second, arguments...)
}

func (p *process) cliFor(limit time.Duration, arguments ...string) result {
	p.c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	command := exec.CommandContext(ctx, binary, append(arguments, "--certs-dir="+filepath.Join(p.c.folder, "root"), "--host="+p.sql)...)
	var out, err bytes.Buffer
	command.Stdout, command.Stderr = &out, &err
	command.Env = append(append(os.Environ(), p.c.env...), p.env...)
	asNobody(command)
	failure := command.Run()
	if ctx.Err() == nil && failure != nil && command.ProcessState == nil {
		p.c.t.Fatal(failure)
	}
	return result{command.ProcessState.ExitCode(), out.String(), err.String()}
}

// rows returns the rows of CSV output, by header.
func (r result) rows(t *testing.T) (rows []map[string]string) {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("no CSV: %v\n%s\n%s", err, r.out, r.err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, value := range line {
			row[lines[0][i]] = value
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *process) status() []map[string]string {
	p.c.t.Helper()
	return p.cli("node", "status", "--all", "--format=csv").rows(p.c.t)
}

// id returns the highest node id at this process's address.
func (p *process) id() int {
	p.c.t.Helper()
	found := 0
	for _, row := range p.status() {
		if id, _ := strconv.Atoi(row["id"]); row["address"] == p.sql && id > found {
			found = id
		}
	}
	return found
}

// config returns the configuration of a connection as root; without its certificate if trusting belongs to another CA.
func (p *process) config(user, database string) *pgx.ConnConfig {
	p.c.t.Helper()
	config, err := pgx.ParseConfig(fmt.Sprintf("postgres://%s@%s/%s?sslmode=require&connect_timeout=8", user, p.sql, database))
	if err != nil {
		p.c.t.Fatal(err)
	}
	config.TLSConfig = &tls.Config{RootCAs: p.c.pool(), ServerName: "127.0.0.1"}
	if user == "root" {
		pair, err := tls.LoadX509KeyPair(filepath.Join(p.c.folder, "root", "client.root.crt"), filepath.Join(p.c.folder, "root", "client.root.key"))
		if err != nil {
			p.c.t.Fatal(err)
		}
		config.TLSConfig.Certificates = []tls.Certificate{pair}
	}
	return config
}

func (p *process) connect() *pgx.Conn {
	p.c.t.Helper()
	connection, err := pgx.ConnectConfig(context.Background(), p.config("root", "defaultdb"))
	if err != nil {
		p.c.t.Fatal(err)
	}
	p.c.t.Cleanup(func() { connection.Close(context.Background()) })
	return connection
}

// query runs statements by the simple protocol and returns the first value of the last one's first row.
func (p *process) query(statement string) (string, error) {
	connection, err := pgx.ConnectConfig(context.Background(), p.config("root", "defaultdb"))
	if err != nil {
		return "", err
	}
	defer connection.Close(context.Background())
	results, err := connection.PgConn().Exec(context.Background(), statement).ReadAll()
	if err != nil {
		return "", err
	}
	if last := results[len(results)-1]; len(last.Rows) > 0 {
		return string(last.Rows[0][0]), nil
	}
	return "", nil
}

func (p *process) must(statement string) string {
	p.c.t.Helper()
	value, err := p.query(statement)
	if err != nil {
		p.c.t.Fatalf("%s: %v", statement, err)
	}
	return value
}

// replicaCounts returns "number of replicas:ranges …".
func (p *process) replicaCounts() string {
	p.c.t.Helper()
	return p.must(`SELECT string_agg(n || ':' || c, ' ' ORDER BY n) FROM
		(SELECT array_length(replicas, 1) AS n, count(*) AS c FROM crdb_internal.ranges_no_leases GROUP BY 1) AS counts`)
}

// three returns a running cluster of three nodes, initialised on the first.
func three(t *testing.T, env ...string) *cluster {
	t.Helper()
	c := newCluster(t, env...)
	for range 3 {
		c.add()
	}
	for _, node := range c.nodes {
		node.start()
	}
	c.nodes[0].awaitNotReady("node is waiting for cluster initialization")
	if done := c.nodes[0].cli("init"); done.code != 0 {
		t.Fatalf("init: %+v", done)
	}
	for _, node := range c.nodes {
		node.awaitReady()
	}
	return c
}

// spread waits until every range has three replicas.
func (c *cluster) spread() *cluster {
	c.t.Helper()
	eventually(c.t, "44 ranges with three replicas", func() bool { return c.nodes[0].replicaCounts() == "3:44" })
	return c
}
