// Workcomp is the command of this library: it runs cases that an analyst writes, looks
// policies over before they run, answers questions with their provisions, and makes
// pages. It reads files and writes to the terminal; it serves nothing.
//
//	go install github.com/workcomp-go/workcomp/cmd/workcomp@latest
//	workcomp help
//
// Flags stand anywhere, "-" is standard input, and --json writes data. The exit code is
// 0 when all is well, 1 when something that was asked fails (a scenario, a policy, a
// question that is refused), and 2 when the command cannot do what it is asked: a file
// that cannot be read or written, or a command line that is wrong.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/workcomp-go/workcomp/rule"
)

// The exit codes.
const (
	well   = 0
	failed = 1
	cannot = 2
)

func main() {
	os.Exit(opened(os.Stdin, os.Stdout, os.Stderr).run(os.Args[1:]))
}

// opened is the command on what may be a terminal.
func opened(in, out, err *os.File) *app {
	a := &app{in: in, out: out, err: err, asks: isTerminal(in), colour: coloured(isTerminal(out))}
	if isTerminal(err) {
		a.patience = time.Second
	}
	return a
}

// coloured reports whether to write in colours: to a terminal, unless NO_COLOR is set.
func coloured(terminal bool) bool { return terminal && os.Getenv("NO_COLOR") == "" }

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// An app is the command with what it reads and writes.
type app struct {
	in       io.Reader
	out, err io.Writer
	asks     bool // in is a terminal: questions may be asked
	colour   bool
	patience time.Duration // work that takes longer says how far it is, on err; 0: none does

	stdin []byte // once it was read
	json  bool
	lost  error // the first output that could not be written
}

// A command is one of those that the first word names.
type command struct {
	name, args, does string
	flags            func(*flag.FlagSet)
	run              func(args []string) int
}

func (a *app) commands() []command {
	return []command{a.testing(), a.checking(), a.diffing(), a.covering(), a.explaining(), a.documenting(), a.paging(), a.beginning(), a.cataloguing(),
		a.querying()}
}

// run runs a command line and returns the exit code.
func (a *app) run(args []string) int {
	code := a.dispatch(args)
	if a.lost != nil {
		fmt.Fprintf(a.err, "workcomp: the output cannot be written: %v\n", a.lost)
		return cannot
	}
	return code
}

func (a *app) dispatch(args []string) int {
	all := a.commands()
	word := ""
	if i := slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") }); i >= 0 {
		word, args = args[i], slices.Delete(slices.Clone(args), i, i+1)
	}
	names := make([]string, len(all))
	for i, c := range all {
		if names[i] = c.name; c.name == word {
			return a.start(c, args)
		}
	}
	switch {
	case word == "help" && len(args) > 0:
		return a.dispatch([]string{args[0], "--help"})
	case word == "help" || word == "" && slices.ContainsFunc(args, func(arg string) bool { return strings.TrimLeft(arg, "-") == "help" || arg == "-h" }):
		a.print("%s", overview(all))
		return well
	case word == "":
		fmt.Fprint(a.err, overview(all))
		return cannot
	}
	text := fmt.Sprintf("workcomp: there is no command %q, expected one of %s", word, strings.Join(names, ", "))
	if near := rule.Suggest(word, names); near != "" {
		text += fmt.Sprintf(" (did you mean %q?)", near)
	}
	fmt.Fprintln(a.err, text)
	return cannot
}

func overview(all []command) string {
	var b strings.Builder
	b.WriteString("usage: workcomp COMMAND [FLAG…] [ARGUMENT…]\n\n")
	for _, c := range all {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.does)
	}
	b.WriteString("\nworkcomp help COMMAND says more. Flags stand anywhere, - is standard input.\n" +
		"Exit code: 0 all is well, 1 something that was asked fails, 2 it cannot be done.\n")
	return b.String()
}

// start reads the flags of a command, wherever they stand, and runs it.
func (a *app) start(c command, args []string) int {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&a.json, "json", false, "write data: JSON")
	if c.flags != nil {
		c.flags(flags)
	}
	usage := func(w io.Writer) {
		fmt.Fprintf(w, "usage: workcomp %s [FLAG…] %s\n\n%s.\n\n", c.name, c.args, c.does)
		flags.SetOutput(w)
		flags.PrintDefaults()
	}
	var words []string
	for len(args) > 0 {
		err := flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			usage(writer{a})
			return well
		}
		if err != nil {
			fmt.Fprintf(a.err, "workcomp %s: %v\n", c.name, err)
			usage(a.err)
			return cannot
		}
		rest := flags.Args()
		ended := len(rest) < len(args) && args[len(args)-len(rest)-1] == "--"
		if ended || len(rest) == 0 {
			words = append(words, rest...)
			break
		}
		words, args = append(words, rest[0]), rest[1:]
	}
	return c.run(words)
}

// misused says what is wrong with the words of a command line.
func (a *app) misused(command, format string, args ...any) int {
	fmt.Fprintf(a.err, "workcomp %s: %s (workcomp help %s says how)\n", command, fmt.Sprintf(format, args...), command)
	return cannot
}

// fail says what cannot be done.
func (a *app) fail(err error) int {
	fmt.Fprintln(a.err, err)
	return cannot
}

// writer writes to the output of an app, and keeps what cannot be written.
type writer struct{ *app }

func (w writer) Write(data []byte) (int, error) {
	n, err := w.out.Write(data)
	if err != nil && w.lost == nil {
		w.lost = err
	}
	return n, err
}

func (a *app) print(format string, args ...any) { fmt.Fprintf(writer{a}, format, args...) }

// data writes a value as JSON.
func (a *app) data(v any) {
	e := json.NewEncoder(writer{a})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		a.lost = err
	}
}

// The colours of a terminal.
const (
	red   = "31"
	green = "32"
)

func (a *app) paint(colour, text string) string {
	if !a.colour {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}
