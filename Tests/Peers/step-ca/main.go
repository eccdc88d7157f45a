// step-ca with a software CA and a software KMS only: what the SCEP provisioner needs, and nothing else.
// Usage: step-ca CONFIGURATION
package main

import (
	"fmt"
	"os"

	"github.com/smallstep/certificates/authority/config"
	"github.com/smallstep/certificates/ca"
	_ "github.com/smallstep/certificates/cas/softcas"
	_ "github.com/smallstep/certificates/kms/softkms"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(path string) error {
	c, err := config.LoadConfiguration(path)
	if err != nil {
		return err
	}
	server, err := ca.New(c)
	if err != nil {
		return err
	}
	return server.Run()
}
