package strict

import "testing"

func TestAPathIsFoundInTheFile(t *testing.T) {
	f := ParseYAML("p.yaml", []byte("policy: x\nlevels:\n  - level: a\n    if: emf > 1\n  - {level: b, if: \"emf > 2\"}\nbands: {rows: [{from: 0}, {from: 5}]}\n"))
	for _, c := range []struct {
		path, found string
		pos         Pos
	}{
		{"policy", "policy", Pos{1, 9}},
		{"levels", "levels", Pos{3, 3}},
		{"levels[0]", "levels[0]", Pos{3, 5}},
		{"levels[0].if", "levels[0].if", Pos{4, 9}},
		{"levels[1].if", "levels[1].if", Pos{5, 21}}, // inside the quotes
		{"bands.rows[1].from", "bands.rows[1].from", Pos{6, 34}},
		{"levels[0].text", "levels[0]", Pos{3, 5}},
		{"levels[2].if", "levels", Pos{3, 3}},
		{"levels[-1]", "levels", Pos{3, 3}},
		{"levels[x]", "levels", Pos{3, 3}},
		{"policy.if", "policy", Pos{1, 9}},
		{"lifecycle[0].if", "", Pos{}},
		{"", "", Pos{}},
	} {
		if found, pos := f.Find(c.path); found != c.found || pos != c.pos {
			t.Errorf("%s: found %q at %v, want %q at %v", c.path, found, pos, c.found, c.pos)
		}
	}
	if found, pos := ParseYAML("p.yaml", nil).Find("levels"); found != "" || pos != (Pos{}) {
		t.Errorf("of an empty file: %s at %v", found, pos)
	}
}

func TestNode_Place(t *testing.T) {
	n := ParseYAML("p.yaml", []byte("start: 1\nwages:\n  - {from: 2, grosss: 3}\n  - {from: 2}\n")).One()
	for path, want := range map[string]Pos{"start": {1, 1}, "wages": {2, 1}, "wages[0].grosss": {3, 15}, "wages[1].gross": {4, 5}, "wages[2]": {2, 1}, "gross": {}, "": {}} {
		if at, found := n.Place(path); at != want || found != (want != Pos{}) {
			t.Errorf("%s: %v, %t", path, at, found)
		}
	}
}
