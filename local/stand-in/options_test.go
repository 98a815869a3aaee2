package main

import "testing"

func TestTheFirstJoinedNodeHasTheData(t *testing.T) {
	const join = "--join=movies-db-0.movies-db.ns.svc:26257,movies-db-1.movies-db.ns.svc:26257"
	for advertised, wanted := range map[string]bool{
		"movies-db-0.movies-db.ns.svc:26257": true,
		"movies-db-1.movies-db.ns.svc:26257": false,
		"movies-db-0.movies-db.ns.svc":       true,
	} {
		o, err := parse([]string{join, "--advertise-addr=" + advertised, "--cache=25%", "--logtostderr=INFO"})
		if err != nil {
			t.Fatal(err)
		}
		if o.isServer() != wanted {
			t.Errorf("%s: the server is %s", advertised, o.server())
		}
	}
}

func TestWithoutJoinANodeHasItsOwnData(t *testing.T) {
	o, err := parse([]string{"--advertise-addr=movies-db-0:26257", "--store=path=/data,size=1GiB"})
	if err != nil || !o.isServer() || o.storePath() != "/data" {
		t.Errorf("server %v, store %q, error %v", o.isServer(), o.storePath(), err)
	}
}

func TestAFlagThatCockroachDBLacksIsRefused(t *testing.T) {
	if _, err := parse([]string{"--no-such-flag"}); err == nil {
		t.Error("taken")
	}
}
