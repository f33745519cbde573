package lifecycletest

var Reasoned = reasoned

// Ask asks a law of a transition that a test has made by hand.
func (m *Transition[S, E, C, Ev, P]) Ask(law string) error {
	m.after, m.outcome = written(m.After), written(m.Outcome)
	for _, l := range m.Kit.laws() {
		if l.Name == law {
			return l.Broken(m)
		}
	}
	panic(law + " is no law")
}
