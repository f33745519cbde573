package workcomp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// arrows says who may import whom inside the module, as text: a line names
// packages and, after "<-", what they may import. Everything else is a fault.
const arrows = `
calendar                                      <- internal/stored internal/words
calendar/calendartest                         <- calendar rule/property
internal/words                                <-
internal/stored                               <- internal/words
internal/unshare                              <-
internal/number                               <- calendar internal/words
internal/expression                           <- calendar internal/number internal/words
internal/batch                                <- calendar internal/expression
rule                                          <- calendar internal/analysis internal/batch internal/expression internal/number internal/stored internal/words internal/unshare
internal/analysis                             <- calendar internal/expression internal/words
rule/catalogue                                <- rule rule/lifecycle
rule/batch                                    <- rule internal/analysis internal/batch internal/expression internal/words
rule/receipt                                  <- rule internal/stored internal/strict internal/expression
rule/lint                                     <- calendar rule rule/catalogue internal/analysis internal/expression
internal/strict                                  <- calendar rule internal/number internal/words
internal/cost                                 <-
internal/failing                              <-
rule/lifecycle                                <- calendar rule internal/stored internal/strict internal/expression internal/words internal/unshare
internal/golden                               <-
benefits/taper                                <- calendar rule internal/strict
internal/reading                              <- rule rule/lifecycle internal/strict internal/words
internal/embedded                             <- internal/strict
internal/listing                              <- calendar rule rule/catalogue rule/lint internal/strict internal/words internal/unshare
scenario/draft                                <- rule internal/strict
rule/property                                 <- scenario/draft
rule/sql                                      <- rule rule/catalogue internal/expression
classify intervention placement               <- calendar rule rule/batch rule/catalogue rule/lifecycle internal/strict internal/reading internal/embedded internal/listing internal/number internal/words benefits/taper internal/unshare
benefits                                      <- calendar rule rule/batch rule/catalogue internal/expression internal/strict internal/reading internal/embedded internal/listing internal/number internal/words benefits/taper internal/unshare
internal/schema                               <- calendar rule internal/strict internal/reading internal/golden
schemas                                       <- internal/strict
rule/policy                                   <- calendar rule rule/catalogue rule/lifecycle internal/strict internal/listing internal/reading
rule/procedure                                <- calendar rule rule/catalogue rule/lifecycle rule/policy internal/strict internal/expression internal/listing internal/reading internal/words internal/unshare
rule/lifecycle/lifecycletest                  <- calendar rule scenario/draft internal/expression rule/property internal/words rule/lifecycle
classify/classifytest                         <- calendar rule rule/catalogue rule/lifecycle/lifecycletest rule/property classify
intervention/interventiontest                 <- calendar rule rule/lifecycle/lifecycletest intervention
placement/placementtest                       <- calendar rule rule/lifecycle/lifecycletest placement
benefits/benefitstest                         <- calendar rule rule/property scenario/draft benefits
internal/mutants                              <- rule rule/lifecycle rule/lifecycle/lifecycletest internal/golden rule/property scenario
internal/mutate                               <-
scenario                                      <- calendar rule rule/catalogue rule/lifecycle rule/procedure internal/strict scenario/draft internal/listing internal/number classify intervention placement benefits
cmd/workcomp                                  <- calendar rule rule/catalogue rule/lint rule/sql rule/property internal/strict internal/words scenario classify intervention placement benefits classify/classifytest intervention/interventiontest placement/placementtest benefits/benefitstest rule/lifecycle/lifecycletest rule/procedure
examples/ownprocedure                         <- calendar rule rule/lifecycle rule/policy
examples/casebook                             <- calendar rule internal/strict scenario classify intervention placement benefits rule/lifecycle
.                                             <-
`

// libraries are the packages a host embeds: pure, exact and without floats.
var libraries = []string{"calendar", "internal/words", "internal/stored", "internal/unshare", "internal/number", "internal/expression", "internal/batch", "internal/analysis", "rule", "rule/batch", "rule/catalogue", "rule/lint", "rule/receipt", "rule/sql", "internal/strict", "rule/lifecycle", "internal/reading", "internal/embedded", "internal/listing", "benefits/taper", "rule/policy", "rule/procedure", "classify", "intervention", "placement", "benefits", "schemas"}

// outside says what library packages may import beyond the module. What is not
// here (net, os, time's clock, log, math/rand, sync's locks …) they do not have.
const outside = `
bytes cmp embed encoding encoding/hex encoding/json errors fmt io iter maps math math/big math/bits reflect regexp slices strconv strings
crypto/sha256 database/sql/driver time unicode unicode/utf8 sync
github.com/shopspring/decimal github.com/expr-lang/expr/ast github.com/expr-lang/expr/file github.com/expr-lang/expr/parser
github.com/expr-lang/expr/parser/lexer go.yaml.in/yaml/v3
`

const module = "github.com/workcomp-go/workcomp"

func allowed(t *testing.T) map[string][]string {
	t.Helper()
	rules := map[string][]string{}
	for line := range strings.Lines(arrows) {
		left, right, ok := strings.Cut(line, "<-")
		if !ok {
			continue
		}
		for _, pkg := range strings.Fields(left) {
			rules[pkg] = strings.Fields(right)
		}
	}
	return rules
}

// sources parses the Go files of the module's own packages, tests left out,
// by package folder. Folders with a go.mod of their own are other modules.
func sources(t *testing.T) (*token.FileSet, map[string][]*ast.File) {
	t.Helper()
	fset, files := token.NewFileSet(), map[string][]*ast.File{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); name != "." && (err == nil || strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(name))
		files[dir] = append(files[dir], f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return fset, files
}

// importFaults lists the imports of a package that the arrows do not allow.
func importFaults(rules map[string][]string, pkg string, imports []string) []string {
	may, known := rules[pkg]
	if !known {
		return []string{pkg + " is not in the table of arrows"}
	}
	var faults []string
	for _, imported := range imports {
		own, inside := strings.CutPrefix(imported, module+"/")
		switch {
		case inside && !slices.Contains(may, own):
			faults = append(faults, pkg+" imports "+own)
		case imported == "unsafe" && (pkg == "internal/batch" || pkg == "internal/expression"): // fields of structs are read by their offsets
		case !inside && slices.Contains(libraries, pkg) && !slices.Contains(strings.Fields(outside), imported):
			faults = append(faults, pkg+" imports "+imported)
		}
	}
	return faults
}

func TestTheArrowsPointOneWay(t *testing.T) {
	rules := allowed(t)
	_, files := sources(t)
	for _, pkg := range slices.Sorted(maps.Keys(files)) {
		var imports []string
		for _, f := range files[pkg] {
			for _, i := range f.Imports {
				imports = append(imports, strings.Trim(i.Path.Value, `"`))
			}
		}
		for _, fault := range importFaults(rules, pkg, imports) {
			t.Error(fault)
		}
	}
	for pkg := range rules {
		if files[path.Clean(pkg)] == nil {
			t.Errorf("%s is in the table of arrows and does not exist", pkg)
		}
	}
}

func TestAnArrowTheWrongWayIsSeen(t *testing.T) {
	rules := allowed(t)
	for _, c := range []struct{ pkg, imported, want string }{
		{"calendar", module + "/rule", "calendar imports rule"},
		{"classify", module + "/benefits", "classify imports benefits"},
		{"rule", "net/http", "rule imports net/http"},
		{"benefits", "os", "benefits imports os"},
		{"benefits", "unsafe", "benefits imports unsafe"},
		{"newcomer", "fmt", "newcomer is not in the table of arrows"},
	} {
		if got := importFaults(rules, c.pkg, []string{c.imported}); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s importing %s: got %q, want %q", c.pkg, c.imported, got, c.want)
		}
	}
}
