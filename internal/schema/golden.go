package schema

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// Golden compares the schema of a type with the file of that name which the
// repository keeps; UPDATE_GOLDEN=1 writes it.
func Golden(t testing.TB, m *Maker, of reflect.Type, name, title string) {
	t.Helper()
	s, err := m.Of(of)
	if err != nil {
		t.Fatal(err)
	}
	Keep(t, s, name, title)
}

// Keep compares a schema with the file that is kept of it, under its title.
func Keep(t testing.TB, s *Schema, name, title string) {
	t.Helper()
	made, err := Document(name, title, s)
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, filepath.Join(Root(), "schemas", name+".json"), made)
}
