// Package postgres runs PostgreSQL in a node's store: the database behind all nodes of the cluster. It listens only on a socket in the store.
package postgres

import (
	_ "embed"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
)

const (
	binaries     = "/usr/lib/postgresql/15/bin/"
	port         = "5432"
	callbackPort = "5433" // also in bootstrap.sql
)

//go:embed bootstrap.sql
var bootstrap string

// Postgres is the database in <store>/data. The folder gets that name when it is complete.
type Postgres struct {
	store   string
	mutex   sync.Mutex
	process *os.Process
	ended   chan struct{}
}

func New(store string) *Postgres { return &Postgres{store: store, ended: make(chan struct{})} }

// Installed reports whether this machine has PostgreSQL.
func Installed() bool {
	_, err := os.Stat(binaries + "initdb")
	return err == nil
}

func (p *Postgres) data() string    { return filepath.Join(p.store, "data") }
func (p *Postgres) sockets() string { return filepath.Join(p.store, "socket") }
func (p *Postgres) socket(number string) string {
	return filepath.Join(p.sockets(), ".s.PGSQL."+number)
}

// Create creates an empty database cluster, unless there is one.
func (p *Postgres) Create(clusterID string) error {
	if _, err := os.Stat(p.data()); err == nil {
		return nil
	}
	unfinished := p.data() + ".unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	initdb := command(binaries+"initdb", "--pgdata="+unfinished, "--username=root", "--encoding=UTF8", "--locale=C.UTF-8",
		"--auth=reject", "--no-instructions", "--no-sync")
	initdb.Stdout = nil
	if err := initdb.Run(); err != nil {
		return fmt.Errorf("initdb: %w", err)
	}
	single := command(binaries+"postgres", "--single", "-j", "-F", "-D", unfinished, "-c", "log_checkpoints=off", "template1")
	single.Stdin = strings.NewReader(strings.ReplaceAll(bootstrap, "CLUSTER_ID", clusterID))
	single.Stdout = nil
	if err := single.Run(); err != nil {
		return fmt.Errorf("bootstrap.sql: %w", err)
	}
	return os.Rename(unfinished, p.data())
}

// Run starts PostgreSQL and returns when it has ended. The store is locked, so lock files in it are those of a killed process.
func (p *Postgres) Run() error {
	defer close(p.ended)
	if err := errors.Join(os.RemoveAll(filepath.Join(p.data(), "postmaster.pid")), os.RemoveAll(p.socket(port)), os.RemoveAll(p.socket(port)+".lock")); err != nil {
		return err
	}
	if err := os.MkdirAll(p.sockets(), 0o700); err != nil {
		return err
	}
	// A volume that is mounted again with an fsGroup has become writable for the group, which PostgreSQL refuses.
	if err := os.Chmod(p.data(), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.data(), "pg_hba.conf"), []byte(access), 0o600); err != nil {
		return err
	}
	runtime.LockOSThread() // Pdeathsig applies to the thread that starts the process
	defer runtime.UnlockOSThread()
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

// access lets root in, whose certificate the front has checked; everyone else needs a password.
const access = `local all root trust
local all all  scram-sha-256
`

func (p *Postgres) settings() []string {
	arguments := []string{"-D", p.data()}
	for _, setting := range []string{
		"listen_addresses=", "port=" + port, "unix_socket_directories=" + p.sockets(), "unix_socket_permissions=0700",
		"log_checkpoints=off", "max_connections=200", "shared_buffers=64MB", "dynamic_shared_memory_type=mmap", "jit=off", "timezone=UTC",
	} {
		arguments = append(arguments, "-c", setting)
	}
	return arguments
}

// Dial connects to the database.
func (p *Postgres) Dial() (net.Conn, error) { return net.Dial("unix", p.socket(port)) }

// Ready reports whether the database accepts connections.
func (p *Postgres) Ready() bool {
	return command(binaries+"pg_isready", "--quiet", "--username=root", "--dbname=postgres", "--host="+p.sockets(), "--port="+port).Run() == nil
}

// Stop ends the sessions, writes everything to disk and then returns.
func (p *Postgres) Stop() {
	p.mutex.Lock()
	running := p.process != nil && p.process.Signal(syscall.SIGINT) == nil
	p.mutex.Unlock()
	if running {
		<-p.ended
	}
}

func command(program string, arguments ...string) *exec.Cmd {
	c := exec.Command(program, arguments...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	c.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp"}
	// PostgreSQL must not outlive a killed node: its store is taken over by the next process.
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT}
	return c
}
