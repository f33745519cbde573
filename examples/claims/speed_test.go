package main

import (
	"flag"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/examples/postgrestest"
)

var speed = flag.Bool("speed", false, "measure, beside pgbench on the same server")

// TestSpeed measures eight senders, each with claims of its own of twenty events, beside eight
// clients of pgbench, whose transaction has five statements. All of it is on the disk when it is
// answered.
func TestSpeed(t *testing.T) {
	if !*speed {
		t.Skip("-speed measures")
	}
	const clients, seconds = 8, 15
	t.Run("sqlite", func(t *testing.T) {
		measure(t, place{file: filepath.Join(t.TempDir(), "claims.db")}, clients, seconds)
	})
	t.Run("postgres", func(t *testing.T) {
		dsn, stop, err := postgrestest.Start()
		if err != nil {
			t.Skip(err)
		}
		defer stop()
		for _, args := range [][]string{{"-i", "-q", "-s", "10"}, {"-c", fmt.Sprint(clients), "-j", "2", "-T", fmt.Sprint(seconds)}} {
			out, err := exec.Command(postgrestest.Binary("pgbench"), append(args, dsn)...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if tps := regexp.MustCompile(`tps = \d+`).Find(out); tps != nil {
				t.Logf("pgbench: %s", tps)
			}
		}
		measure(t, place{dsn: dsn}, clients, seconds)
	})
}

func measure(t *testing.T, p place, clients, seconds int) {
	until := time.Now().Add(time.Duration(seconds) * time.Second)
	var delivered atomic.Int64
	var wg sync.WaitGroup
	s := p.open(t)
	for client := range clients {
		wg.Go(func() {
			for c := 0; time.Now().Before(until); c++ {
				claim := fmt.Sprintf("%d-%d", client, c)
				open := opening(claim)
				open.Open = &Opening{Domain: "intervention", Policies: []PolicyText{{Name: "nl-63.00"}}}
				for n := range 20 {
					d := open
					if n > 0 {
						d = appended(claim, fmt.Sprint(n), discussed(n))
					}
					if _, err := s.Deliver(ctx, d); err != nil {
						t.Error(err)
						return
					}
					delivered.Add(1)
				}
			}
		})
	}
	wg.Wait()
	t.Logf("claims: %d deliveries a second", delivered.Load()/int64(seconds))
}
