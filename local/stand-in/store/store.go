// Package store is a node's folder: its lock and its identity.
package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"movies.fusion/local/stand-in/model"
)

// Identity is a store's record of its node; absent in an empty store.
type Identity struct {
	ClusterID string         `json:"cluster_id"`
	NodeID    int            `json:"node_id"`
	Version   model.Version  `json:"version"` // of the data
	Peers     map[int]string `json:"peers"`   // last known addresses of the other nodes
}

// Store is an open store, locked against other processes.
type Store struct {
	Path     string
	lock     *os.File
	mutex    sync.Mutex
	identity *Identity
}

// Open locks the store and refuses data that the binary cannot use.
func Open(path string, binary model.Version) (*Store, error) {
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the store: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, "LOCK"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot write to the store: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, fmt.Errorf("could not lock temporary directory %s, may still be in use: %w", path, err)
	}
	s := &Store{Path: path, lock: lock}
	body, err := os.ReadFile(s.file())
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(filepath.Join(path, "data")); err == nil {
			return nil, fmt.Errorf("the store %s was made by an older stand-in: empty it", path)
		}
		return s, nil
	}
	if err == nil {
		s.identity = &Identity{}
		err = json.Unmarshal(body, s.identity)
	}
	if err != nil {
		return nil, fmt.Errorf("the store %s cannot be read: %w", path, err)
	}
	return s, model.CheckStore(binary, s.identity.Version, path)
}

func (s *Store) file() string { return filepath.Join(s.Path, "node.json") }

// Identity returns nil while the store is empty.
func (s *Store) Identity() *Identity {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.identity == nil {
		return nil
	}
	copied := *s.identity
	return &copied
}

// Save writes the identity atomically.
func (s *Store) Save(identity Identity) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	body, err := json.Marshal(identity)
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.file()+".part", body, 0o600); err != nil {
		return err
	}
	if err := os.Rename(s.file()+".part", s.file()); err != nil {
		return err
	}
	s.identity = &identity
	return nil
}
