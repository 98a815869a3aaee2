package main

import (
	"flag"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// options are CockroachDB's flags; those that have no meaning here are taken and ignored.
type options struct {
	certsDir  string
	advertise string
	listen    string
	http      string
	join      string
	host      string
	store     string
	buildTag  bool
}

func parse(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("cockroach", flag.ContinueOnError)
	flags.StringVar(&o.certsDir, "certs-dir", "", "folder of ca.crt, node.crt, node.key, client.root.crt, client.root.key")
	flags.StringVar(&o.advertise, "advertise-addr", "localhost:26257", "the address that others reach this node at")
	flags.StringVar(&o.listen, "listen-addr", ":26257", "the address of SQL")
	flags.StringVar(&o.http, "http-addr", ":8080", "the address of health")
	flags.StringVar(&o.join, "join", "", "the first nodes; the very first is the server")
	flags.StringVar(&o.host, "host", "localhost:26257", "the node to initialise")
	flags.StringVar(&o.store, "store", "path=/cockroach/cockroach-data", "the folder of the data")
	flags.BoolVar(&o.buildTag, "build-tag", false, "print the version only")
	for _, ignored := range []string{"cache", "max-sql-memory", "logtostderr", "locality", "log", "accept-sql-without-tls", "cluster-name",
		"http-advertise-addr", "sql-addr", "advertise-sql-addr", "vmodule"} {
		flags.String(ignored, "", "ignored")
	}
	err := flags.Parse(arguments)
	return o, err
}

func (o options) storePath() string {
	path, _, _ := strings.Cut(strings.TrimPrefix(o.store, "path="), ",")
	return path
}

// server is the host of the node that holds the data: the first that is joined.
func (o options) server() string {
	first, _, _ := strings.Cut(o.join, ",")
	return hostOf(first)
}

func (o options) isServer() bool {
	return o.join == "" || o.server() == hostOf(o.advertise)
}

func (o options) certificate(name string) string { return filepath.Join(o.certsDir, name) }

func (o options) read(name string) ([]byte, error) { return os.ReadFile(o.certificate(name)) }

func hostOf(address string) string {
	if host, _, err := net.SplitHostPort(address); err == nil {
		return host
	}
	return address
}

func portOf(address, other string) string {
	if _, port, err := net.SplitHostPort(address); err == nil && port != "" {
		return port
	}
	return other
}
