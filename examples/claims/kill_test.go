package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childVar holds what a child process does: "DSN\nFILE\nCLAIM\nN" delivers the course of a claim and
// is killed before its Nth statement; 0 is never.
const childVar = "CLAIMS_TEST_CHILD"

func child() {
	does := strings.Split(os.Getenv(childVar), "\n")
	left, _ := strconv.Atoi(does[3])
	s, err := OpenStore(ctx, does[0], does[1], time.UTC)
	if err == nil {
		s.before = func(string) {
			if left--; left == 0 {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {}
			}
		}
		for _, d := range course(does[2]) {
			if _, err = s.Deliver(ctx, d); err != nil {
				break
			}
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// The process is killed before every statement in turn, and after every commit; then all is
// delivered again, and nothing is lost or doubled.
func TestDeliverKilledAtEveryStatement(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts some two hundred processes")
	}
	onEach(t, func(t *testing.T, p place) {
		s := p.open(t)
		statements := 0
		s.before = func(string) { statements++ }
		for _, d := range course("K") {
			deliver(t, s, d)
		}
		s.before = nil
		want := held(t, s, "K")
		for n := 1; n <= statements; n++ {
			claim := fmt.Sprintf("K%d", n)
			run := exec.Command(os.Args[0])
			run.Env = append(os.Environ(), childVar+"="+strings.Join([]string{p.dsn, p.file, claim, strconv.Itoa(n)}, "\n"))
			out, err := run.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
				t.Fatalf("statement %d: %v: %s", n, err, out)
			}
			for _, d := range course(claim) {
				deliver(t, s, d)
			}
			if got := held(t, s, claim); got != want {
				t.Fatalf("killed before statement %d, then delivered again:\n%s\nundisturbed:\n%s", n, got, want)
			}
			checkReplay(t, s, claim)
		}
		t.Logf("killed %d times", statements)
	})
}
