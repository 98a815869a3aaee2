package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Version is a major version such as 25.4.
type Version struct {
	Year, Half int
}

// innovations are the releases that an upgrade may skip; every other release is a required step.
var innovations = []Version{{24, 2}, {25, 1}, {25, 3}, {26, 1}, {26, 3}}

// ParseVersion parses 25.4, v25.4.14 and 25.4-upgrading-to-26.2-step-004.
func ParseVersion(text string) (Version, error) {
	year, rest, found := strings.Cut(strings.TrimPrefix(text, "v"), ".")
	half := rest
	if end := strings.IndexAny(rest, ".-"); end >= 0 {
		half = rest[:end]
	}
	y, errYear := strconv.Atoi(year)
	h, errHalf := strconv.Atoi(half)
	if !found || errYear != nil || errHalf != nil {
		return Version{}, fmt.Errorf("invalid version %s", text)
	}
	return Version{y, h}, nil
}

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Year, v.Half) }

func (v Version) Less(other Version) bool {
	return v.Year < other.Year || v.Year == other.Year && v.Half < other.Half
}

func (v Version) AtLeast(year, half int) bool { return !v.Less(Version{year, half}) }

// MinSupported returns the oldest cluster version that a binary of this version can run: the last release before it that may not be skipped.
func (v Version) MinSupported() Version {
	previous := v.previous()
	for isInnovation(previous) {
		previous = previous.previous()
	}
	return previous
}

// Two releases a year up to 24, then 24.3, then four a year.
func (v Version) previous() Version {
	if v.Half > 1 {
		return Version{v.Year, v.Half - 1}
	}
	switch {
	case v.Year <= 24:
		return Version{v.Year - 1, 2}
	case v.Year == 25:
		return Version{24, 3}
	default:
		return Version{v.Year - 1, 4}
	}
}

func isInnovation(v Version) bool {
	for _, innovation := range innovations {
		if v == innovation {
			return true
		}
	}
	return false
}

// Upgrade is the step from one cluster version to the next; once begun it cannot be undone.
type Upgrade struct {
	To    Version   `json:"to"`
	Since time.Time `json:"since"`
}

// ActiveVersion returns the output of SHOW CLUSTER SETTING version.
func (s *State) ActiveVersion() string {
	if s.Upgrade == nil {
		return s.Version.String()
	}
	return fmt.Sprintf("%s-upgrading-to-%s-step-004", s.Version, s.Upgrade.To)
}

// DataVersion returns the version of a store's data: the new one from the start of an upgrade on.
func (s *State) DataVersion() Version {
	if s.Upgrade == nil {
		return s.Version
	}
	return s.Upgrade.To
}

// CheckStore refuses a store that the binary cannot read, with CockroachDB's message.
func CheckStore(binary, data Version, store string) error {
	if binary.Less(data) {
		return fmt.Errorf("cockroach version v%s is incompatible with data in store %s; use version v%s or later", binary, store, data)
	}
	if data.Less(binary.MinSupported()) {
		return fmt.Errorf("store %s, last used with cockroach version v%s, is too old for running version v%s (which requires data from v%s or later)",
			store, data, binary, binary.MinSupported())
	}
	return nil
}

// CheckJoin refuses a binary that cannot run the cluster's version.
func CheckJoin(binary, cluster Version) error {
	if binary.Less(cluster) || cluster.Less(binary.MinSupported()) {
		return fmt.Errorf("binary is incompatible with the cluster attempted to join")
	}
	return nil
}

// BinaryVersion returns the version of the node's process.
func (i Identity) BinaryVersion() Version {
	version, err := ParseVersion(i.Build)
	if err != nil {
		return Version{}
	}
	return version
}

// checkVersion refuses the versions that SET CLUSTER SETTING version refuses.
func (s *State) checkVersion(gateway Version, text string, now time.Time) (Version, error) {
	wanted, err := ParseVersion(text)
	if err != nil {
		return wanted, refuse("22023", "%v", err)
	}
	switch preserved := s.Settings[preserveDowngrade]; {
	case gateway.Less(wanted):
		return wanted, refuse("XXUUU", "cannot upgrade to %s: node running %s", wanted, gateway)
	case wanted.Less(gateway.MinSupported()):
		return wanted, refuse("XXUUU", "node at %s cannot run %s (minimum version is %s)", gateway, wanted, gateway.MinSupported())
	case wanted.Less(s.DataVersion()):
		return wanted, refuse("XXUUU", "versions cannot be downgraded (attempting to downgrade from %s to %s)", s.ActiveVersion(), wanted)
	case preserved != "" && wanted != s.Version:
		return wanted, refuse("XXUUU", "cannot upgrade to %s: cluster.preserve_downgrade_option is set to %s", wanted, preserved)
	}
	return wanted, s.blocksUpgrade(wanted, now)
}

// blocksUpgrade names the first node that is not decommissioned and is down or runs an older binary.
func (s *State) blocksUpgrade(to Version, now time.Time) error {
	for _, id := range s.NodeIDs() {
		node := s.Nodes[id]
		switch {
		case node.Membership == Decommissioned:
		case !node.Live(now):
			return refuse("XXUUU", "n%d required, but unavailable", id)
		case node.BinaryVersion().Less(to):
			return refuse("XXUUU", "cannot upgrade to %s: node running %s", to, node.BinaryVersion())
		}
	}
	return nil
}

// AutoUpgrade returns the version that the cluster would upgrade to by itself now.
func (s *State) AutoUpgrade(now time.Time) (Version, bool) {
	var to Version
	for _, node := range s.Nodes {
		if node.Membership != Decommissioned && to.Less(node.BinaryVersion()) {
			to = node.BinaryVersion()
		}
	}
	held := s.Settings[preserveDowngrade] == s.Version.String() || s.Settings[autoUpgrade] == "false"
	return to, !held && s.Upgrade == nil && s.Version.Less(to) && s.blocksUpgrade(to, now) == nil
}
