package main

import (
	"os"

	"github.com/workcomp-go/workcomp/scenario"
)

// interpretations prints every interpretation of the policies named, or of all.
func (p *page) interpretations(ids []string) error {
	all, err := scenario.Policies(os.ReadFile, ids...)
	if err != nil {
		return err
	}
	for _, r := range all {
		readings := r.Interpretations()
		if len(readings) == 0 {
			continue
		}
		p.heading(r.ID() + ": " + r.Title())
		for _, i := range readings {
			p.blank()
			p.line(bold, "", i.ID, string(i.Cite))
			p.line("", "  question: ", i.Question)
			p.line(green, "  reading:  ", i.Chosen())
			for _, other := range i.Readings {
				if other.Key != i.Reading {
					p.line(dim, "  other:    ", other.Text)
				}
			}
			if i.Set != "" {
				p.line(dim, "  set by:   ", "the key "+i.Set+" of the policy")
			}
		}
		p.blank()
	}
	return nil
}
