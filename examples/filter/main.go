// Command filter answers questions as lines of JSON: one question a line on
// standard input, one answer a line on standard output, in the same order. It holds
// no state: a question brings its case, and the answer gives the next one back. A
// host in any language starts it once and talks to it through a pipe; it runs
// natively and as wasip1.
//
//	{"id": 1, "domain": "classify", "policy": "wv-85-23", "event": {"event": "review", "on": "2024-07-20", …}}
//	{"id": 1, "case": {"tier": "target", …}, "outcome": {"findings": […], "opened": […]}}
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// longest is the longest line that is read, in bytes.
const longest = 1 << 20

func main() {
	flag.Func("policy", "a policy file of your own, as DOMAIN=FILE; may be repeated", func(s string) error {
		domain, file, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("expected DOMAIN=FILE")
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return register(domain, file, data)
	})
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "filter: it reads standard input, and takes no arguments")
		os.Exit(2)
	}
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "filter:", err)
		os.Exit(2)
	}
}

// serve answers every line of in. A line that is no question is answered too; the
// error is of a reader or a writer. Answers are written out whenever no further
// question is waiting.
func serve(in io.Reader, out io.Writer) error {
	questions, answers := bufio.NewReaderSize(in, 64<<10), bufio.NewWriter(out)
	for {
		line, tooLong, err := readLine(questions)
		if len(line) > 0 || tooLong {
			a := answer{Error: &fault{Message: fmt.Sprintf("the line is longer than %d bytes", longest)}}
			if !tooLong {
				a = ask(line)
			}
			if _, err := answers.Write(append(a.json(), '\n')); err != nil {
				return err
			}
		}
		if err != nil || questions.Buffered() == 0 {
			if err := answers.Flush(); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads a line without its end; of one that is too long only that it is.
func readLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !tooLong {
			line = append(line, part...)
		}
		if len(line) > longest {
			line, tooLong = nil, true
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		return []byte(strings.TrimSpace(string(line))), tooLong, err
	}
}
