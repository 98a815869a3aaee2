// Command cockroach stands in for CockroachDB where its image cannot be had: Debian's PostgreSQL behind the flags, ports,
// certificates, health paths and the init of a CockroachDB node. README.md tells what it shows and what it cannot.
package main

import (
	"fmt"
	"os"
)

const version = "stand-in-pg15"

func main() {
	if len(os.Args) < 2 {
		fail("usage: cockroach start|start-single-node|init|version")
	}
	options, err := parse(os.Args[2:])
	if err == nil {
		switch command := os.Args[1]; command {
		case "start", "start-single-node":
			err = newNode(options, command == "start-single-node").run()
		case "init":
			err = initialize(options)
		case "version":
			printVersion(options)
		default:
			err = fmt.Errorf("the stand-in for CockroachDB has no command %q", command)
		}
	}
	if err != nil {
		fail(err.Error())
	}
}

func printVersion(o options) {
	if o.buildTag {
		fmt.Println(version)
		return
	}
	fmt.Printf("Build Tag:        %s\nDistribution:     PostgreSQL 15 of Debian, standing in for CockroachDB\n", version)
}

func fail(reason string) {
	fmt.Fprintln(os.Stderr, "ERROR: "+reason)
	os.Exit(1)
}

func logf(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "stand-in: "+format+"\n", values...)
}
