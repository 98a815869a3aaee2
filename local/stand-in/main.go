// Command cockroach stands in for CockroachDB where its image is not available: PostgreSQL behind the flags, ports, certificates, commands and
// life cycle of CockroachDB nodes. README.md says what is modelled, and what is missing.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"movies.fusion/local/stand-in/cli"
	"movies.fusion/local/stand-in/node"
	"movies.fusion/local/stand-in/options"
)

func main() {
	log.SetFlags(log.Ldate | log.Lmicroseconds)
	log.SetPrefix("stand-in: ")
	if len(os.Args) < 2 {
		fail(4, "usage: cockroach start|start-single-node|init|node|version")
	}
	if code, known := cli.Run(os.Args[1:]); known {
		os.Exit(code)
	}
	command := os.Args[1]
	parsed, err := options.Parse(os.Args[2:])
	if err != nil {
		fail(4, err.Error())
	}
	switch command {
	case "start", "start-single-node":
		err = node.Start(parsed, command == "start-single-node")
	case "version":
		printVersion(parsed)
	default:
		err = fmt.Errorf("the stand-in for CockroachDB has no command %q", strings.Join(os.Args[1:min(3, len(os.Args))], " "))
	}
	if err != nil {
		fail(1, err.Error()+fmt.Sprintf("\nFailed running %q", command))
	}
}

func printVersion(o options.Options) {
	if o.BuildTag {
		fmt.Println(o.Build)
		return
	}
	fmt.Printf("Build Tag:        %s\nDistribution:     a stand-in for CockroachDB: PostgreSQL 15 of Debian, and a model of the life cycle\n", o.Build)
}

func fail(code int, reason string) {
	fmt.Fprintln(os.Stderr, "ERROR: "+reason)
	os.Exit(code)
}
