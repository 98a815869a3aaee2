package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"movies.fusion/local/stand-in/options"
	"movies.fusion/local/stand-in/peers"
)

var verbs = map[string]func(*Command) error{
	"init":              (*Command).init,
	"node status":       (*Command).status,
	"node ls":           (*Command).list,
	"node decommission": (*Command).decommission,
	"node recommission": (*Command).recommission,
	"node drain":        (*Command).drain,
}

// Run runs a command and returns the exit code: 0, 1 for a failure, 4 for wrong usage. Known is false if there is no such command.
func Run(arguments []string) (code int, known bool) {
	verb, words := arguments[0], 1
	if verb == "node" && len(arguments) > 1 {
		verb, words = "node "+arguments[1], 2
	}
	run, ok := verbs[verb]
	if !ok {
		return 0, false
	}
	o, err := options.Parse(arguments[words:])
	c := &Command{Options: o, Out: os.Stdout, Err: os.Stderr}
	if err != nil {
		err = usageError{err}
	} else if err = c.connect(); err == nil {
		err = run(c)
	}
	var usage usageError
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(c.Err, "ERROR: %v\nUsage:\n  cockroach %s [flags]\nFailed running %q\n", err, verb, verb)
		return 4, true
	case err != nil:
		fmt.Fprintf(c.Err, "ERROR: %v\nFailed running %q\n", err, verb)
		return 1, true
	}
	return 0, true
}

// init initializes a cluster on a waiting node. Like CockroachDB's it retries forever while the node is unreachable.
func (c *Command) init() error {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		err := c.call(ctx, MethodInit, struct{}{}, nil)
		cancel()
		if err == nil {
			fmt.Fprintln(c.Out, "Cluster successfully initialized")
			return nil
		}
		if peers.Answered(err) {
			return err
		}
		fmt.Fprintf(c.Err, "warning: node not ready to perform cluster initialization: %v (retrying)\n", strings.TrimSpace(err.Error()))
		time.Sleep(time.Second)
	}
}
