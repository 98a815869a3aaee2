package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// node is one started process: the server, which runs PostgreSQL, or one of the others, which forward to it.
type node struct {
	options
	single      bool
	database    *postgres
	certificate certificateHolder
	asked       atomic.Bool   // init was asked for, which is granted once
	initialised chan struct{} // closed by init, or at once where the store was initialised before
	created     chan struct{} // closed when the store is on the disk
	draining    atomic.Bool
	began       time.Time
}

func newNode(o options, single bool) *node {
	return &node{options: o, single: single, database: newPostgres(o), initialised: make(chan struct{}), created: make(chan struct{}), began: time.Now()}
}

func (n *node) run() error {
	if err := n.certificate.load(n.options); err != nil {
		return fmt.Errorf("cannot use the certificates in %q: %w", n.certsDir, err)
	}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	go n.reloadOnHangup()
	failed := make(chan error, 2)
	go func() { failed <- n.serveHealth() }()
	if n.isServer() {
		go func() { failed <- n.serveData(stop) }()
	} else {
		go func() { failed <- n.forward() }()
	}
	select {
	case err := <-failed:
		return err
	case <-stop.Done():
		logf("draining")
		n.draining.Store(true)
		return n.database.stop()
	}
}

// serveData initialises the store when it is time to, then runs PostgreSQL until it ends.
func (n *node) serveData(stop context.Context) error {
	if err := n.database.claim(); err != nil {
		return err
	}
	if n.database.exists() || n.single {
		close(n.initialised)
	} else {
		logf("waiting for cluster initialization: run 'cockroach init' against this node")
		if err := holdConnections(n.listen, n.initialised); err != nil {
			return err
		}
	}
	if !n.database.exists() {
		if err := n.database.create(); err != nil {
			return fmt.Errorf("cannot make the store in %q: %w", n.storePath(), err)
		}
	}
	close(n.created)
	err := n.database.run()
	if stop.Err() != nil {
		select {} // run() ends the process, having awaited the database
	}
	return errors.Join(errors.New("PostgreSQL ended"), err)
}

func (n *node) reloadOnHangup() {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	for range hangups {
		if err := n.certificate.load(n.options); err != nil {
			logf("keeping the former certificates: %v", err)
			continue
		}
		n.database.signal(syscall.SIGHUP)
		logf("read the certificates anew")
	}
}
