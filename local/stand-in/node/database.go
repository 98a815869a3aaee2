package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"time"
)

// serveDatabase runs PostgreSQL if it is in this node's store; else it watches for the database to respond.
func (n *Node) serveDatabase() {
	if _, err := os.Stat(filepath.Join(n.StorePath(), "data")); err != nil {
		go n.awaitDatabase()
		return
	}
	go func() {
		for !n.database.Ready() {
			time.Sleep(100 * time.Millisecond)
		}
		n.databaseUp.Store(true)
	}()
	go func() { n.failed <- n.database.ServeQuestions(n.answerQuestion) }()
	err := n.database.Run()
	if n.draining.Load() {
		return // stop ended it
	}
	n.failed <- errors.Join(errors.New("PostgreSQL ended"), err)
}

func (n *Node) awaitDatabase() {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		connection, err := n.openDatabase(ctx)
		cancel()
		if err == nil {
			connection.Close()
			n.databaseUp.Store(true)
			return
		}
	}
}

// openDatabase connects to PostgreSQL: on this node, or through the node that has it, for which it waits until the context ends.
func (n *Node) openDatabase(ctx context.Context) (net.Conn, error) {
	for {
		connection, err := n.tryDatabase(ctx)
		if err == nil {
			return connection, nil
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (n *Node) tryDatabase(ctx context.Context) (net.Conn, error) {
	holder := n.state.Load().DataNode
	if holder == n.id() {
		if !n.databaseUp.Load() {
			return nil, errors.New("PostgreSQL is starting")
		}
		return n.database.Dial()
	}
	address, ok := n.addresses()[holder]
	if !ok {
		return nil, fmt.Errorf("the address of n%d, which has the data, is not known", holder)
	}
	stream, err := n.pool.Open(ctx, address, holder, "sql", nil)
	if err != nil {
		return nil, err
	}
	done := context.AfterFunc(ctx, func() { stream.Close() })
	defer done()
	if _, err := io.ReadFull(stream, make([]byte, 1)); err != nil {
		stream.Close()
		return nil, err
	}
	return stream, nil
}

// takeSQL confirms another node's session and forwards it to PostgreSQL.
func (n *Node) takeSQL(stream net.Conn) {
	defer stream.Close()
	if !n.databaseUp.Load() {
		return
	}
	database, err := n.database.Dial()
	if err != nil {
		log.Printf("PostgreSQL: %v", err)
		return
	}
	defer database.Close()
	if _, err := stream.Write([]byte{1}); err != nil {
		return
	}
	ended := make(chan struct{}, 2)
	relay := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		ended <- struct{}{}
	}
	go relay(stream, database)
	go relay(database, stream)
	<-ended
}
