package rule

// A Permit says of one event whether it is open to a case now, to whom, and if
// not why not. The zero value is of no event.
type Permit[E ~string] struct {
	Event E         `json:"event"`
	Open  bool      `json:"open"`
	By    []Role    `json:"by,omitempty"`  // who may report it; none: anyone
	Why   []Finding `json:"why,omitempty"` // the provisions: of the rows that are open, or why none is
}
