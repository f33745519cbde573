// Command claims keeps claims in a database: every change with the case, its duties, what
// other systems are to know and the reminders, in one transaction. See README.md.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"time"
	_ "time/tzdata"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

const usage = `usage: claims [-dsn DSN | -file FILE] [-zone ZONE] COMMAND
  deliver [FILE]      deliveries, one JSON object a line; an answer a line
  show CLAIM          a claim as it stands, with its history
  overdue [DAY]       what is overdue, on a day or today
  feed                what is due, as an iCalendar file
  send                what other systems are to know, each message until it was sent
  work                reminds, until it is interrupted
  serve [ADDRESS]     pages, by default on localhost:8080
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "claims:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("claims", flag.ContinueOnError)
	flags.Usage = func() { fmt.Fprint(flags.Output(), usage) }
	dsn := flags.String("dsn", os.Getenv("CLAIMS_DSN"), "of PostgreSQL; none: SQLite")
	file := flags.String("file", "claims.db", "of SQLite")
	zoneName := flags.String("zone", "America/Edmonton", "of the board")
	if err := flags.Parse(args); err != nil {
		return err
	}
	zone, err := time.LoadLocation(*zoneName)
	if err != nil {
		return err
	}
	s, err := OpenStore(ctx, *dsn, *file, zone)
	if err != nil {
		return err
	}
	defer s.Close()
	lines := json.NewEncoder(out)
	argument := flags.Arg(1)
	switch flags.Arg(0) {
	case "deliver":
		if argument != "" {
			f, err := os.Open(argument)
			if err != nil {
				return err
			}
			defer f.Close()
			in = f
		}
		return s.deliverLines(ctx, in, lines)
	case "show":
		c, err := s.Claim(ctx, argument)
		if err != nil {
			return err
		}
		return lines.Encode(c)
	case "overdue":
		day := s.today()
		if argument != "" {
			if day, err = calendar.Parse(argument); err != nil {
				return err
			}
		}
		duties, err := s.Overdue(ctx, day)
		for _, d := range duties {
			fmt.Fprintf(out, "%s\t%s\t%s\tby %s\t%d days late\t%s\n", d.Claim, d.Due, d.ID, d.By, d.DaysLate(day), d.Cite)
		}
		return err
	case "feed":
		feed, err := s.Feed(ctx)
		fmt.Fprint(out, feed)
		return err
	case "send":
		return s.Send(ctx, func(m Message) error { return lines.Encode(m) })
	case "work":
		return s.Work(ctx, time.Second)
	case "serve":
		if argument == "" {
			argument = "localhost:8080"
		}
		server := &http.Server{Addr: argument, Handler: s.Pages(), ReadHeaderTimeout: 10 * time.Second}
		context.AfterFunc(ctx, func() { _ = server.Shutdown(context.Background()) })
		fmt.Fprintf(out, "http://%s\n", argument)
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
	flags.Usage()
	return fmt.Errorf("%q is no command", flags.Arg(0))
}

// deliverLines answers every line. A refusal and what is no delivery are answers; an
// error of the database ends it, and the lines from there on are delivered again.
func (s *Store) deliverLines(ctx context.Context, in io.Reader, out *json.Encoder) error {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		if len(scanner.Bytes()) == 0 {
			continue
		}
		var d Delivery
		answer := map[string]any{}
		err := json.Unmarshal(scanner.Bytes(), &d)
		if err == nil {
			answer["claim"], answer["id"] = d.Claim, d.ID
			answer["answer"], err = s.Deliver(ctx, d)
		}
		var refused *rule.Refused
		switch {
		case errors.As(err, &refused):
			delete(answer, "answer")
			answer["refused"] = refused
		case err != nil && !isInput(err):
			return err
		case err != nil:
			delete(answer, "answer")
			answer["error"] = err.Error()
		}
		if err := out.Encode(answer); err != nil {
			return err
		}
	}
	return scanner.Err()
}

// isInput reports whether the sender has to change what was delivered.
func isInput(err error) bool {
	var input *rule.InputError
	var different *DifferentError
	var mistakes rule.Diagnostics
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &input) || errors.As(err, &different) || errors.As(err, &mistakes) ||
		errors.As(err, &syntax) || errors.As(err, &kind)
}
