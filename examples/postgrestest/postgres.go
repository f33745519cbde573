// Package postgrestest starts a PostgreSQL server for the tests of the example hosts,
// of what the system has installed: Debian's package postgresql is enough.
package postgrestest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// ErrNone says that PostgreSQL is not installed.
var ErrNone = errors.New("PostgreSQL is not installed here (Debian: apt-get install postgresql)")

// Binary finds a program of PostgreSQL, which Debian keeps out of the PATH; "" for none.
func Binary(name string) string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if len(found) > 0 {
		return found[len(found)-1]
	}
	path, _ := exec.LookPath(name)
	return path
}

// Start runs a server in a temporary folder, on a socket in it and no port, with
// settings such as "fsync=off". stop ends it and takes the folder away.
func Start(settings ...string) (dsn string, stop func(), err error) {
	if Binary("initdb") == "" || Binary("postgres") == "" {
		return "", nil, ErrNone
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		return "", nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	as := &syscall.SysProcAttr{}
	if os.Geteuid() == 0 { // as whom it refuses to run
		owner, err := user.Lookup("postgres")
		if err != nil {
			return "", nil, err
		}
		uid, _ := strconv.Atoi(owner.Uid)
		gid, _ := strconv.Atoi(owner.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return "", nil, err
		}
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(Binary(name), args...)
		cmd.Dir, cmd.SysProcAttr = dir, as
		return cmd
	}
	data := filepath.Join(dir, "data")
	if out, err := run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync").CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	args := []string{"-D", data, "-k", dir, "-c", "listen_addresses="}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	server := run("postgres", args...)
	if err := server.Start(); err != nil {
		return "", nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	stop = func() {
		_ = server.Process.Signal(syscall.SIGINT) // which ends the sessions too
		<-ended
		os.RemoveAll(dir)
	}
	for range 600 {
		if run("pg_isready", "-q", "-h", dir).Run() == nil {
			return "host=" + dir + " user=postgres dbname=postgres sslmode=disable", stop, nil
		}
		select {
		case err := <-ended:
			return "", nil, fmt.Errorf("PostgreSQL did not start: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
	stop()
	return "", nil, errors.New("PostgreSQL did not start within a minute")
}
