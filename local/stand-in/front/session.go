package front

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// session is a client that is logged in or about to be.
type session struct {
	front          *Front
	plain          Client // below the client's TLS
	client, server net.Conn
	limit          time.Duration // statement_timeout, if its SET was seen
	key            atomic.Uint64 // of PostgreSQL's session, for cancelling

	mutex    sync.Mutex // guards everything below, and writes to the client
	loggedIn bool
	busy     bool // a statement is in progress
	status   byte // of the transaction: I, T or E
	held     context.CancelFunc
	ended    bool
}

// relay forwards messages until either side leaves.
func (s *session) relay() error {
	done := make(chan error, 2)
	go func() { done <- s.answers() }()
	go func() { done <- s.requests() }()
	err := <-done
	s.client.Close()
	s.server.Close()
	<-done
	return err
}

// message is one of PostgreSQL's protocol: its type, and what follows its length.
type message struct {
	kind byte
	body []byte
}

func (m message) bytes() []byte {
	text := binary.BigEndian.AppendUint32([]byte{m.kind}, uint32(len(m.body)+4))
	return append(text, m.body...)
}

func readMessage(from *bufio.Reader) (m message, err error) {
	var header [5]byte
	if _, err = io.ReadFull(from, header[:]); err != nil {
		return m, err
	}
	length := binary.BigEndian.Uint32(header[1:])
	if length < 4 || length > 1<<30 {
		return m, io.ErrUnexpectedEOF
	}
	m = message{header[0], make([]byte, length-4)}
	_, err = io.ReadFull(from, m.body)
	return m, err
}

// requests forwards the client's messages.
func (s *session) requests() error {
	in, out := bufio.NewReaderSize(s.client, 1<<16), bufio.NewWriterSize(s.server, 1<<16)
	prepared := map[string][]string{} // the tables of each prepared statement
	skipping := false                 // after an error of our own: until Sync
	for {
		m, err := readMessage(in)
		if err != nil {
			return err
		}
		if skipping && m.kind != 'S' {
			continue
		}
		skipping = false
		switch m.kind {
		case 'Q':
			text := string(bytes.TrimRight(m.body, "\x00"))
			s.begin(text)
			if !s.admit(touched(text)) {
				m = message{'S', nil} // PostgreSQL responds with the state of the transaction.
				break
			}
			m.body = append([]byte(s.rewrite(text)), 0)
		case 'P':
			name, rest, _ := bytes.Cut(m.body, []byte{0})
			text, types, _ := bytes.Cut(rest, []byte{0})
			s.begin(string(text))
			prepared[string(name)] = touched(string(text))
			if !s.admit(prepared[string(name)]) {
				skipping = true
				continue
			}
			if changed := s.rewrite(string(text)); changed != string(text) {
				m.body = bytes.Join([][]byte{name, []byte(changed), types}, []byte{0})
			}
		case 'B':
			_, rest, _ := bytes.Cut(m.body, []byte{0})
			name, _, _ := bytes.Cut(rest, []byte{0})
			s.begin("")
			if !s.admit(prepared[string(name)]) {
				skipping = true
				continue
			}
		}
		if _, err := out.Write(m.bytes()); err != nil {
			return err
		}
		if in.Buffered() == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
}

// rewrite leaves allow_unsafe_internals to PostgreSQL, which refuses it, if the binary's version does not know it either.
func (s *session) rewrite(text string) string {
	if s.front.Internals == "" && bytes.Contains(bytes.ToLower([]byte(text)), []byte("allow_unsafe_internals")) {
		return text
	}
	return rewrite(text)
}

func (s *session) begin(text string) {
	if limit, set := limitIn(text, limits); set {
		s.limit = limit
	}
	s.mutex.Lock()
	s.busy = true
	s.mutex.Unlock()
}

// admit holds a statement while a range that it touches has no quorum. False: it was cancelled or timed out, which the client was told, or the client left.
func (s *session) admit(tables []string) bool {
	if len(tables) == 0 || s.front.Available(tables) {
		return true
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.hold(cancel)
	defer s.hold(nil)
	started := time.Now()
	for !s.front.Available(tables) {
		if ctx.Err() != nil {
			s.fail("query execution canceled")
			return false
		}
		if s.limit > 0 && time.Since(started) > s.limit {
			s.fail("query execution canceled due to statement timeout")
			return false
		}
		if s.plain.Closed() {
			return false
		}
		time.Sleep(poll)
	}
	return true
}

func cancelKey(process, secret uint32) uint64 { return uint64(process)<<32 | uint64(secret) }

func (s *session) hold(cancel context.CancelFunc) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.held = cancel
}

func (s *session) fail(reason string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, _ = s.client.Write(errorMessage("ERROR", "57014", reason))
}

// cancelled cancels a held statement; false if there is none.
func (s *session) cancelled() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.held == nil {
		return false
	}
	s.held()
	return true
}

// answers forwards PostgreSQL's messages.
func (s *session) answers() error {
	in, out := bufio.NewReaderSize(s.server, 1<<16), bufio.NewWriterSize(s.client, 1<<16)
	for {
		m, err := readMessage(in)
		if err != nil {
			return err
		}
		s.mutex.Lock()
		switch m.kind {
		case 'K':
			s.key.Store(binary.BigEndian.Uint64(m.body))
		case 'E':
			if !s.loggedIn {
				m = loginError(m)
			}
		case 'Z':
			s.loggedIn, s.busy, s.status = true, false, m.body[0]
		}
		if s.ended {
			s.mutex.Unlock()
			return io.EOF
		}
		_, err = out.Write(m.bytes())
		if err == nil && in.Buffered() == 0 {
			err = out.Flush()
		}
		s.mutex.Unlock()
		if err != nil {
			return err
		}
	}
}

func (s *session) idle() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.loggedIn && !s.busy && s.status == 'I'
}

// end closes the session as a node does on shutdown, and cancels a statement that still runs.
func (s *session) end(late bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.ended {
		return
	}
	s.ended = true
	_ = s.client.SetWriteDeadline(time.Now().Add(time.Second))
	if late && s.busy {
		_, _ = s.client.Write(errorMessage("ERROR", "57014", "query execution canceled"))
	} else {
		_, _ = s.client.Write(errorMessage("FATAL", "57P01", "server is shutting down"))
	}
	s.client.Close()
	s.server.Close()
}
