// Package lifecycle runs a procedure: the rows of an instrument say what an event
// does to a case, and what they say is what happens. A row moves the case, opens
// and closes duties, calls for documents, waits for a decision, sets facts of the
// case and explains itself; nothing else does any of that.
//
//	Row         what an event does to a case in a state, by which provision
//	Guard       what a row requires of the case, and needs from the event
//	Effect      Open, Perform, Lapse, Replace, Call, Await, Set, Say, Do
//	Definition  the rows of a procedure with its states, roles, duties and functions
//	Machine     a definition at work: Apply, Replay, Permitted, events as JSON
//
// Conditions are expr-lang text over case.x (the case as it was before the
// event), event.x, given.x (whether the event gives x), policy.x (the values of the policy and, by their ids with _ for
// -, its interpretations), owed.x (how many duties of that id are open) and f.x,
// the facts that the definition's function f finds. A condition that reads an
// interpretation asks it: its id is carried by what was decided.
//
// What no row can say (counting a run, the dates of a plan) is a Function that a
// condition names: it gives facts and never touches the case. What needs selecting
// and looping is a Do, which names a Go function and declares what it may open,
// close and call for; the machine refuses whatever is not declared.
package lifecycle
