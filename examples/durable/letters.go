package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/workcomp-go/workcomp/calendar"
)

// A Reminder is of a duty of a claim.
type Reminder struct {
	Claim string        `json:"claim"`
	Duty  calendar.Duty `json:"duty"`
}

// Letters are the activities: what the workflow does to the world.
type Letters struct{ Dir string }

// Remind writes a letter, a file under the name of claim, duty and day. The server may call it any
// number of times, also when a worker was killed between the letter and its answer: there is one.
func (l *Letters) Remind(_ context.Context, r Reminder) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	name := filepath.Join(l.Dir, url.PathEscape(r.Claim+"/"+r.Duty.Key+"/"+r.Duty.Due.String())+".json")
	f, err := os.CreateTemp(l.Dir, ".letter-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(data, '\n'))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err = os.Link(f.Name(), name); errors.Is(err, fs.ErrExist) { // whole or not at all, and once
		return nil
	}
	return err
}
