package main

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
)

const binaries = "/usr/lib/postgresql/15/bin/"

//go:embed bootstrap.sql
var bootstrap string

// postgres is the database of the server node, in <store>/data. The folder gets that name when it is complete: its presence
// means 'initialised'.
type postgres struct {
	options
	lock    *os.File
	mutex   sync.Mutex
	process *os.Process
	ended   chan struct{}
}

func newPostgres(o options) *postgres { return &postgres{options: o, ended: make(chan struct{})} }

func (p *postgres) data() string    { return filepath.Join(p.storePath(), "data") }
func (p *postgres) sockets() string { return filepath.Join(p.storePath(), "socket") }

// claim keeps a second process from the same store, which makes it safe to remove the lock files of a killed one.
func (p *postgres) claim() (err error) {
	if p.lock, err = os.OpenFile(filepath.Join(p.storePath(), "LOCK"), os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return fmt.Errorf("cannot write to the store: %w", err)
	}
	if syscall.Flock(int(p.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return fmt.Errorf("the store %q is in use by another process", p.storePath())
	}
	return errors.Join(os.RemoveAll(filepath.Join(p.data(), "postmaster.pid")), os.RemoveAll(p.sockets()), os.Mkdir(p.sockets(), 0o700))
}

func (p *postgres) exists() bool {
	_, err := os.Stat(p.data())
	return err == nil
}

func (p *postgres) create() error {
	unfinished := p.data() + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if err := command(binaries+"initdb", "--pgdata="+unfinished, "--username=root", "--encoding=UTF8", "--locale=C.UTF-8",
		"--auth=reject", "--no-instructions").Run(); err != nil {
		return fmt.Errorf("initdb: %w", err)
	}
	sql := strings.ReplaceAll(bootstrap, "CLUSTER_ID", newClusterID())
	for _, database := range []string{"template1", "postgres"} {
		single := command(binaries+"postgres", "--single", "-j", "-D", unfinished, database)
		single.Stdin = strings.NewReader(sql)
		single.Stdout = nil
		if err := single.Run(); err != nil {
			return fmt.Errorf("bootstrap.sql in %s: %w", database, err)
		}
	}
	single := command(binaries+"postgres", "--single", "-D", unfinished, "postgres")
	single.Stdin = strings.NewReader("CREATE DATABASE defaultdb\n")
	single.Stdout = nil
	if err := single.Run(); err != nil {
		return fmt.Errorf("CREATE DATABASE defaultdb: %w", err)
	}
	return os.Rename(unfinished, p.data())
}

// run starts PostgreSQL and returns when it has ended.
func (p *postgres) run() error {
	defer close(p.ended)
	// A volume that is mounted again with an fsGroup has become writable for the group, which PostgreSQL refuses.
	if err := os.Chmod(p.data(), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.data(), "pg_hba.conf"), []byte(access), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.data(), "pg_ident.conf"), []byte("self cockroach root\n"), 0o600); err != nil {
		return err
	}
	server := command(binaries+"postgres", p.settings()...)
	p.mutex.Lock()
	err := server.Start()
	p.process = server.Process
	p.mutex.Unlock()
	if err != nil {
		return err
	}
	return server.Wait()
}

// access: root by its client certificate, everyone else by password, nobody without TLS.
const access = `local   all root     peer map=self
hostssl all root all cert
hostssl all all  all scram-sha-256
`

func (p *postgres) settings() []string {
	host := hostOf(p.listen)
	if host == "" {
		host = "*"
	}
	settings := []string{
		"listen_addresses=" + host, "port=" + portOf(p.listen, "26257"), "unix_socket_directories=" + p.sockets(),
		"ssl=on", "ssl_ca_file=" + p.certificate("ca.crt"), "ssl_cert_file=" + p.certificate("node.crt"), "ssl_key_file=" + p.certificate("node.key"),
		"max_connections=200", "shared_buffers=64MB", "dynamic_shared_memory_type=mmap", "jit=off", "timezone=UTC",
	}
	arguments := []string{"-D", p.data()}
	for _, setting := range settings {
		arguments = append(arguments, "-c", setting)
	}
	return arguments
}

func (p *postgres) ready() bool {
	return command(binaries+"pg_isready", "--quiet", "--username=root", "--dbname=postgres", "--host="+p.sockets(), "--port="+portOf(p.listen, "26257")).Run() == nil
}

func (p *postgres) signal(s os.Signal) bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.process != nil && p.process.Signal(s) == nil
}

// stop ends sessions, writes everything to disk and returns when that is done.
func (p *postgres) stop() error {
	if p.signal(syscall.SIGINT) {
		<-p.ended
	}
	return nil
}

func command(program string, arguments ...string) *exec.Cmd {
	c := exec.Command(program, arguments...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	c.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp"}
	return c
}

func newClusterID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return string(bytes.Join([][]byte{hex(b[0:4]), hex(b[4:6]), hex(b[6:8]), hex(b[8:10]), hex(b[10:])}, []byte("-")))
}

func hex(b []byte) []byte { return fmt.Appendf(nil, "%x", b) }
