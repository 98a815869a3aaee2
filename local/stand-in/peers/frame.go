// Package peers connects the processes: one TLS connection from each to each, with a stream per call. An established
// connection is not verified again, even if certificates change.
package peers

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

const largestFrame = 16 << 20

func writeFrame(w io.Writer, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), body...))
	return err
}

func readFrame(r io.Reader, value any) error {
	var header [4]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return err
	}
	length := binary.BigEndian.Uint32(header[:])
	if length > largestFrame {
		return fmt.Errorf("a message of %d bytes is too long", length)
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		return err
	}
	return json.Unmarshal(body, value)
}

// hello is the client's first message: from a node of a cluster, a node without one, or a command (node 0).
type hello struct {
	Cluster string `json:"cluster"`
	Node    int    `json:"node"`
	Wanted  int    `json:"wanted"` // the requested node; 0: any that responds
}

type welcome struct {
	Error string `json:"error,omitempty"`
}

type request struct {
	Method string          `json:"method"`
	Body   json.RawMessage `json:"body"`
}

type reply struct {
	Body  json.RawMessage `json:"body"`
	Error string          `json:"error,omitempty"`
}
