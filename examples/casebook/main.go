// Casebook tells real cases, decided from real regulations, line by line: what
// happened, what it led to, when it is due, and the provision of each line.
//
//	go run ./examples/casebook                         the cases of this repository
//	go run ./examples/casebook FILE…                   cases of your own, in the same form
//	go run ./examples/casebook -interpretations [ID…]  the readings the policies take, for counsel
//	go run ./examples/casebook -rules [ID…]            the policies as data: JSON, one catalogue after the other
//	go run ./examples/casebook -compare [FILE]         one year of wages under every subsidy policy
//
// It needs no network. Its figures are in cases/*.yaml: change one and run it
// again. A file that cannot be read is reported with all its mistakes, and the
// exit code is 2. Colour is used on a terminal only, and not when NO_COLOR is set.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/workcomp-go/workcomp/placement"
)

//go:embed cases
var cases embed.FS

// story are the files of the repository's own cases, in the order of telling.
var story = []string{"cases/a-xyz.yaml", "cases/b-wages.yaml", "cases/c-priority-employer.yaml", "cases/d-placement.yaml",
	"cases/e-corrected-factor.yaml"}

// year is the file that -compare reads when none is named.
const year = "cases/compare.yaml"

func main() {
	info, err := os.Stdout.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == ""
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, terminal))
}

// The exit codes.
const (
	told       = 0
	unreadable = 2
)

func run(args []string, stdout, stderr io.Writer, colour bool) int {
	flags := flag.NewFlagSet("casebook", flag.ContinueOnError)
	flags.SetOutput(stderr)
	counsel := flags.Bool("interpretations", false, "print the interpretations of the policies named, or of all")
	listed := flags.Bool("rules", false, "print the policies named, or all, as data (JSON)")
	compare := flags.Bool("compare", false, "print one year of wages under every subsidy policy")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return told
	} else if err != nil {
		return unreadable
	}
	p := &page{out: stdout, colour: colour}
	var err error
	switch {
	case *counsel:
		err = p.interpretations(flags.Args())
	case *listed:
		err = rules(stdout, flags.Args())
	case *compare:
		err = p.files(flags.Args(), []string{year})
	default:
		err = p.files(flags.Args(), story)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return unreadable
	}
	return told
}

// files tells the chapters of the files named, or of those of the repository.
// All files are read before the first line is written.
func (p *page) files(named, own []string) error {
	read := os.ReadFile
	if len(named) == 0 {
		named, read = own, cases.ReadFile
	}
	var chapters []chapter
	var failures []error
	for _, name := range named {
		data, err := read(name)
		if err == nil {
			var more []chapter
			more, err = parse(name, data)
			chapters = append(chapters, more...)
		}
		failures = append(failures, err)
	}
	if err := errors.Join(failures...); err != nil {
		return err
	}
	if !slices.ContainsFunc(chapters, func(c chapter) bool { return c.Year != nil }) {
		p.legend()
	}
	for i, c := range chapters {
		if i > 0 {
			p.blank()
			p.blank()
		}
		if err := p.chapter(i, c); err != nil {
			return fmt.Errorf("%s: %w", c.Title, err)
		}
	}
	return nil
}

func (p *page) legend() {
	p.paragraph("Each line ends in its provision. A line after a dash was looked at and was not met; a word in [brackets] is the interpretation " +
		"on which a line rests (casebook -interpretations prints them). The figures come from files that can be edited.")
	p.blank()
	p.blank()
}

func (p *page) chapter(i int, c chapter) error {
	p.heading(fmt.Sprintf("(%c) %s", 'a'+i%26, c.Title))
	p.paragraph("Policy " + c.Policy.Value + ". " + c.About)
	if len(c.Steps) > 0 {
		l, err := p.tell(c)
		if err != nil {
			return err
		}
		if c.Money != nil {
			if err := p.money(c.Policy.Value, c.Money.Value, l.at().(placement.Case)); err != nil {
				return err
			}
		}
	}
	if c.Wages != nil {
		if err := p.wages(c.Policy.Value, c.Wages.Value, len(c.Steps) > 0); err != nil {
			return err
		}
	}
	if c.Year != nil {
		return p.compare(c.Year.Value)
	}
	return nil
}
