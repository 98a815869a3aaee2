package peers

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"log"
	"net"
	"sync"
	"time"

	"github.com/hashicorp/yamux"

	"movies.fusion/local/stand-in/certs"
)

func logf(format string, values ...any) { log.Printf(format, values...) }

// Pool keeps one connection per process.
type Pool struct {
	Certificates *certs.Holder
	// Self returns the client's cluster and node id, or nothing while it has none.
	Self func() (cluster string, node int)

	mutex    sync.Mutex
	sessions map[target]*slot
}

type target struct {
	address string
	node    int
	member  bool // a connection from before the process joined a cluster is not reused
}

type slot struct {
	mutex   sync.Mutex
	session *yamux.Session
}

// Call calls a process and waits for its response. Node 0 is any node that responds at the address.
func (p *Pool) Call(ctx context.Context, address string, node int, method string, in, out any) error {
	stream, err := p.Open(ctx, address, node, method, in)
	if err != nil {
		return err
	}
	defer stream.Close()
	done := context.AfterFunc(ctx, func() { stream.Close() })
	defer done()
	var answer reply
	err = readFrame(stream, &answer)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	if answer.Error != "" {
		return Remote{answer.Error}
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer.Body, out)
}

// Open opens a stream; the caller reads the response.
func (p *Pool) Open(ctx context.Context, address string, node int, method string, in any) (net.Conn, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	session, err := p.session(ctx, address, node)
	if err != nil {
		return nil, err
	}
	stream, err := session.Open()
	if err != nil {
		return nil, err
	}
	if err := writeFrame(stream, request{method, body}); err != nil {
		stream.Close()
		return nil, err
	}
	return stream, nil
}

func (p *Pool) session(ctx context.Context, address string, node int) (*yamux.Session, error) {
	cluster, self := p.Self()
	key := target{address, node, cluster != ""}
	p.mutex.Lock()
	if p.sessions == nil {
		p.sessions = map[target]*slot{}
	}
	s, ok := p.sessions[key]
	if !ok {
		s = &slot{}
		p.sessions[key] = s
	}
	p.mutex.Unlock()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.session != nil && !s.session.IsClosed() {
		return s.session, nil
	}
	session, err := p.connect(ctx, address, hello{cluster, self, node})
	if err == nil {
		s.session = session
	}
	return session, err
}

func (p *Pool) connect(ctx context.Context, address string, introduction hello) (*yamux.Session, error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeLimit)
	defer cancel()
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	config, err := p.Certificates.Client(host)
	if err != nil {
		return nil, err
	}
	raw, err := (&net.Dialer{Timeout: 3 * time.Second}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	connection := tls.Client(raw, config)
	deadline, _ := ctx.Deadline()
	_ = connection.SetDeadline(deadline)
	var answer welcome
	if err := connection.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, handshakeFailed{err}
	}
	if err = writeFrame(connection, introduction); err == nil {
		err = readFrame(connection, &answer)
	}
	if err == nil && answer.Error != "" {
		err = Remote{answer.Error}
	}
	if err != nil {
		raw.Close()
		return nil, err
	}
	_ = connection.SetDeadline(time.Time{})
	return yamux.Client(connection, sessionConfig())
}

// handshakeFailed formats a failed handshake as gRPC does.
type handshakeFailed struct{ cause error }

func (h handshakeFailed) Error() string { return "authentication handshake failed: " + h.cause.Error() }
func (h handshakeFailed) Unwrap() error { return h.cause }

// Close closes all connections.
func (p *Pool) Close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, s := range p.sessions {
		if s.session != nil {
			s.session.Close()
		}
	}
}
