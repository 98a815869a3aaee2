// Package front speaks PostgreSQL's protocol to SQL clients: it terminates TLS with the node's certificate, checks root's, rewrites
// CockroachDB's statements to PostgreSQL's, and holds statements without a quorum. The database is behind it, on this node or another.
package front

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"movies.fusion/local/stand-in/certs"
)

// Front is the SQL side of one node.
type Front struct {
	Certificates *certs.Holder
	// Database connects to PostgreSQL, wherever it runs.
	Database func(context.Context) (net.Conn, error)
	// Serving is false while the node has no cluster that responds: clients connect and wait.
	Serving func() bool
	// Refusing is true for a node that is draining, has drained or was decommissioned.
	Refusing func() bool
	// Available reports whether the ranges of these tables have a quorum; without tables, those that a login needs.
	Available func(tables []string) bool
	// Internals is the initial value of allow_unsafe_internals, on or off; empty if the binary does not know it.
	Internals string
	Node      func() int

	mutex    sync.Mutex
	sessions map[*session]struct{}
	count    atomic.Int64
}

const poll = 50 * time.Millisecond

// Connections is the number of open sessions.
func (f *Front) Connections() int { return int(f.count.Load()) }

// Client is a connection that can tell whether its peer has closed it.
type Client interface {
	net.Conn
	Closed() bool
}

// Serve takes a connection whose first byte is not TLS: a startup message of PostgreSQL's protocol.
func (f *Front) Serve(connection Client) {
	defer connection.Close()
	if !wait(connection, f.Serving) {
		return
	}
	if err := f.start(connection); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
		log.Printf("SQL client %s: %v", connection.RemoteAddr(), err)
	}
}

// wait holds a client until the condition is met; false if the client left.
func wait(client Client, met func() bool) bool {
	for !met() {
		if client.Closed() {
			return false
		}
		time.Sleep(poll)
	}
	return true
}

func (f *Front) start(plain Client) error {
	connection, secure := net.Conn(plain), (*tls.Conn)(nil)
	for {
		backend := pgproto3.NewBackend(connection, connection)
		message, err := backend.ReceiveStartupMessage()
		if err != nil {
			return err
		}
		switch message := message.(type) {
		case *pgproto3.SSLRequest:
			if f.Refusing() {
				return fatal(connection, "57P01", "server is not accepting clients, try another node")
			}
			if _, err := connection.Write([]byte{'S'}); err != nil {
				return err
			}
			secure = tls.Server(plain, f.Certificates.Server(tls.VerifyClientCertIfGiven))
			if err := secure.Handshake(); err != nil {
				return err
			}
			connection = secure
		case *pgproto3.GSSEncRequest:
			if _, err := connection.Write([]byte{'N'}); err != nil {
				return err
			}
		case *pgproto3.CancelRequest:
			return f.cancel(message)
		case *pgproto3.StartupMessage:
			if f.Refusing() {
				return fatal(connection, "57P01", "server is not accepting clients, try another node")
			}
			if secure == nil {
				return fatal(connection, "08P01", "node is running secure mode, SSL connection required")
			}
			return f.login(plain, secure, message)
		}
	}
}

func (f *Front) login(plain Client, client *tls.Conn, startup *pgproto3.StartupMessage) error {
	user := startup.Parameters["user"]
	verified := client.ConnectionState().PeerCertificates
	if user == "root" && (len(verified) == 0 || !slices.Contains(certs.Principals(verified[0]), "root")) {
		return refusePassword(client, user)
	}
	// A password is read from a table.
	if user != "root" && !wait(plain, func() bool { return f.Available(nil) }) {
		return nil
	}
	server, err := f.connect(plain)
	if err != nil {
		return err
	}
	defer server.Close()
	limit, _ := limitIn(startup.Parameters["options"], given)
	if value, ok := startup.Parameters["statement_timeout"]; ok {
		limit, _ = limitIn("statement_timeout="+value, given)
	}
	if startup.Parameters["database"] == "" {
		startup.Parameters["database"] = "defaultdb"
	}
	own := fmt.Sprintf("%s -c standin.node=%d", startup.Parameters["options"], f.Node())
	if f.Internals != "" {
		own += " -c standin.allow_unsafe_internals=" + f.Internals
	}
	startup.Parameters["options"] = strings.TrimSpace(own)
	frontend := pgproto3.NewFrontend(server, server)
	frontend.Send(startup)
	if err := frontend.Flush(); err != nil {
		return err
	}
	s := &session{front: f, plain: plain, client: client, server: server, limit: limit, status: 'I'}
	f.add(s)
	defer f.remove(s)
	return s.relay()
}

// connect waits for the database for as long as the client does.
func (f *Front) connect(plain Client) (net.Conn, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		_ = wait(plain, func() bool { return ctx.Err() != nil })
		cancel()
	}()
	return f.Database(ctx)
}

// refusePassword asks for a password, as CockroachDB does for root without a trusted certificate, and accepts none.
func refusePassword(client net.Conn, user string) error {
	backend := pgproto3.NewBackend(client, client)
	backend.Send(&pgproto3.AuthenticationCleartextPassword{})
	if err := backend.Flush(); err != nil {
		return err
	}
	if _, err := backend.Receive(); err != nil {
		return err
	}
	return fatal(client, "28000", "password authentication failed for user "+user)
}

func fatal(client io.Writer, code, message string) error {
	_, err := client.Write(errorMessage("FATAL", code, message))
	return err
}

func errorMessage(severity, code, message string) []byte {
	text, err := (&pgproto3.ErrorResponse{Severity: severity, SeverityUnlocalized: severity, Code: code, Message: message}).Encode(nil)
	if err != nil {
		panic(err) // no message is too long to encode
	}
	return text
}

func (f *Front) add(s *session) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.sessions == nil {
		f.sessions = map[*session]struct{}{}
	}
	f.sessions[s] = struct{}{}
	f.count.Add(1)
}

func (f *Front) remove(s *session) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	delete(f.sessions, s)
	f.count.Add(-1)
}

func (f *Front) all() []*session {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	all := make([]*session, 0, len(f.sessions))
	for s := range f.sessions {
		all = append(all, s)
	}
	return all
}

// cancel cancels a statement: a held one here, any other in PostgreSQL.
func (f *Front) cancel(request *pgproto3.CancelRequest) error {
	for _, s := range f.all() {
		if s.key.Load() == cancelKey(request.ProcessID, request.SecretKey) && s.cancelled() {
			return nil
		}
	}
	ctx, done := context.WithTimeout(context.Background(), 5*time.Second)
	defer done()
	server, err := f.Database(ctx)
	if err != nil {
		return err
	}
	defer server.Close()
	text, err := request.Encode(nil)
	if err == nil {
		_, err = server.Write(text)
	}
	if err == nil {
		_, _ = server.Read(make([]byte, 1)) // PostgreSQL closes when it is done.
	}
	return err
}

// Drain closes the sessions: idle ones now, others when their statement or transaction ends, all of them after the wait.
func (f *Front) Drain(wait time.Duration) {
	deadline := time.Now().Add(wait)
	for {
		left := 0
		for _, s := range f.all() {
			if s.idle() || time.Now().After(deadline) {
				s.end(time.Now().After(deadline))
			} else {
				left++
			}
		}
		if left == 0 {
			return
		}
		time.Sleep(poll)
	}
}
