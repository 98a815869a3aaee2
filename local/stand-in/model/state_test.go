package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// world is a state with a clock: nodes that are up send heartbeats, and replicas move, second by second.
type world struct {
	t    *testing.T
	s    *State
	now  time.Time
	down map[int]bool
	pace Pace
}

func newWorld(t *testing.T, nodes int, single bool) *world {
	t.Helper()
	w := &world{t: t, s: &State{}, now: time.Unix(1_000_000, 0), down: map[int]bool{}, pace: Pace{StoreDead: 5 * time.Minute, Straggler: 15 * time.Minute}}
	w.must(Bootstrap{ClusterID: "c", Node: Identity{Build: "v25.4.14"}, Single: single})
	for range nodes - 1 {
		w.must(Join{Identity{Build: "v25.4.14"}})
	}
	w.pass(1)
	return w
}

// run applies a command through the log.
func (w *world) run(command Command) Outcome {
	w.t.Helper()
	entry, err := Encode(command, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.s.Apply(entry)
}

func (w *world) must(command Command) {
	w.t.Helper()
	if outcome := w.run(command); outcome.Refusal != nil {
		w.t.Fatalf("%#v: %v", command, outcome.Refusal)
	}
}

func (w *world) refused(command Command, words string) {
	w.t.Helper()
	if outcome := w.run(command); outcome.Refusal == nil || !strings.Contains(outcome.Refusal.Message, words) {
		w.t.Errorf("%#v led to %+v, not to %q", command, outcome, words)
	}
}

// pass advances the clock by seconds.
func (w *world) pass(seconds int) *world {
	w.t.Helper()
	for range seconds {
		w.now = w.now.Add(time.Second)
		for _, id := range w.s.NodeIDs() {
			if node := w.s.Nodes[id]; !w.down[id] && node.Membership != Decommissioned && w.quorum() {
				w.must(Heartbeat{ID: id, Node: node.Identity, Expiration: w.now.Add(9 * time.Second)})
			}
		}
		if move, found := w.s.NextMove(w.now, w.pace); found {
			w.must(move)
		}
	}
	return w
}

// quorum of the liveness range, among the nodes that are up.
func (w *world) quorum() bool {
	up, replicas := 0, w.s.Ranges[LivenessRange-1].Replicas
	for _, id := range replicas {
		if !w.down[id] {
			up++
		}
	}
	return up > len(replicas)/2
}

// counts returns "number of replicas:ranges …".
func (w *world) counts() string {
	counts := map[int]int{}
	for _, r := range w.s.Ranges {
		counts[len(r.Replicas)]++
	}
	var parts []string
	for n := range 10 {
		if counts[n] > 0 {
			parts = append(parts, fmt.Sprintf("%d:%d", n, counts[n]))
		}
	}
	return strings.Join(parts, " ")
}

func (w *world) expect(counts string) {
	w.t.Helper()
	if found := w.counts(); found != counts {
		w.t.Errorf("replicas:ranges %s, not %s", found, counts)
	}
}

func (w *world) raise(targets ...string) {
	w.t.Helper()
	for _, target := range targets {
		w.must(ConfigureZone{Target: target, Options: map[string]string{"num_replicas": "3"}})
	}
}

func (w *world) sum(count func(StoreCounts) int) (sum int) {
	for _, id := range w.s.NodeIDs() {
		if !w.down[id] {
			sum += count(w.s.StoreCounts(id, w.now))
		}
	}
	return sum
}

// All 44 ranges have three replicas about 50 s after init, even those configured for five; a fourth and a fifth node receive replicas at once.
func TestReplicasFollowTheNodes(t *testing.T) {
	w := newWorld(t, 3, false)
	w.expect("1:43 3:1")
	w.pass(50).expect("3:44")
	w.must(Join{Identity{Build: "v25.4.14"}})
	w.must(Join{Identity{Build: "v25.4.14"}})
	w.pass(120)
	if w.counts() == "3:44" || w.s.NodeReplicas(5) == 0 {
		t.Errorf("replicas:ranges %s, on the fifth node %d", w.counts(), w.s.NodeReplicas(5))
	}
	for _, r := range w.s.Ranges {
		if want := w.s.Needed(r); len(r.Replicas) != want {
			t.Errorf("range %d (%s) has %d replicas, not %d", r.ID, r.Target, len(r.Replicas), want)
		}
	}
}

// start-single-node writes num_replicas = 1 into eight configurations, and nothing else changes them.
func TestASingleNodesConfigurationsStayAtOne(t *testing.T) {
	w := newWorld(t, 1, true)
	ones := 0
	for _, row := range w.s.ZoneRows() {
		if strings.Contains(row.SQL, "num_replicas = 1") {
			ones++
		}
	}
	if ones != 8 {
		t.Errorf("%d configurations say one replica", ones)
	}
	w.must(Join{Identity{Build: "v25.4.14"}})
	w.must(Join{Identity{Build: "v25.4.14"}})
	w.pass(120)
	for _, r := range w.s.Ranges {
		if len(r.Replicas) > 2 {
			t.Errorf("range %d has %d replicas", r.ID, len(r.Replicas))
		}
	}
	if under := w.sum(func(c StoreCounts) int { return c.Underreplicated }); under != 0 {
		t.Errorf("%d under-replicated: none is, by its configuration", under)
	}
}

// Raising RANGE default alone changes almost nothing; after the others all ranges have three replicas, that of tenant_usage with a delay.
func TestRaisingTheConfigurations(t *testing.T) {
	w := newWorld(t, 3, true)
	w.raise("RANGE default")
	w.pass(60)
	low := 0
	for _, r := range w.s.Ranges {
		if len(r.Replicas) < 3 {
			low++
		}
	}
	if low < 38 {
		t.Errorf("RANGE default alone left only %d ranges behind", low)
	}
	w.raise("RANGE meta", "RANGE liveness", "RANGE system", "DATABASE system", "TABLE system.public.replication_constraint_stats", "TABLE system.public.replication_stats",
		"TABLE system.public.tenant_usage")
	w.pass(80).expect("1:1 3:43")
	w.pass(900).expect("3:44")
}

// One of four nodes can leave: its replicas fall to 0, and its membership stays decommissioning until the last step.
func TestDecommissionOfOneOfFour(t *testing.T) {
	w := newWorld(t, 4, false)
	w.pass(120)
	w.must(SetMembership{[]int{4}, Decommissioning})
	w.pass(120)
	if left := w.s.NodeReplicas(4); left != 0 {
		t.Errorf("%d replicas are left", left)
	}
	if w.s.Nodes[4].Membership != Decommissioning {
		t.Errorf("it is %s", w.s.Nodes[4].Membership)
	}
	w.must(SetMembership{[]int{4}, Decommissioned})
	w.refused(Leave{4}, "n4 was permanently removed from the cluster")
	w.refused(SetMembership{[]int{4}, Active}, "can only recommission a decommissioning node; n4 found to be decommissioned")
	w.refused(Heartbeat{ID: 4}, "n4 was permanently removed from the cluster at")
}

// None of three nodes with three replicas can leave; the pre-flight check of later versions says so.
func TestDecommissionOfOneOfThree(t *testing.T) {
	w := newWorld(t, 3, false)
	w.pass(60)
	if blocked := w.s.BlockedReplicas(3, []int{3}, w.now); blocked != 44 {
		t.Errorf("%d replicas are blocked", blocked)
	}
	w.must(SetMembership{[]int{3}, Decommissioning})
	w.pass(120)
	if left := w.s.NodeReplicas(3); left != 44 {
		t.Errorf("%d replicas are left", left)
	}
	w.must(SetMembership{[]int{3}, Active})
	if w.s.Nodes[3].Membership != Active {
		t.Error("it was not recommissioned")
	}
	w.refused(SetMembership{[]int{9}, Decommissioning}, "node does not exist")
}

// The replicas of a dead node stay until server.time_until_store_dead has passed; then they are created elsewhere.
func TestReplicasOfADeadNode(t *testing.T) {
	w := newWorld(t, 4, false)
	w.pass(120)
	had := w.s.NodeReplicas(4)
	w.down[4] = true
	w.pass(200)
	if left := w.s.NodeReplicas(4); left != had || had == 0 {
		t.Errorf("%d of %d replicas are left before it counts as dead", left, had)
	}
	if under := w.sum(func(c StoreCounts) int { return c.Underreplicated }); under != had {
		t.Errorf("%d under-replicated, not the %d of the dead node", under, had)
	}
	w.pass(300)
	if left := w.s.NodeReplicas(4); left != 0 {
		t.Errorf("%d replicas are left", left)
	}
}

// A dead node keeps the only replica of a range, and no survivor counts the range as unavailable.
func TestTheOnlyReplicaOfADeadNode(t *testing.T) {
	w := newWorld(t, 3, true)
	w.pass(300)
	lost := w.s.NodeReplicas(3)
	if lost == 0 {
		t.Fatal("nothing was moved to the third node")
	}
	w.down[3] = true
	w.pass(2)
	if w.s.Ranges[LivenessRange-1].Replicas[0] != 1 {
		t.Fatal("the liveness range has moved")
	}
	w.must(SetMembership{[]int{3}, Decommissioning})
	w.pass(600)
	if left := w.s.NodeReplicas(3); left == 0 {
		t.Error("ranges without a surviving replica were moved")
	}
	if unavailable := w.sum(func(c StoreCounts) int { return c.Unavailable }); unavailable != 0 {
		t.Errorf("%d unavailable", unavailable)
	}
}

// Two of five nodes die at once: a range with two replicas on them is unavailable and counted by one survivor; the others stay available.
func TestTwoOfFiveLost(t *testing.T) {
	w := newWorld(t, 5, false)
	w.pass(300)
	// At random, so that some ranges have two of three replicas on the pair.
	random := rand.New(rand.NewPCG(1, 1))
	for i := range w.s.Ranges {
		if r := &w.s.Ranges[i]; len(r.Replicas) == 3 {
			r.Replicas = random.Perm(5)[:3]
			for k := range r.Replicas {
				r.Replicas[k]++
			}
		}
	}
	w.down[4], w.down[5] = true, true
	w.pass(12)
	lost := 0
	for _, r := range w.s.Ranges {
		on := slices.DeleteFunc(slices.Clone(r.Replicas), func(id int) bool { return id < 4 })
		if len(on) > len(r.Replicas)/2 {
			lost++
		}
	}
	if unavailable := w.sum(func(c StoreCounts) int { return c.Unavailable }); unavailable != lost || lost == 0 {
		t.Errorf("%d unavailable, not %d", unavailable, lost)
	}
	w.down[4] = false
	w.pass(12)
	if unavailable := w.sum(func(c StoreCounts) int { return c.Unavailable }); unavailable != 0 {
		t.Errorf("%d unavailable after one of the two came back", unavailable)
	}
}

// Without a quorum the survivor's own record expires, too, and its zeros mean that it cannot tell.
func TestQuorumLost(t *testing.T) {
	w := newWorld(t, 3, false)
	w.pass(60)
	w.down[2], w.down[3] = true, true
	w.pass(5)
	if !w.s.Nodes[1].Live(w.now) {
		t.Error("it is not live after 5 s")
	}
	w.pass(8)
	counts := w.s.StoreCounts(1, w.now)
	if w.s.LiveNodes(w.now) != 0 || counts.Unavailable != 0 || counts.Underreplicated != 0 || counts.Ranges != 0 {
		t.Errorf("live %d, %+v", w.s.LiveNodes(w.now), counts)
	}
}

// Of three nodes stopped at once only one may end; stopped one after the other, two may; a single node may.
func TestLeaving(t *testing.T) {
	w := newWorld(t, 3, false)
	w.pass(60)
	for id := 1; id <= 3; id++ {
		w.must(Drain{id})
	}
	w.must(Leave{1})
	w.refused(Leave{2}, "waiting for 44 replicas to transfer their lease away")
	w.refused(Leave{3}, "transfer their lease away")

	w = newWorld(t, 3, false)
	w.pass(60)
	w.must(Drain{3})
	w.must(Leave{3})
	w.must(Drain{2})
	w.must(Leave{2})

	w = newWorld(t, 1, true)
	w.must(Drain{1})
	w.must(Leave{1})
}

// Only a restart ends draining.
func TestADrainEndsWithTheProcess(t *testing.T) {
	w := newWorld(t, 1, true)
	w.must(Drain{1})
	w.pass(3)
	if !w.s.Nodes[1].Draining {
		t.Error("a heartbeat ended the drain")
	}
	w.must(Heartbeat{ID: 1, Node: w.s.Nodes[1].Identity, StartedAt: w.now, Expiration: w.now})
	if w.s.Nodes[1].Draining {
		t.Error("a restart did not end the drain")
	}
}

// Ids are assigned in order of arrival and never reused.
func TestNodeIDs(t *testing.T) {
	w := newWorld(t, 3, false)
	w.must(SetMembership{[]int{3}, Decommissioning})
	w.must(SetMembership{[]int{3}, Decommissioned})
	w.must(Join{Identity{Build: "v25.4.14"}})
	if ids := w.s.NodeIDs(); !slices.Equal(ids, []int{1, 2, 3, 4}) {
		t.Errorf("ids %v", ids)
	}
}
