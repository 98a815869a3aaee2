package certs

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"sync/atomic"
	"time"
)

// Holder holds the certificates of one identity as last read.
type Holder struct {
	folder, name string
	held         atomic.Pointer[held]
}

type held struct {
	files
	chain       []*x509.Certificate
	authorities []*x509.Certificate
	pool        *x509.CertPool
}

// Load reads the identity NAME ("node", "client.root") from a folder. Only Load refuses a key that does not match its certificate.
func Load(folder, name, principal string) (*Holder, error) {
	h := &Holder{folder: folder, name: name}
	next, err := h.read()
	if err == nil {
		_, err = tls.X509KeyPair(next.certificate, next.key)
	}
	if err == nil {
		err = checkPrincipal(next.chain[0], principal)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot load certificates: %w", err)
	}
	h.held.Store(next)
	return h, nil
}

func (h *Holder) read() (*held, error) {
	next := &held{pool: x509.NewCertPool()}
	var err error
	if next.files, err = read(h.folder, h.name); err != nil {
		return nil, err
	}
	if next.chain, err = parse(next.certificate); err != nil {
		return nil, fmt.Errorf("problem with %s certificate: %w", h.name, err)
	}
	if next.authorities, err = parse(next.files.authorities); err != nil {
		return nil, fmt.Errorf("problem with CA certificate: %w", err)
	}
	for _, authority := range next.authorities {
		next.pool.AddCert(authority)
	}
	return next, nil
}

// Reload reads the files again. Like CockroachDB it does not check that certificate and key match or are valid; handshakes fail instead.
func (h *Holder) Reload() error {
	next, err := h.read()
	if err != nil {
		return fmt.Errorf("could not reload certificates: reload would lose valid %s cert: %w", h.name, err)
	}
	h.held.Store(next)
	return nil
}

// Expirations returns the expiry of the CA and of the identity's own certificate.
func (h *Holder) Expirations() (authority, own time.Time) {
	held := h.held.Load()
	return held.authorities[0].NotAfter, held.chain[0].NotAfter
}

// Verify returns why peers with the same files would refuse this identity as a server or as a client.
func (h *Holder) Verify() error {
	held := h.held.Load()
	intermediates := x509.NewCertPool()
	for _, certificate := range held.chain[1:] {
		intermediates.AddCert(certificate)
	}
	for _, usage := range []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth} {
		if _, err := held.chain[0].Verify(x509.VerifyOptions{Roots: held.pool, Intermediates: intermediates, KeyUsages: []x509.ExtKeyUsage{usage}}); err != nil {
			return err
		}
	}
	return nil
}

// Server returns the server's TLS configuration, with the certificates held when the handshake begins.
func (h *Holder) Server(clients tls.ClientAuthType) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		held := h.held.Load()
		pair, err := tls.X509KeyPair(held.certificate, held.key)
		if err != nil {
			return nil, err
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}, ClientCAs: held.pool, ClientAuth: clients}, nil
	}}
}

// Client returns the client's TLS configuration.
func (h *Holder) Client(host string) (*tls.Config, error) {
	held := h.held.Load()
	pair, err := tls.X509KeyPair(held.certificate, held.key)
	if err != nil {
		return nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}, RootCAs: held.pool, ServerName: host}, nil
}
