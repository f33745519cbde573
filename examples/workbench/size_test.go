package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

// budget is the most that the site may take to load, compressed: 3 MB. ratchet is what it
// takes today with a little room; who makes it smaller lowers it. To compress as well as
// a site is compressed takes minutes, which go test -short leaves out.
const (
	budget  = 3_000_000
	ratchet = 2_690_000
)

func TestBuild_keepsItsBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("compressing takes minutes")
	}
	folder, err := built()
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for _, name := range []string{"index.html", "engine.wasm", "files.json"} {
		data, err := os.ReadFile(filepath.Join(folder, "site", name))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := brotli.NewWriterOptions(&b, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes, %d compressed", name, len(data), b.Len())
		all += b.Len()
	}
	t.Logf("all: %d of %d", all, ratchet)
	if all > budget {
		t.Errorf("the site takes %d bytes, the budget is %d", all, budget)
	} else if all > ratchet {
		t.Errorf("the site takes %d bytes, and took less than %d: make it smaller, or say in the README what it has for that", all, ratchet)
	}
}
