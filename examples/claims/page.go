package main

import (
	_ "embed"
	"errors"
	"html/template"
	"net/http"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"words": func(id string) string { return strings.ReplaceAll(id, "_", " ") },
	"late":  func(d calendar.Duty, day calendar.Date) int { return d.DaysLate(day) },
}).Parse(pageText))

// Pages serves a page of each claim (/claims/ID), one of what is overdue (/, ?on=DAY) and the
// calendar (/duties.ics). It only reads.
func (s *Store) Pages() http.Handler {
	mux := http.NewServeMux()
	show := func(w http.ResponseWriter, name string, data any, err error) {
		var input *rule.InputError
		switch {
		case errors.As(err, &input):
			http.Error(w, input.Error(), http.StatusNotFound)
			return
		case err == nil:
			var text strings.Builder
			if err = page.ExecuteTemplate(&text, name, data); err == nil {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				_, _ = w.Write([]byte(text.String()))
				return
			}
		}
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		day, err := s.today(), error(nil)
		if on := r.FormValue("on"); on != "" {
			if day, err = calendar.Parse(on); err != nil {
				http.Error(w, "on: expected a day, YYYY-MM-DD", http.StatusBadRequest)
				return
			}
		}
		duties, err := s.Overdue(r.Context(), day)
		show(w, "overdue", map[string]any{"Day": day, "Duties": duties}, err)
	})
	mux.HandleFunc("GET /claims/{id}", func(w http.ResponseWriter, r *http.Request) {
		c, err := s.Claim(r.Context(), r.PathValue("id"))
		show(w, "claim", map[string]any{"Day": s.today(), "Claim": c}, err)
	})
	mux.HandleFunc("GET /duties.ics", func(w http.ResponseWriter, r *http.Request) {
		feed, err := s.Feed(r.Context())
		if err != nil {
			http.Error(w, "the calendar cannot be made", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		_, _ = w.Write([]byte(feed))
	})
	return mux
}
