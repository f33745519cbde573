package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
)

var withServer = flag.Bool("server", os.Getenv("DURABLE_SERVER") != "", "build the Temporal server of ./server and kill it, and the worker")

const workerVar = "DURABLE_TEST_WORKER" // "ADDRESS\nLETTERS": the test binary is a worker

func TestMain(m *testing.M) {
	if does := os.Getenv(workerVar); does != "" {
		address, letters, _ := strings.Cut(does, "\n")
		if err := run(context.Background(), []string{"-server", address, "-letters", letters, "work"}, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// kept keeps a process running, as an init system does: one that ends by itself (a port that it
// wants was taken meanwhile) is started again. It gives what kills it (-9) for good and waits.
func kept(t *testing.T, command func() *exec.Cmd) (kill func()) {
	t.Helper()
	start := func() *exec.Cmd {
		cmd := command()
		cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
		if err := cmd.Start(); err != nil {
			t.Error(err)
			return nil
		}
		return cmd
	}
	stop, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for cmd := start(); cmd != nil; cmd = start() {
			ended := make(chan struct{})
			go func() { _ = cmd.Wait(); close(ended) }()
			select {
			case <-stop:
				_ = cmd.Process.Kill()
				<-ended
				return
			case <-ended:
				fmt.Fprintln(os.Stderr, cmd.Path, "ended by itself:", cmd.ProcessState)
			}
			select {
			case <-stop:
				return
			case <-time.After(time.Second):
			}
		}
	}()
	kill = sync.OnceFunc(func() { close(stop); <-gone })
	t.Cleanup(kill)
	return kill
}

// freePort is a port that nothing listens on, below those that the system gives to connections: what
// dials a server that was killed may be given the very port that it dials, and keeps it from the next.
func freePort(t *testing.T) int {
	t.Helper()
	for port := 20000 + os.Getpid()%10000; port < 32768; port++ {
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

// Worker and server are killed between the deliveries and before a reminder; everything that was not
// answered is delivered again, and nothing is lost or doubled.
func TestServer_killed(t *testing.T) {
	if !*withServer {
		t.Skip("-server builds and kills a real server, which takes minutes")
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "server")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = "server"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	port := freePort(t)
	address := fmt.Sprintf("127.0.0.1:%d", port)
	letters := filepath.Join(dir, "letters")
	server := func() func() {
		return kept(t, func() *exec.Cmd {
			return exec.Command(binary, "-port", fmt.Sprint(port), "-file", filepath.Join(dir, "temporal.db"))
		})
	}
	work := func() func() {
		return kept(t, func() *exec.Cmd {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), workerVar+"="+address+"\n"+letters)
			return cmd
		})
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	// again does something until the server answers.
	again := func(what string, do func(ctx context.Context, c client.Client) error) {
		t.Helper()
		for {
			short, stop := context.WithTimeout(ctx, 15*time.Second)
			c, err := client.DialContext(short, client.Options{HostPort: address})
			if err == nil {
				err = do(short, c)
				c.Close()
			}
			stop()
			var app *temporal.ApplicationError
			switch {
			case err == nil:
				return
			case errors.As(err, &app) || ctx.Err() != nil:
				t.Fatalf("%s: %v", what, err)
			}
			time.Sleep(300 * time.Millisecond)
		}
	}
	killServer := server()
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	again("open", func(ctx context.Context, c client.Client) error {
		_, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: "E-100", TaskQueue: queue}, Run,
			Claim{Policies: []string{p.Text()}, Zone: "America/New_York"})
		return err
	})
	killWorker := work()
	for i, d := range []struct{ id, event string }{{"r-1", review}, {"n-1", notify}, {"n-1", notify}} {
		switch i {
		case 0: // while it is delivered
			killWorker()
			time.AfterFunc(2*time.Second, func() { killWorker = work() })
		case 1:
			killServer()
			killServer = server()
		}
		again(d.id, func(ctx context.Context, c client.Client) error {
			u, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: "E-100", UpdateID: d.id, UpdateName: deliver,
				Args: []any{lifecycle.Request{Do: "append", Event: []byte(d.event)}}, WaitForStage: client.WorkflowUpdateStageCompleted})
			if err != nil {
				return err
			}
			return u.Get(ctx, nil)
		})
	}
	killWorker()
	work()
	// The plan was due in 2024: the reminder is written at once, and once.
	for ctx.Err() == nil {
		if files, _ := filepath.Glob(filepath.Join(letters, "*.json")); len(files) > 0 {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	again("show", func(ctx context.Context, c client.Client) error {
		answer, err := c.QueryWorkflow(ctx, "E-100", "", show)
		if err != nil {
			return err
		}
		var view View
		if err := answer.Get(&view); err != nil {
			return err
		}
		if view.Tier != "target" {
			t.Errorf("the tier is %s", view.Tier)
		}
		return nil
	})
	if files, _ := filepath.Glob(filepath.Join(letters, "*.json")); len(files) != 1 {
		t.Errorf("letters %v, want one", files)
	}
	var refused *temporal.ApplicationError
	c, err := client.DialContext(ctx, client.Options{HostPort: address})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	u, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: "E-100", UpdateID: "o-1", UpdateName: deliver,
		Args:         []any{lifecycle.Request{Do: "append", Event: []byte(`{"event":"order","on":"2024-08-01","to":"none","reason":"x"}`)}},
		WaitForStage: client.WorkflowUpdateStageCompleted})
	if err == nil {
		err = u.Get(ctx, nil)
	}
	if !errors.As(err, &refused) || refused.Type() != "refused" {
		t.Errorf("got %v", err)
	}
}
