package rule

// Stated is a finding whose sentence is written at once. It goes as the last
// rules that write theirs so give templates.
type Stated struct {
	ID             string
	Cite           Citation
	Text           string
	Holds          bool
	Facts          []Fact
	Interpretation string
}

// Finding is the finding that was stated.
func (s Stated) Finding() Finding {
	f := Verbatim(s.Cite, s.Holds, s.Text)
	f.ID, f.Facts = s.ID, s.Facts
	if s.Interpretation != "" {
		f.Interpretations = []string{s.Interpretation}
	}
	return f
}
