// Mutate says whether the tests of a package notice small changes of its source: an
// operator that is another, a condition that is negated, a number that is one more, a
// statement that is left out.
//
//	go run ./internal/mutate [-n 40] [-seed 1] [-min 95] [-at PLACES] [-run TESTS] PACKAGE…
//
// A package is built once with all its mutants, and its own tests run for each of a
// sample (-n 0: for all): those of -short first, and all where none of them fails. A
// mutant that no test fails for is a survivor, and is listed; one that takes five seconds
// more than five times the time is noticed.
// What has no meaning by custom is no mutant: what is returned before an error or before
// false, and the room that is made beforehand; nor is the same change a second time.
// The exit code is 1 when fewer than -min percent of the sample are noticed.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

// run is the command. What it cannot do is a panic below it, and its error.
func run(args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("mutate", flag.ContinueOnError)
	sample := flags.Int("n", 40, "how many mutants of each package are tried; 0 for all")
	seed := flags.Uint64("seed", 1, "which of them")
	least := flags.Float64("min", 95, "the percentage that is to be noticed")
	places := flags.String("at", "", "only mutants at these places, a regular expression of file.go:line:column:")
	tests := flags.String("run", "", "the tests that run; all of the package")
	if err := flags.Parse(args); err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	dir := must(os.MkdirTemp("", "mutate"))
	defer os.RemoveAll(dir)
	tried, noticed := 0, 0
	for _, name := range flags.Args() {
		p := build(name, dir)
		at := must(regexp.Compile(*places))
		chosen := slices.DeleteFunc(rand.New(rand.NewPCG(*seed, 0)).Perm(len(p.mutants)), func(i int) bool { return !at.MatchString(p.mutants[i].place()) })
		if *sample > 0 && *sample < len(chosen) {
			chosen = chosen[:*sample]
		}
		slices.Sort(chosen)
		limits := map[bool]time.Duration{}
		for _, short := range []bool{true, false} {
			start := time.Now()
			if failed, output := p.fails(0, *tests, short, 10*time.Minute); failed {
				return fmt.Errorf("%s fails without a mutant:\n%s", name, output)
			}
			limits[short] = patience(time.Since(start))
		}
		killed := 0
		for _, i := range chosen {
			failed, _ := p.fails(i+1, *tests, true, limits[true])
			if !failed {
				failed, _ = p.fails(i+1, *tests, false, limits[false])
			}
			if failed {
				killed++
				continue
			}
			fmt.Fprintf(out, "%s/%s survives: %s\n", name, p.mutants[i].place(), p.mutants[i].what)
		}
		fmt.Fprintf(out, "%s: %d of %d mutants tried, %d noticed (%.1f %%)\n", name, len(chosen), len(p.mutants), killed, percent(killed, len(chosen)))
		tried, noticed = tried+len(chosen), noticed+killed
	}
	if got := percent(noticed, tried); got < *least {
		return fmt.Errorf("%.1f %% of the mutants are noticed, expected at least %g %%", got, *least)
	}
	return nil
}

// patience is how long tests may take that take so long without a mutant.
func patience(took time.Duration) time.Duration { return 5*time.Second + 5*took }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func percent(part, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(part) / float64(of)
}

// A built package is its test program, with all its mutants.
type built struct {
	program, dir string
	flags        []string
	mutants      []mutant
}

// fails runs the tests with a mutant, 0 for none. What takes too long has failed.
func (p *built) fails(mutant int, tests string, short bool, limit time.Duration) (bool, []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.program, append([]string{"-test.failfast", "-test.run=" + tests, fmt.Sprintf("-test.short=%t", short)}, p.flags...)...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = p.dir, append(os.Environ(), "MUTANT="+strconv.Itoa(mutant)), time.Second
	output, err := cmd.CombinedOutput()
	return err != nil, output
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir, Name, Export      string
	GoFiles, TestImports, XTestImports []string
}

// build mutates a package and builds its tests in a folder.
func build(name, folder string) *built {
	exports, of := map[string]string{}, listed{}
	for dec := json.NewDecoder(bytes.NewReader(goTool("list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles,TestImports,XTestImports", name))); dec.More(); {
		of = listed{} // that asked for comes last
		must(0, dec.Decode(&of))
		exports[of.ImportPath] = of.Export
	}
	m := &mutator{fset: token.NewFileSet(), info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
	var files []*ast.File
	for _, file := range of.GoFiles {
		files = append(files, must(parser.ParseFile(m.fset, filepath.Join(of.Dir, file), nil, parser.ParseComments|parser.SkipObjectResolution)))
	}
	config := types.Config{Importer: importer.ForCompiler(m.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	must(config.Check(of.ImportPath, m.fset, files, m.info))
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	write := func(name, text string) {
		to := filepath.Join(folder, fmt.Sprintf("%d.go", len(overlay.Replace)))
		overlay.Replace[name] = to
		must(0, os.WriteFile(to, []byte(text), 0o600))
	}
	for _, f := range files {
		name := m.fset.Position(f.Package).Filename
		write(name, m.file(f, must(os.ReadFile(name))))
	}
	write(filepath.Join(of.Dir, "mutant_support.go"), support(of.Name))
	at := filepath.Join(folder, "overlay.json")
	must(0, os.WriteFile(at, must(json.Marshal(overlay)), 0o600))
	p := &built{program: filepath.Join(folder, "tests"), dir: of.Dir, mutants: m.mutants}
	if slices.Contains(append(of.TestImports, of.XTestImports...), "pgregory.net/rapid") {
		p.flags = []string{"-rapid.nofailfile", "-rapid.shrinktime=1ms"} // that it fails is enough
	}
	goTool("test", "-c", "-vet=off", "-overlay", at, "-o", p.program, name)
	return p
}

// goTool runs the go command.
func goTool(args ...string) []byte {
	var wrong bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Stderr = &wrong
	data, err := cmd.Output()
	if err != nil {
		panic(fmt.Sprintf("go %s: %v\n%s", args[0], err, wrong.Bytes()))
	}
	return data
}
