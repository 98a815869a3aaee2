package options

import (
	"slices"
	"testing"
)

func TestFlagsOfAPodAreTaken(t *testing.T) {
	o, err := Parse([]string{"--join=movies-db-0.movies-db.ns.svc:26257,movies-db-1.movies-db.ns.svc:26257", "--advertise-addr=movies-db-1.movies-db.ns.svc",
		"--store=path=/data,size=1GiB", "--cache=25%", "--max-sql-memory=25%", "--logtostderr=INFO"})
	if err != nil {
		t.Fatal(err)
	}
	if joined := o.Joined(); !slices.Equal(joined, []string{"movies-db-0.movies-db.ns.svc:26257"}) {
		t.Errorf("joins %v: its own address is none to join", joined)
	}
	if o.StorePath() != "/data" {
		t.Errorf("store %q", o.StorePath())
	}
}

func TestArgumentsMayStandBetweenFlags(t *testing.T) {
	o, err := Parse([]string{"4", "--wait=none", "5", "--format=csv"})
	if err != nil || !slices.Equal(o.Arguments, []string{"4", "5"}) || o.Wait != "none" || o.Format != "csv" {
		t.Errorf("arguments %v, wait %q, format %q, error %v", o.Arguments, o.Wait, o.Format, err)
	}
}

// A bad flag and --format=json are refused.
func TestWhatCockroachDBLacksIsRefused(t *testing.T) {
	for _, flag := range []string{"--no-such-flag", "--format=json"} {
		if _, err := Parse([]string{flag}); err == nil {
			t.Errorf("%s was taken", flag)
		}
	}
}
