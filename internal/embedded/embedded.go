// Package embedded finds the policy files that a package carries within itself.
package embedded

import (
	"embed"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// form is how the name of a policy file ends.
const form = ".yaml"

// IDs lists the policies in a folder of embedded files, in the order of their
// names: the id of policies/ab-toj.yaml is ab-toj.
func IDs(files embed.FS, folder string) []string {
	entries, _ := files.ReadDir(folder) // a folder that is not embedded has none
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), form); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// File returns the name and the text of the file of a policy. An unknown id is
// a *rule.InputError of the field policy, with those known.
func File(files embed.FS, folder, id string) (name string, data []byte, err error) {
	known := IDs(files, folder)
	if !slices.Contains(known, id) {
		return "", nil, strict.UnknownWord("policy", id, known)
	}
	name = folder + "/" + id + form
	data, err = files.ReadFile(name)
	return name, data, err
}
