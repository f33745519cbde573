package property

import "pgregory.net/rapid"

// Entries draws a list of up to four entries. Each has a value of every field; field
// names and draws one, "#" for an entry that is a value itself.
func Entries(t *rapid.T, name string, fields int, field func(i int) (name string, value any)) any {
	list := []any{}
	for range rapid.IntRange(0, 4).Draw(t, name) {
		entry := map[string]any{}
		for i := range fields {
			name, value := field(i)
			entry[name] = value
		}
		if plain, is := entry["#"]; is {
			list = append(list, plain)
			continue
		}
		list = append(list, entry)
	}
	return list
}
