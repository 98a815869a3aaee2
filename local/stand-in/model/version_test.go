package model

import (
	"strings"
	"testing"
)

func version(t *testing.T, text string) Version {
	t.Helper()
	parsed, err := ParseVersion(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// The upgrade path is 23.1 → 23.2 → 24.1 → 24.3 → 25.2 → 25.4; innovation releases can be skipped or taken.
func TestThePathOfVersions(t *testing.T) {
	for binary, oldest := range map[string]string{"22.2": "22.1", "23.1": "22.2", "23.2": "23.1", "24.1": "23.2", "24.2": "24.1", "24.3": "24.1", "25.1": "24.3", "25.2": "24.3",
		"25.3": "25.2", "25.4": "25.2", "26.1": "25.4", "26.2": "25.4"} {
		if found := version(t, binary).MinSupported(); found != version(t, oldest) {
			t.Errorf("%s runs stores from %s on, not %s", binary, found, oldest)
		}
	}
}

// The refusals at start, word for word.
func TestStoresThatABinaryCannotRun(t *testing.T) {
	for _, row := range []struct{ binary, data, words string }{
		{"25.2", "25.4", "cockroach version v25.2 is incompatible with data in store /s; use version v25.4 or later"},
		{"25.4", "24.3", "store /s, last used with cockroach version v24.3, is too old for running version v25.4 (which requires data from v25.2 or later)"},
	} {
		if err := CheckStore(version(t, row.binary), version(t, row.data), "/s"); err == nil || err.Error() != row.words {
			t.Errorf("%s on %s: %v", row.binary, row.data, err)
		}
	}
	if err := CheckStore(version(t, "25.4"), version(t, "25.2"), "/s"); err != nil {
		t.Error(err)
	}
	if err := CheckJoin(version(t, "25.2"), version(t, "25.4")); err == nil || err.Error() != "binary is incompatible with the cluster attempted to join" {
		t.Error(err)
	}
}

func (w *world) set(name, value string) Command {
	return SetSetting{Name: name, Value: value, Gateway: w.s.Nodes[1].BinaryVersion()}
}

// The values that SET CLUSTER SETTING version and cluster.preserve_downgrade_option refuse.
func TestSettingTheVersion(t *testing.T) {
	w := newWorld(t, 1, true)
	w.refused(w.set("version", "26.2"), "cannot upgrade to 26.2: node running 25.4")
	w.refused(w.set("version", "24.3"), "node at 25.4 cannot run 24.3 (minimum version is 25.2)")
	w.refused(w.set("version", "25.2"), "versions cannot be downgraded (attempting to downgrade from 25.4 to 25.2)")
	w.must(w.set("version", "25.4"))
	w.refused(w.set("cluster.preserve_downgrade_option", "25.2"), "cannot set cluster.preserve_downgrade_option to 25.2 (cluster version is 25.4)")
	w.must(w.set("cluster.preserve_downgrade_option", "25.4"))
	w.must(SetSetting{Name: "cluster.preserve_downgrade_option", Reset: true, Gateway: version(t, "25.4")})
	w.refused(w.set("no.such", "1"), "unknown cluster setting 'no.such'")
	w.refused(w.set("server.time_until_store_dead", "1m"), "cannot set server.time_until_store_dead to less than 1m15s")
}

// cluster.auto_upgrade.enabled exists since v23.2.
func TestASettingOfALaterVersion(t *testing.T) {
	w := newWorld(t, 1, true)
	for binary, known := range map[string]bool{"23.1": false, "23.2": true} {
		if _, err := w.s.Setting("cluster.auto_upgrade.enabled", version(t, binary)); (err == nil) != known {
			t.Errorf("%s: %v", binary, err)
		}
	}
}

// The cluster finalises by itself once every node that is not decommissioned runs the new binary; a dead node that is only
// decommissioning blocks that, and so does each of the two settings.
func TestFinalisation(t *testing.T) {
	for name, hold := range map[string]Command{"preserve": SetSetting{Name: "cluster.preserve_downgrade_option", Value: "25.2", Gateway: Version{25, 2}},
		"switched off": SetSetting{Name: "cluster.auto_upgrade.enabled", Value: "false", Gateway: Version{25, 2}}, "not held": nil} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 3, false)
			w.s.Version = Version{25, 2}
			for _, node := range w.s.Nodes {
				node.Build = "v25.2.1"
			}
			if hold != nil {
				w.must(hold)
			}
			w.s.Nodes[1].Build, w.s.Nodes[2].Build = "v25.4.14", "v25.4.14"
			if _, due := w.s.AutoUpgrade(w.now); due {
				t.Error("finalised while a node runs the old binary")
			}
			w.must(SetMembership{[]int{3}, Decommissioning})
			w.down[3] = true
			w.pass(12)
			if _, due := w.s.AutoUpgrade(w.now); due {
				t.Error("finalised while a decommissioning node is dead")
			}
			w.refused(w.set("version", "25.4"), map[bool]string{true: "n3 required, but unavailable", false: "cluster.preserve_downgrade_option is set to 25.2"}[name != "preserve"])
			w.must(SetMembership{[]int{3}, Decommissioned})
			to, due := w.s.AutoUpgrade(w.now)
			if due != (hold == nil) {
				t.Fatalf("due to be finalised: %v", due)
			}
			if hold != nil {
				return
			}
			w.must(SetSetting{Name: "version", Value: to.String(), Gateway: to})
			if !strings.HasPrefix(w.s.ActiveVersion(), "25.2-upgrading-") || w.s.DataVersion() != (Version{25, 4}) {
				t.Errorf("on the way: %s, data %s", w.s.ActiveVersion(), w.s.DataVersion())
			}
			w.must(FinishUpgrade{})
			if w.s.ActiveVersion() != "25.4" {
				t.Errorf("at the end: %s", w.s.ActiveVersion())
			}
		})
	}
}
