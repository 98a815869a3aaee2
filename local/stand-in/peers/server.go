package peers

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"

	"github.com/hashicorp/yamux"

	"movies.fusion/local/stand-in/certs"
)

const handshakeLimit = 10 * time.Second

// Server serves calls from other processes. All methods are registered before the first connection.
type Server struct {
	Certificates *certs.Holder
	// Admit refuses a caller from another cluster, for another node, or removed.
	Admit   func(cluster string, node, wanted int) error
	calls   map[string]func(context.Context, json.RawMessage) (any, error)
	streams map[string]func(net.Conn)
}

// Handle registers a method; its result or error is returned as JSON.
func Handle[In any](s *Server, method string, answer func(context.Context, In) (any, error)) {
	if s.calls == nil {
		s.calls = map[string]func(context.Context, json.RawMessage) (any, error){}
	}
	s.calls[method] = func(ctx context.Context, body json.RawMessage) (any, error) {
		var in In
		if err := json.Unmarshal(body, &in); err != nil {
			return nil, err
		}
		return answer(ctx, in)
	}
}

// HandleStream registers a method that takes over its stream.
func (s *Server) HandleStream(method string, take func(net.Conn)) {
	if s.streams == nil {
		s.streams = map[string]func(net.Conn){}
	}
	s.streams[method] = take
}

// Serve serves a connection that begins with a TLS handshake.
func (s *Server) Serve(raw net.Conn) {
	defer raw.Close()
	connection := tls.Server(raw, s.Certificates.Server(tls.RequireAndVerifyClientCert))
	_ = connection.SetDeadline(time.Now().Add(handshakeLimit))
	if err := connection.Handshake(); err != nil {
		logf("handshake with %s failed: %v", raw.RemoteAddr(), err)
		return
	}
	var caller hello
	if err := readFrame(connection, &caller); err != nil {
		return
	}
	err := s.admit(caller, connection.ConnectionState())
	answer := welcome{}
	if err != nil {
		answer.Error = err.Error()
	}
	if writeFrame(connection, answer) != nil || err != nil {
		return
	}
	_ = connection.SetDeadline(time.Time{})
	session, err := yamux.Server(connection, sessionConfig())
	if err != nil {
		return
	}
	defer session.Close()
	for {
		stream, err := session.Accept()
		if err != nil {
			return
		}
		go s.answer(stream)
	}
}

func (s *Server) admit(caller hello, state tls.ConnectionState) error {
	names := certs.Principals(state.PeerCertificates[0])
	if caller.Node != 0 || caller.Cluster != "" {
		if !slices.Contains(names, "node") {
			return fmt.Errorf("user %q is not allowed to perform this RPC", names[0])
		}
	} else if !slices.Contains(names, "root") && !slices.Contains(names, "node") {
		return fmt.Errorf("user %q is not allowed to perform this RPC", names[0])
	}
	return s.Admit(caller.Cluster, caller.Node, caller.Wanted)
}

func (s *Server) answer(stream net.Conn) {
	var asked request
	if err := readFrame(stream, &asked); err != nil {
		stream.Close()
		return
	}
	if take, ok := s.streams[asked.Method]; ok {
		take(stream)
		return
	}
	defer stream.Close()
	var answer reply
	if call, ok := s.calls[asked.Method]; ok {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		// The caller sends nothing more; a read that ends means that it has left.
		go func() {
			_, _ = io.Copy(io.Discard, stream)
			cancel()
		}()
		value, err := call(ctx, asked.Body)
		if err == nil {
			answer.Body, err = json.Marshal(value)
		}
		if err != nil {
			answer.Error = err.Error()
		}
	} else {
		answer.Error = fmt.Sprintf("unknown method %q", asked.Method)
	}
	_ = writeFrame(stream, answer)
}

func sessionConfig() *yamux.Config {
	config := yamux.DefaultConfig()
	config.KeepAliveInterval = 3 * time.Second
	config.ConnectionWriteTimeout = 5 * time.Second
	config.LogOutput = io.Discard
	return config
}

// Remote is an error returned by another process, as opposed to an error in reaching it.
type Remote struct{ Message string }

func (r Remote) Error() string { return r.Message }

// Answered reports whether the other process was reached.
func Answered(err error) bool {
	var remote Remote
	return err == nil || errors.As(err, &remote)
}
