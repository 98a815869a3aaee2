// Package listen tells protocols apart by the first byte of a connection, so that one port serves TLS and another protocol.
package listen

import (
	"bufio"
	"errors"
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// Split accepts connections forever, with or without a TLS handshake at their start. Each is handled in its own goroutine.
func Split(listener net.Listener, secure, other func(net.Conn)) error {
	for {
		accepted, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			connection := &Connection{TCPConn: accepted.(*net.TCPConn), reader: bufio.NewReader(accepted)}
			first, err := connection.reader.Peek(1)
			switch {
			case err != nil:
				connection.Close()
			case first[0] == 0x16:
				secure(connection)
			default:
				other(connection)
			}
		}()
	}
}

// Connection is a TCP connection whose first byte was peeked.
type Connection struct {
	*net.TCPConn
	reader *bufio.Reader
}

func (c *Connection) Read(into []byte) (int, error) { return c.reader.Read(into) }

const (
	stateClose     = 7
	stateCloseWait = 8
)

// Closed reports whether the peer has closed the connection, without reading from it.
func (c *Connection) Closed() bool {
	raw, err := c.SyscallConn()
	if err != nil {
		return true
	}
	closed := false
	err = raw.Control(func(descriptor uintptr) {
		info, err := unix.GetsockoptTCPInfo(int(descriptor), syscall.IPPROTO_TCP, unix.TCP_INFO)
		closed = err != nil || info.State == stateCloseWait || info.State == stateClose
	})
	return closed || err != nil
}

// Queue is a net.Listener for connections that were accepted elsewhere.
type Queue struct {
	address     net.Addr
	connections chan net.Conn
}

func NewQueue(address net.Addr) *Queue { return &Queue{address, make(chan net.Conn)} }

func (q *Queue) Add(connection net.Conn) { q.connections <- connection }

func (q *Queue) Accept() (net.Conn, error) {
	connection, open := <-q.connections
	if !open {
		return nil, errors.New("closed")
	}
	return connection, nil
}

func (q *Queue) Close() error   { return nil }
func (q *Queue) Addr() net.Addr { return q.address }
