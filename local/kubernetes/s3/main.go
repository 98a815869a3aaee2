// s3 is an S3 server for tests: it keeps everything in memory, checks signatures, and serves HTTPS where it is given a certificate.
// It prints the address it listens on, and ends with its standard input.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "address")
	buckets := flag.String("buckets", "", "names, separated by commas")
	certificate := flag.String("certificate", "", "file (PEM); absent: HTTP")
	key := flag.String("key", "", "file (PEM) with the certificate's key")
	flag.Parse()
	if err := serve(*listen, *buckets, *certificate, *key); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(listen, buckets, certificate, key string) error {
	backend := s3mem.New()
	for _, bucket := range strings.Split(buckets, ",") {
		if err := backend.CreateBucket(context.Background(), bucket); err != nil {
			return err
		}
	}
	// In the environment, as a secret belongs in no argument.
	login := map[string]string{os.Getenv("ACCESS_KEY_ID"): os.Getenv("SECRET_ACCESS_KEY")}
	server := gofakes3.New(backend, gofakes3.WithV4Auth(login), gofakes3.WithIntegrityCheck(true)).Server()
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	if certificate == "" {
		return http.Serve(listener, server)
	}
	return http.ServeTLS(listener, server, certificate, key)
}
