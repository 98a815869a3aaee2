// Package options reads CockroachDB's flags and the stand-in's own environment variables.
package options

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"movies.fusion/local/stand-in/model"
)

// Options are the flags that have an effect here; CockroachDB's other flags are accepted and ignored.
type Options struct {
	CertsDir, Advertise, Listen, HTTP, Join, Host, Store, Locality string
	Format, Wait, Checks                                           string
	BuildTag, Ranges, Decommission, Stats, All, Self, DryRun       bool
	Shutdown                                                       bool
	DrainWait                                                      time.Duration
	Arguments                                                      []string // everything but flags
	Environment
}

// Environment holds the image's variables.
type Environment struct {
	Build string  // STAND_IN_VERSION: what the binary claims to be
	Speed float64 // STAND_IN_SPEED: how many times faster than CockroachDB's clock the model's runs
}

const defaultBuild = "v25.4.14"

// Parse parses flags and arguments in any order.
func Parse(arguments []string) (Options, error) {
	var o Options
	flags := flag.NewFlagSet("cockroach", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.CertsDir, "certs-dir", "", "folder of ca.crt, node.crt, node.key, client.root.crt, client.root.key")
	flags.StringVar(&o.Advertise, "advertise-addr", "", "the address that others reach this node at")
	flags.StringVar(&o.Listen, "listen-addr", ":26257", "the address of SQL and of the other nodes")
	flags.StringVar(&o.HTTP, "http-addr", ":8080", "the address of health and metrics")
	flags.Func("join", "nodes of the cluster", func(value string) error {
		o.Join = strings.Trim(o.Join+","+value, ",")
		return nil
	})
	flags.StringVar(&o.Host, "host", "localhost:26257", "the node that a command talks to")
	flags.StringVar(&o.Store, "store", "path=/cockroach/cockroach-data", "the folder of the data")
	flags.StringVar(&o.Locality, "locality", "", "where the node is")
	flags.StringVar(&o.Format, "format", "tsv", "tsv, csv, table or records")
	flags.StringVar(&o.Wait, "wait", "all", "of decommission: all or none")
	flags.StringVar(&o.Checks, "checks", "enabled", "of decommission: enabled, strict or skip")
	flags.BoolVar(&o.BuildTag, "build-tag", false, "print the version only")
	flags.BoolVar(&o.Ranges, "ranges", false, "of node status: counts of ranges")
	flags.BoolVar(&o.Decommission, "decommission", false, "of node status: membership")
	flags.BoolVar(&o.Stats, "stats", false, "of node status: bytes")
	flags.BoolVar(&o.All, "all", false, "of node status: everything")
	flags.BoolVar(&o.Self, "self", false, "of drain: the node that is talked to")
	flags.BoolVar(&o.DryRun, "dry-run", false, "of decommission: only the checks")
	flags.BoolVar(&o.Shutdown, "shutdown", false, "of drain: end the process, too")
	flags.DurationVar(&o.DrainWait, "drain-wait", 10*time.Minute, "of drain: its limit")
	for _, ignored := range []string{"cache", "max-sql-memory", "logtostderr", "log", "accept-sql-without-tls", "cluster-name", "http-advertise-addr",
		"advertise-http-addr", "sql-addr", "advertise-sql-addr", "vmodule", "max-offset", "timeout", "user", "background", "pid-file", "log-dir"} {
		flags.String(ignored, "", "ignored")
	}
	for rest := arguments; ; {
		if err := flags.Parse(rest); err != nil {
			return o, err
		}
		if flags.NArg() == 0 {
			break
		}
		o.Arguments = append(o.Arguments, flags.Arg(0))
		rest = flags.Args()[1:]
	}
	if o.Advertise == "" {
		o.Advertise = net.JoinHostPort(hostOr(o.Listen, "localhost"), portOr(o.Listen, "26257"))
	}
	o.Advertise, o.Host = withPort(o.Advertise), withPort(o.Host)
	switch o.Format {
	case "tsv", "csv", "table", "records":
	default:
		return o, fmt.Errorf("invalid argument %q for \"--format\" flag: invalid table display format: %s (possible values: tsv, csv, table, records, sql, html, raw)", o.Format, o.Format)
	}
	var err error
	o.Environment, err = environment()
	return o, err
}

func environment() (e Environment, err error) {
	e = Environment{defaultBuild, 1}
	if build := os.Getenv("STAND_IN_VERSION"); build != "" {
		e.Build = build
	}
	if speed := os.Getenv("STAND_IN_SPEED"); speed != "" {
		e.Speed, err = strconv.ParseFloat(speed, 64)
	}
	if err != nil || e.Speed <= 0 {
		return e, errors.New("STAND_IN_SPEED must be a number above 0")
	}
	if _, err := model.ParseVersion(e.Build); err != nil {
		return e, fmt.Errorf("STAND_IN_VERSION: %w", err)
	}
	return e, nil
}

// Version returns the major version of the binary.
func (e Environment) Version() model.Version {
	version, err := model.ParseVersion(e.Build)
	if err != nil {
		panic(err) // Parse has checked it
	}
	return version
}

// Scale shortens one of the model's times.
func (e Environment) Scale(duration time.Duration) time.Duration {
	return time.Duration(float64(duration) / e.Speed)
}

func (o Options) StorePath() string {
	path, _, _ := strings.Cut(strings.TrimPrefix(o.Store, "path="), ",")
	return path
}

// Joined returns the addresses of --join, without this node's own.
func (o Options) Joined() (addresses []string) {
	for address := range strings.SplitSeq(o.Join, ",") {
		if address = withPort(address); address != "" && address != o.Advertise {
			addresses = append(addresses, address)
		}
	}
	return addresses
}

func withPort(address string) string {
	if address == "" {
		return ""
	}
	return net.JoinHostPort(hostOr(address, address), portOr(address, "26257"))
}

func hostOr(address, other string) string {
	if host, _, err := net.SplitHostPort(address); err == nil && host != "" {
		return host
	}
	return other
}

func portOr(address, other string) string {
	if _, port, err := net.SplitHostPort(address); err == nil && port != "" {
		return port
	}
	return other
}
