// Package node is the life of one process: it waits for a cluster or creates one, serves, drains and ends.
package node

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"movies.fusion/local/stand-in/certs"
	"movies.fusion/local/stand-in/console"
	"movies.fusion/local/stand-in/front"
	"movies.fusion/local/stand-in/listen"
	"movies.fusion/local/stand-in/model"
	"movies.fusion/local/stand-in/options"
	"movies.fusion/local/stand-in/peers"
	"movies.fusion/local/stand-in/postgres"
	"movies.fusion/local/stand-in/replicated"
	"movies.fusion/local/stand-in/store"
)

// Node is one process.
type Node struct {
	options.Options
	single       bool
	startedAt    time.Time
	certificates *certs.Holder
	store        *store.Store
	database     *postgres.Postgres
	pool         *peers.Pool
	server       *peers.Server
	front        *front.Front
	streams      chan net.Conn // Raft's incoming streams

	becoming sync.Mutex // held while the empty store becomes a node's: by init or by joining, never by both
	cluster  atomic.Pointer[replicated.Cluster]
	state    atomic.Pointer[model.State] // as last seen, also by an earlier process

	databaseUp atomic.Bool            // PostgreSQL was reached since this process started
	confirmed  atomic.Bool            // a heartbeat was committed since this process started
	draining   atomic.Bool            // no longer ready
	refusing   atomic.Bool            // no more SQL
	left       atomic.Bool            // no more heartbeats
	untrusted  atomic.Pointer[string] // why the certificates were invalid when the process started
	removed    atomic.Bool            // the other nodes report that this one was decommissioned
	warnedAt   atomic.Int64
	failed     chan error
}

// Start runs a node until it ends.
func Start(o options.Options, single bool) error {
	if !single && o.Join == "" {
		return fmt.Errorf("no --join flags provided to 'cockroach start'\nHINT: Consider using 'cockroach init' or 'cockroach start-single-node' instead")
	}
	certificates, err := certs.Load(o.CertsDir, "node", "node")
	if err != nil {
		return err
	}
	opened, err := store.Open(o.StorePath(), o.Version())
	if err != nil {
		return err
	}
	n := &Node{Options: o, single: single, startedAt: time.Now(), certificates: certificates, store: opened, database: postgres.New(o.StorePath()),
		streams: make(chan net.Conn), failed: make(chan error, 4)}
	n.state.Store(&model.State{})
	n.pool = &peers.Pool{Certificates: certificates, Self: n.self}
	n.server = &peers.Server{Certificates: certificates, Admit: n.admit}
	n.answerPeers()
	n.front = &front.Front{Certificates: certificates, Database: n.openDatabase, Serving: n.serving, Refusing: n.refuses, Available: n.available,
		Internals: n.internals(), Node: n.id}
	return n.run()
}

func (n *Node) run() error {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	web, err := net.Listen("tcp", n.HTTP)
	if err != nil {
		return err
	}
	sql, err := net.Listen("tcp", n.Listen)
	if err != nil {
		return err
	}
	go func() {
		n.failed <- (&console.Console{Certificates: n.certificates, NotReady: n.notReady, Vars: n.vars}).Serve(web)
	}()
	go func() {
		n.failed <- listen.Split(sql, n.server.Serve, func(connection net.Conn) { n.front.Serve(connection.(*listen.Connection)) })
	}()
	go n.begin()
	ended := make(chan struct{})
	stopping := false
	for {
		select {
		case err := <-n.failed:
			return err
		case <-ended:
			return nil
		case received := <-signals:
			switch {
			case received == syscall.SIGHUP:
				n.reload()
			case stopping && received == syscall.SIGINT && !n.isDecommissioned():
				return errors.New("received signal 'interrupt' during shutdown, initiating hard shutdown")
			case !stopping:
				stopping = true
				go func() {
					n.stop()
					close(ended)
				}()
			}
		}
	}
}

// begin determines what the node is.
func (n *Node) begin() {
	n.awaitCertificates()
	switch {
	case n.store.Identity() != nil:
		n.becoming.Lock()
		err := n.open("restarted pre-existing node")
		n.becoming.Unlock()
		if err != nil {
			n.failed <- err
		}
	case n.single:
		if err := n.bootstrap(); err != nil {
			n.failed <- err
		}
	default:
		log.Print("waiting for `cockroach init` or for a node of --join that belongs to a cluster")
		n.join()
	}
}

// awaitCertificates keeps a node whose own certificate is invalid (expired, from another CA, not for clients) running, without contact to its peers.
func (n *Node) awaitCertificates() {
	for {
		err := n.certificates.Verify()
		if err == nil {
			n.untrusted.Store(nil)
			return
		}
		reason := "connection error: desc = \"transport: authentication handshake failed: " + err.Error() + "\""
		n.untrusted.Store(&reason)
		n.warn(reason)
		time.Sleep(time.Second)
	}
}

func (n *Node) reload() {
	log.Print("received signal \"hangup\", triggering certificate reload")
	err := n.certificates.Reload()
	if err != nil {
		log.Printf("warning: %v", err)
	}
	event, _ := json.Marshal(map[string]any{"EventType": "certs_reload", "Success": err == nil})
	log.Printf("event: %s", event)
}

// bootstrap creates a cluster of this one node.
func (n *Node) bootstrap() error {
	n.becoming.Lock()
	defer n.becoming.Unlock()
	if n.store.Identity() != nil {
		return fmt.Errorf("cluster has already been initialized")
	}
	clusterID := newUUID()
	if err := n.database.Create(clusterID); err != nil {
		return err
	}
	if err := n.store.Save(store.Identity{ClusterID: clusterID, NodeID: 1, Version: n.Version(), Peers: map[int]string{1: n.Advertise}}); err != nil {
		return err
	}
	return n.open("initialized new cluster")
}

// open resumes the node that the store's identity describes.
func (n *Node) open(status string) error {
	identity := n.store.Identity()
	cluster, err := replicated.Open(n.StorePath(), identity.NodeID, n, n.changed)
	if err != nil {
		return err
	}
	if identity.NodeID == 1 {
		if err := cluster.Bootstrap(); err != nil {
			return err
		}
	}
	n.cluster.Store(cluster)
	fmt.Printf("CockroachDB node starting at %s (a stand-in)\nbuild: %s\nstatus: %s\nclusterID: %s\nnodeID: %d\n", n.startedAt.UTC().Format(timeFormat), n.Build, status,
		identity.ClusterID, identity.NodeID)
	if identity.NodeID == 1 {
		go n.found(identity.ClusterID)
	}
	go n.serveDatabase()
	go n.heartbeats()
	go n.lead()
	go n.greet()
	return nil
}

// found gets the cluster's first entry committed; without effect if it already is.
func (n *Node) found(clusterID string) {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		cluster := n.cluster.Load()
		var err error
		if cluster.State().ClusterID != "" {
			cancel()
			return
		}
		if cluster.Leads() {
			_, err = n.propose(ctx, model.Bootstrap{ClusterID: clusterID, Node: n.identity(), Single: n.single})
		}
		cancel()
		if err == nil && cluster.State().ClusterID != "" {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (n *Node) identity() model.Identity {
	return model.Identity{Address: n.Advertise, HTTP: n.HTTP, Locality: n.Locality, Build: n.Build}
}

// id returns this node's id; 0 while it has none.
func (n *Node) id() int {
	if identity := n.store.Identity(); identity != nil {
		return identity.NodeID
	}
	return 0
}

func (n *Node) self() (string, int) {
	if identity := n.store.Identity(); identity != nil {
		return identity.ClusterID, identity.NodeID
	}
	return "", 0
}

// changed records the new state, and stores what the next process needs before it hears from the others.
func (n *Node) changed(state *model.State) {
	n.state.Store(state)
	identity := n.store.Identity()
	if len(state.Nodes) == 0 {
		return
	}
	addresses := map[int]string{}
	for id, node := range state.Nodes {
		if node.Membership != model.Decommissioned {
			addresses[id] = node.Address
		}
	}
	version := state.DataVersion()
	if version.Less(identity.Version) {
		version = identity.Version // an old entry, replayed at start
	}
	if version == identity.Version && sameAddresses(addresses, identity.Peers) {
		return
	}
	identity.Version, identity.Peers = version, addresses
	if err := n.store.Save(*identity); err != nil {
		n.failed <- err
	}
}

func sameAddresses(a, b map[int]string) bool {
	if len(a) != len(b) {
		return false
	}
	for id, address := range a {
		if b[id] != address {
			return false
		}
	}
	return true
}

// warn logs, at most every two seconds.
func (n *Node) warn(text string) {
	now := time.Now().UnixNano()
	if last := n.warnedAt.Load(); now-last > int64(2*time.Second) && n.warnedAt.CompareAndSwap(last, now) {
		log.Printf("warning: %s", text)
	}
}

const timeFormat = "2006-01-02 15:04:05.000000"

func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}
