package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	uninitialised = "node is waiting for cluster initialization"
	unhealthy     = "node is not healthy"
	shuttingDown  = "node is shutting down"
	initPath      = "/_stand-in/init"
)

// serveHealth answers as a CockroachDB node does, over HTTPS with the node's certificate.
func (n *node) serveHealth() error {
	paths := http.NewServeMux()
	paths.HandleFunc("GET /health", n.health)
	paths.HandleFunc("GET /_status/vars", n.vars)
	paths.HandleFunc("POST "+initPath, n.init)
	server := &http.Server{Addr: n.http, Handler: paths, ReadHeaderTimeout: 10 * time.Second, TLSConfig: &tls.Config{
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return &tls.Config{Certificates: []tls.Certificate{*n.certificate.leaf.Load()}, ClientCAs: n.certificate.authorities.Load(),
				ClientAuth: tls.VerifyClientCertIfGiven}, nil
		},
	}}
	return server.ListenAndServeTLS("", "")
}

// health is 200 while the process lives; with ?ready=1 only while it can serve SQL.
func (n *node) health(w http.ResponseWriter, r *http.Request) {
	reason := ""
	if r.URL.Query().Has("ready") {
		reason = n.notReady()
	}
	w.Header().Set("Content-Type", "application/json")
	if reason == "" {
		fmt.Fprintln(w, "{}")
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintf(w, `{"error":%q,"code":14,"message":%q,"details":[]}`+"\n", reason, reason)
}

func (n *node) notReady() string {
	switch {
	case n.draining.Load():
		return shuttingDown
	case !n.isServer():
		return n.serverNotReady()
	case !n.isInitialised():
		return uninitialised
	case !n.database.ready():
		return unhealthy
	}
	return ""
}

// serverNotReady asks the node that holds the data.
func (n *node) serverNotReady() string {
	answer, err := n.certificate.client(2 * time.Second).Get("https://" + n.server() + ":" + portOf(n.http, "8080") + "/health?ready=1")
	if err != nil {
		return unhealthy
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<16))
	if answer.StatusCode == http.StatusOK {
		return ""
	}
	if contains(body, uninitialised) {
		return uninitialised
	}
	return unhealthy
}

func (n *node) isInitialised() bool {
	select {
	case <-n.initialised:
		return true
	default:
		return false
	}
}

func (n *node) vars(w http.ResponseWriter, r *http.Request) {
	if n.isServer() && !n.isInitialised() {
		http.NotFound(w, r)
		return
	}
	fmt.Fprintf(w, "# A stand-in for CockroachDB: PostgreSQL 15.\n# TYPE sys_uptime gauge\nsys_uptime %d\n", int(time.Since(n.began).Seconds()))
}

// certificateHolder has the certificates as last read, which SIGHUP renews.
type certificateHolder struct {
	leaf        atomic.Pointer[tls.Certificate]
	authorities atomic.Pointer[x509.CertPool]
}

func (h *certificateHolder) load(o options) error { return h.loadPair(o, "node") }

func (h *certificateHolder) loadPair(o options, name string) error {
	leaf, err := tls.LoadX509KeyPair(o.certificate(name+".crt"), o.certificate(name+".key"))
	if err != nil {
		return err
	}
	pem, err := o.read("ca.crt")
	if err != nil {
		return err
	}
	authorities := x509.NewCertPool()
	if !authorities.AppendCertsFromPEM(pem) {
		return errors.New("ca.crt holds no certificate")
	}
	h.leaf.Store(&leaf)
	h.authorities.Store(authorities)
	return nil
}

// client is an HTTPS client that shows the certificate, and verifies the other's.
func (h *certificateHolder) client(limit time.Duration) *http.Client {
	return &http.Client{Timeout: limit, Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{
		Certificates: []tls.Certificate{*h.leaf.Load()}, RootCAs: h.authorities.Load()}}}
}
