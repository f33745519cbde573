// Command book compares two policies over a whole book of employers. See README.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/workcomp-go/workcomp/classify"
)

const usage = `usage: book make [-n EMPLOYERS] FILE
       book compare [-before POLICY] [-after POLICY] [-way plain|beam|sql] [-dsn DSN] [-workers N] [-out DIR] FILE
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "book:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("book", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.Usage = func() { fmt.Fprint(progress, usage) }
	n := flags.Int("n", 10_000_000, "employers")
	from := flags.String("before", "wv-85-23", "a built-in policy, or a file")
	to := flags.String("after", "proposal.yaml", "a built-in policy, or a file")
	way := flags.String("way", "plain", "plain: goroutines; beam: Apache Beam; sql: PostgreSQL")
	dsn := flags.String("dsn", os.Getenv("BOOK_DSN"), "of PostgreSQL, for -way sql")
	workers := flags.Int("workers", runtime.GOMAXPROCS(0), "goroutines")
	dir := flags.String("out", "out", "the folder of who changes and of the dead letters")
	if len(args) == 0 {
		args = []string{""}
	}
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch {
	case flags.NArg() != 1 || args[0] != "make" && args[0] != "compare":
		flags.Usage()
		return fmt.Errorf("expected make or compare, and a file")
	case args[0] == "make":
		return Make(flags.Arg(0), *n)
	}
	before, err := policyOf(*from)
	if err != nil {
		return err
	}
	after, err := policyOf(*to)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(*dir, "*-*.parquet")) // of a run before, perhaps of a larger book
	for _, file := range old {
		if err == nil {
			err = os.Remove(file)
		}
	}
	if err != nil {
		return err
	}
	start := time.Now()
	var matrix Matrix
	var dead int64
	switch *way {
	case "plain":
		b, err := openBook(flags.Arg(0))
		if err != nil {
			return err
		}
		all := b.NumRows()
		b.file.Close()
		var done int64
		matrix, dead, err = Plain(ctx, flags.Arg(0), *dir, before, after, *workers, func(employers int64) {
			done += employers
			fmt.Fprintf(progress, "\r%d of %d", done, all)
		})
		fmt.Fprintln(progress)
		if err != nil {
			return err
		}
	case "beam":
		if matrix, dead, err = Beam(ctx, flags.Arg(0), *dir, before, after); err != nil {
			return err
		}
	case "sql":
		if matrix, dead, err = SQL(ctx, *dsn, flags.Arg(0), *dir, before, after); err != nil {
			return err
		}
	default:
		return fmt.Errorf("-way %s: expected plain, beam or sql", *way)
	}
	took := time.Since(start)
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s%d without an answer, see dead-*.parquet\n", matrix, dead)
	fmt.Fprintf(progress, "%s: %.1f s, %.0f employers a second, %.1f s of processor time, %d MB of memory at most\n", *way, took.Seconds(),
		float64(matrix.total()+dead)/took.Seconds(), time.Duration(used.Utime.Nano()+used.Stime.Nano()).Seconds(), used.Maxrss>>10)
	return nil
}

// policyOf reads a policy of a file, or the built-in one of an id.
func policyOf(name string) (*classify.Policy, error) {
	if filepath.Ext(name) != ".yaml" {
		return classify.Builtin(name)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return classify.ParsePolicy(name, text)
}
