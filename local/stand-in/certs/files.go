// Package certs holds a process's certificates in memory, as CockroachDB does: files are read at start and on SIGHUP, and a TLS handshake uses
// the certificates held in memory.
package certs

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// files are the PEM texts of one identity.
type files struct {
	authorities []byte
	certificate []byte
	key         []byte
}

// read reads ca.crt, NAME.crt and NAME.key from a folder.
func read(folder, name string) (f files, err error) {
	if f.authorities, err = os.ReadFile(filepath.Join(folder, "ca.crt")); err != nil || len(bytes.TrimSpace(f.authorities)) == 0 {
		return f, errors.Join(errors.New("problem with CA certificate: empty certificate file: ca.crt"), err)
	}
	if f.certificate, err = os.ReadFile(filepath.Join(folder, name+".crt")); err != nil {
		return f, fmt.Errorf("problem with %s certificate: not found: %w", name, err)
	}
	keyFile := filepath.Join(folder, name+".key")
	if err = checkKeyMode(keyFile); err != nil {
		return f, err
	}
	f.key, err = os.ReadFile(keyFile)
	return f, err
}

// checkKeyMode allows a key that only its owner can read, or one owned by root that the process's own group can read.
func checkKeyMode(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("could not stat key file %s: %w", file, err)
	}
	if os.Getenv("COCKROACH_SKIP_KEY_PERMISSION_CHECK") == "true" {
		return nil
	}
	allowed := os.FileMode(0o700)
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid == 0 && int(owner.Gid) == os.Getgid() {
		allowed = 0o740
	}
	if mode := info.Mode().Perm(); mode&^allowed != 0 {
		return fmt.Errorf("key file %s has permissions %s, exceeds %s", file, mode, allowed)
	}
	return nil
}

func parse(text []byte) (parsed []*x509.Certificate, err error) {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, certificate)
	}
	if len(parsed) == 0 {
		return nil, errors.New("no certificate found")
	}
	return parsed, nil
}

// Principals are the users that a certificate stands for: its CN and its DNS names.
func Principals(certificate *x509.Certificate) []string {
	return append([]string{certificate.Subject.CommonName}, certificate.DNSNames...)
}

func checkPrincipal(certificate *x509.Certificate, wanted string) error {
	if !slices.Contains(Principals(certificate), wanted) {
		return fmt.Errorf("client/server node certificate has principals %q, expected %q", Principals(certificate), wanted)
	}
	return nil
}
