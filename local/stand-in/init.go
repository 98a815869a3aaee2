package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// init makes the store of the server node, once. Only root and the nodes themselves may ask for it.
func (n *node) init(w http.ResponseWriter, r *http.Request) {
	switch {
	case len(r.TLS.PeerCertificates) == 0 || !mayInitialise(r.TLS.PeerCertificates[0].Subject.CommonName):
		http.Error(w, "a client certificate of root is needed", http.StatusForbidden)
	case !n.isServer():
		http.Error(w, "unable to bootstrap due to internal error", http.StatusInternalServerError)
	case n.isInitialised() || !n.asked.CompareAndSwap(false, true):
		http.Error(w, "cluster has already been initialized", http.StatusConflict)
	default:
		close(n.initialised)
		<-n.created
		fmt.Fprintln(w, "Cluster successfully initialized")
	}
}

func mayInitialise(name string) bool { return name == "root" || name == "node" }

// initialize is the command `cockroach init`. Like CockroachDB's it tries without end while the node cannot be reached.
func initialize(o options) error {
	var certificate certificateHolder
	if err := certificate.loadPair(o, "client.root"); err != nil {
		return fmt.Errorf("cannot use the certificates in %q: %w", o.certsDir, err)
	}
	address := "https://" + hostOf(o.host) + ":" + portOf(o.http, "8080") + initPath
	for {
		answer, err := certificate.client(time.Minute).Post(address, "text/plain", nil)
		if err != nil {
			logf("warning: the node cannot be reached, trying again: %v", err)
			time.Sleep(time.Second)
			continue
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		words := string(bytes.TrimSpace(body))
		if answer.StatusCode != http.StatusOK {
			return errors.New(words)
		}
		fmt.Println(words)
		return nil
	}
}

func contains(body []byte, words string) bool { return bytes.Contains(body, []byte(words)) }
