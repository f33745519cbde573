package engine

import (
	"encoding/json"
	"fmt"
)

// Ask answers a question of the page by its name: its arguments are a JSON list, and so
// is what comes back an answer as JSON. What cannot be answered is an error.
func (e *Engine) Ask(name, args string) (string, error) {
	var a arguments
	if err := json.Unmarshal([]byte(args), &a); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	var answer any
	var err error
	switch name {
	case "builtins":
		answer, err = e.Builtins()
	case "open":
		answer, err = e.Open(a.File, a.Text)
	case "folder":
		e.Folder(a.Files)
	case "change":
		answer, err = e.Change(a.Text)
	case "more":
		var m struct {
			Read    int    `json:"read"`
			Waiting int    `json:"waiting"`
			Error   string `json:"error,omitempty"`
		}
		m.Read, m.Waiting = len(e.cases), len(e.waiting)
		if !a.Peek {
			var wrong error
			if m.Read, m.Waiting, wrong = e.More(); wrong != nil {
				m.Error = wrong.Error()
			}
		}
		answer = m
	case "compare":
		answer, err = e.Compare(a.Number)
	case "coverage":
		answer = e.Coverage()
	case "detail":
		answer, err = e.Detail(a.Number)
	case "export":
		answer, err = e.Export(a.Number, a.File)
	case "complete":
		answer = e.Complete(a.Text, a.At)
	case "describe":
		answer = e.Describe(a.Text, a.At)
	case "plane":
		answer, err = e.Plane(a.X, a.Y, a.Fixed)
	case "pay":
		answer, err = e.Pay(a.Wage, a.Weeks)
	default:
		err = fmt.Errorf("%s is no question", name)
	}
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(answer)
	return string(data), err
}

// arguments are those of every question.
type arguments struct {
	File   string            `json:"file"`
	Text   string            `json:"text"`
	Files  map[string]string `json:"files"`
	Number int               `json:"number"`
	Peek   bool              `json:"peek"` // no file is read
	At     int               `json:"at"`   // an offset in the text, in UTF-16 units as a page counts
	X      string            `json:"x"`
	Y      string            `json:"y"`
	Fixed  map[string]string `json:"fixed"`
	Wage   string            `json:"wage"`
	Weeks  int               `json:"weeks"`
}
