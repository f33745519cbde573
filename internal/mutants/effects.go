package mutants

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/scenario"
)

// Rowed is a policy that can go by other rows.
type Rowed[S, E ~string, P any] interface {
	WithRows(rows []lifecycle.Row[S, E]) (P, error)
	PolicyID() rule.PolicyID
}

// TestEffects holds the scenarios of a folder to every effect of the rows of a
// procedure: for each row, and each effect in it, the procedure without that effect
// fails one of them. What no scenario asks for could be taken out, or be wrong, and
// nobody would see it.
func TestEffects[P Rowed[S, E, P], S, E ~string](t testing.TB, rows []lifecycle.Row[S, E], folder string) {
	t.Helper()
	TestEffectsBy(t, rows, folder, byRows[P](rows))
}

// By gives a policy that goes by other rows; a policy that goes by none comes back as
// it is.
type By[S, E ~string] func(policy any, rows []lifecycle.Row[S, E]) (any, error)

// byRows is the By of policies that have the rows themselves.
func byRows[P Rowed[S, E, P], S, E ~string](rows []lifecycle.Row[S, E]) By[S, E] {
	none := map[string]bool{} // by what they are: those that go by no rows, as a programme of levels
	return func(policy any, other []lifecycle.Row[S, E]) (any, error) {
		p, ok := policy.(P)
		if !ok {
			return policy, nil
		}
		id := p.PolicyID().Hash
		if _, asked := none[id]; !asked {
			_, err := p.WithRows(rows)
			none[id] = err != nil
		}
		if none[id] {
			return policy, nil
		}
		return p.WithRows(other)
	}
}

// TestEffectsBy is TestEffects of policies that take the rows by a function.
func TestEffectsBy[S, E ~string](t testing.TB, rows []lifecycle.Row[S, E], folder string, by By[S, E]) {
	t.Helper()
	if err := effects(rows, folder, by); err != nil {
		t.Error(err)
	}
}

// effects says which effects no scenario of a folder asks for.
func effects[S, E ~string](rows []lifecycle.Row[S, E], folder string, by By[S, E]) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	unseen, errUnseen := untested(rows, files, by)
	errs := []error{err, errUnseen}
	for _, effect := range unseen {
		errs = append(errs, fmt.Errorf("no scenario of %s fails without %s", folder, effect))
	}
	return errors.Join(errs...)
}

// untested lists the effects without which every scenario passes.
func untested[S, E ~string](rows []lifecycle.Row[S, E], files []string, by By[S, E]) ([]string, error) {
	found := map[string][]*scenario.Scenario{} // by the ids of what is found in them
	scenarios, err := read(files)
	if err != nil {
		return nil, err
	}
	asTheyAre := once(rows, by)
	for _, s := range scenarios {
		ids, err := play(s, asTheyAre)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			found[id] = append(found[id], s)
		}
	}
	var unseen []string
	for i, r := range rows {
		where := found[r.ID]
		if len(r.From) == 0 { // it is none that fires, but holds for those
			for _, of := range rows {
				if of.On == r.On || r.On == "" {
					where = append(where, found[of.ID]...)
				}
			}
		}
		for j, e := range r.Does {
			without := slices.Clone(rows)
			without[i].Does = slices.Delete(slices.Clone(r.Does), j, j+1)
			with := once(without, by)
			seen := slices.ContainsFunc(where, func(s *scenario.Scenario) bool {
				r, err := s.RunWith(with)
				return err != nil || r.Failed()
			})
			if !seen {
				unseen = append(unseen, fmt.Sprintf("%s does[%d], %T%+v", r.ID, j, e, e))
			}
		}
	}
	return unseen, nil
}

// read reads the scenarios of files.
func read(files []string) (all []*scenario.Scenario, err error) {
	r := &scenario.Reader{Files: os.ReadFile}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		scenarios, err := r.Read(file, data)
		if err != nil {
			return nil, err
		}
		all = append(all, scenarios...)
	}
	return all, nil
}

// once puts policies that go by other rows in the place of those that do not, each
// compiled once.
func once[S, E ~string](rows []lifecycle.Row[S, E], by By[S, E]) scenario.Instead {
	made := map[string]any{}
	return func(policy any) (any, error) {
		p, ok := policy.(interface{ PolicyID() rule.PolicyID })
		if !ok {
			return policy, nil
		}
		other, known := made[p.PolicyID().Hash]
		if !known {
			var err error
			if other, err = by(policy, rows); err != nil {
				return nil, err
			}
			made[p.PolicyID().Hash] = other
		}
		return other, nil
	}
}

// play runs a scenario by other policies. It gives the ids of all that is found; the error
// says that the scenario fails.
func play(s *scenario.Scenario, with scenario.Instead) ([]string, error) {
	r, err := s.RunWith(with)
	if err == nil && r.Failed() {
		err = errors.New(r.String())
	}
	var ids []string
	for _, a := range r.Answers {
		for _, f := range a.Findings {
			if !slices.Contains(ids, f.ID) {
				ids = append(ids, f.ID)
			}
		}
	}
	return ids, err
}
