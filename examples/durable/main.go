// Command durable runs claims as workflows of Temporal. See README.md.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
)

const usage = `usage: durable [-server ADDRESS] [-letters DIR] [-zone ZONE] COMMAND
  work                       does what is due, until it is interrupted
  open CLAIM [POLICY]        begins a claim under a built-in policy
  deliver CLAIM ID REQUEST   {"do":"append","event":{…}}: the answer, or why not
  show CLAIM
`

// queue is where workers wait for claims.
const queue = "claims"

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "durable:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("durable", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	server := flags.String("server", client.DefaultHostPort, "of Temporal")
	letters := flags.String("letters", "letters", "the folder of the reminders")
	zone := flags.String("zone", "America/New_York", "of the board")
	if err := flags.Parse(args); err != nil {
		return err
	}
	args = flags.Args()
	if want := map[string]int{"work": 1, "open": 2, "deliver": 4, "show": 2}[flags.Arg(0)]; want == 0 || len(args) < want {
		flags.Usage()
		return fmt.Errorf("expected a command with what it takes")
	}
	c, err := client.DialContext(ctx, client.Options{HostPort: *server})
	if err != nil {
		return err
	}
	defer c.Close()
	switch args[0] {
	case "work":
		if err := os.MkdirAll(*letters, 0o755); err != nil {
			return err
		}
		return newWorker(c, *letters).Run(worker.InterruptCh())
	case "open":
		p, err := classify.Builtin(append(args, "wv-85-23")[2])
		if err != nil {
			return err
		}
		_, err = c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: args[1], TaskQueue: queue,
			WorkflowExecutionErrorWhenAlreadyStarted: true},
			Run, Claim{Policies: []string{p.Text()}, Zone: *zone})
		return err
	case "deliver":
		var r lifecycle.Request
		if err := json.Unmarshal([]byte(args[3]), &r); err != nil {
			return err
		}
		update, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: args[1], UpdateID: args[2], UpdateName: deliver,
			Args: []any{r}, WaitForStage: client.WorkflowUpdateStageCompleted})
		if err != nil {
			return err
		}
		var done lifecycle.Done
		if err := update.Get(ctx, &done); err != nil {
			return err
		}
		return json.NewEncoder(out).Encode(done)
	}
	answer, err := c.QueryWorkflow(ctx, args[1], "", show)
	if err != nil {
		return err
	}
	var view View
	if err := answer.Get(&view); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(view)
}

// newWorker makes a worker of claims.
func newWorker(c client.Client, letters string) worker.Worker {
	w := worker.New(c, queue, worker.Options{})
	w.RegisterWorkflow(Run)
	w.RegisterActivity(&Letters{letters})
	return w
}
