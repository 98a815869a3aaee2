package main

import (
	"io"
	"net"
	"time"
)

// forward passes every SQL connection on to the server node, TLS and all.
func (n *node) forward() error {
	listener, err := net.Listen("tcp", n.listen)
	if err != nil {
		return err
	}
	target := net.JoinHostPort(n.server(), portOf(n.listen, "26257"))
	logf("forwarding to %s, which holds the data", target)
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go pass(connection, target)
	}
}

func pass(client net.Conn, target string) {
	defer client.Close()
	server, err := dial(target)
	if err != nil {
		logf("%v", err)
		return
	}
	defer server.Close()
	done := make(chan struct{}, 2)
	relay := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		done <- struct{}{}
	}
	go relay(server, client)
	go relay(client, server)
	<-done
}

// dial looks the name up for each try: the server may have come back at another address.
func dial(target string) (server net.Conn, err error) {
	for range 5 {
		if server, err = net.DialTimeout("tcp", target, 2*time.Second); err == nil {
			return server, nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return nil, err
}

// holdConnections accepts SQL connections and says nothing, as CockroachDB does before its cluster is initialised.
func holdConnections(address string, until <-chan struct{}) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	var held []net.Conn
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			held = append(held, connection)
		}
	}()
	<-until
	listener.Close()
	<-ended
	for _, connection := range held {
		connection.Close()
	}
	return nil
}
