// Package console serves a node's HTTP port: health and metrics, without a login, over TLS only.
package console

import (
	"crypto/tls"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"

	"movies.fusion/local/stand-in/certs"
	"movies.fusion/local/stand-in/listen"
)

// Console is the HTTP side of one node.
type Console struct {
	Certificates *certs.Holder
	// NotReady returns why the node is not ready; empty if it is.
	NotReady func() string
	// Vars returns the metrics; none before the node belongs to a cluster.
	Vars func() []Metric
}

// Serve serves the listener forever.
func (c *Console) Serve(listener net.Listener) error {
	paths := http.NewServeMux()
	paths.HandleFunc("GET /health", c.health)
	paths.HandleFunc("GET /_admin/v1/health", c.health)
	paths.HandleFunc("GET /api/v2/health/", c.health)
	paths.HandleFunc("GET /_status/vars", c.vars)
	for path, answer := range map[string]string{"/_status/": cookie, "/_admin/v1/": cookie, "/debug/pprof/": cookie, "/api/v2/": "invalid session header"} {
		paths.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, answer, http.StatusUnauthorized) })
	}
	secure, plain := listen.NewQueue(listener.Addr()), listen.NewQueue(listener.Addr())
	failed := make(chan error, 3)
	serve := func(queue *listen.Queue, handler http.Handler) {
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(quiet{}, "", 0)}
		failed <- server.Serve(queue)
	}
	go serve(secure, paths)
	go serve(plain, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.URL.RequestURI(), http.StatusTemporaryRedirect)
	}))
	config := c.Certificates.Server(tls.VerifyClientCertIfGiven)
	go func() {
		failed <- listen.Split(listener, func(connection net.Conn) { secure.Add(tls.Server(connection, config)) }, plain.Add)
	}()
	return <-failed
}

const cookie = "a valid authentication cookie is required"

// quiet drops net/http's messages about clients that abort a handshake, as kubelets do.
type quiet struct{}

func (quiet) Write(line []byte) (int, error) { return len(line), nil }

// health returns 200 while the process is live; with ?ready=1 only while it is ready.
func (c *Console) health(w http.ResponseWriter, r *http.Request) {
	reason := ""
	if r.URL.Query().Has("ready") {
		reason = c.NotReady()
	}
	w.Header().Set("Content-Type", "application/json")
	if reason == "" {
		fmt.Fprintln(w, "{}")
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintf(w, `{"error":%q,"code":14,"message":%q,"details":[]}`+"\n", reason, reason)
}

func (c *Console) vars(w http.ResponseWriter, r *http.Request) {
	metrics := c.Vars()
	if metrics == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	for _, metric := range metrics {
		fmt.Fprintln(w, metric)
	}
}
