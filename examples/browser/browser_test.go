package browser

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/scenario"
)

// chromium runs the browser without a window.
func chromium(t *testing.T, args ...string) []byte {
	t.Helper()
	var browser string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("there is no Chromium here")
	}
	args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + t.TempDir()}, args...)
	out, err := exec.Command(browser, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", browser, err)
	}
	return out
}

// cases are those whose pages are looked at: a case of an employer, a placement with a
// plan, money on a taper.
var cases = []string{"classify/testdata/scenarios/xyz.yaml", "placement/testdata/scenarios/step-5-monitor.yaml", "benefits/testdata/scenarios/reimburse.yaml"}

// page writes the page of the first case of a file; script is run in it.
func page(t *testing.T, name, script string) string {
	t.Helper()
	file := filepath.Join("..", "..", filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := scenario.Load(file, data, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(all[0].Run().HTML(false), "</body>", script+"</body>", 1)
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var measured = regexp.MustCompile(`<title>(\d+) (\d+) (\d+) (\d+) (\d+)</title>`)

// At two widths nothing stands out of the page, no table is cut off, and all of it is drawn.
func TestHTML_atTwoWidths(t *testing.T) {
	const script = `<script>document.title = [document.documentElement.scrollWidth, innerWidth, document.querySelectorAll("section p").length,
		[...document.querySelectorAll(".scroll > table")].filter(t => t.scrollWidth > t.parentElement.clientWidth).length,
		[...document.querySelectorAll(".scroll > table")].length].join(" ")</script>`
	for _, name := range cases {
		for _, width := range []int{500, 1280} {
			dom := chromium(t, fmt.Sprintf("--window-size=%d,900", width), "--dump-dom", "file://"+page(t, name, script))
			found := measured.FindSubmatch(dom)
			if found == nil {
				t.Fatalf("%s: the page was not measured:\n%.500s", name, dom)
			}
			var scroll, inner, paragraphs, cut, tables int
			fmt.Sscan(string(bytes.Join(found[1:], []byte(" "))), &scroll, &inner, &paragraphs, &cut, &tables)
			if scroll > inner || paragraphs == 0 || cut > 0 || tables == 0 {
				t.Errorf("%s at %d: the page is %d wide in a window of %d, with %d paragraphs; %d of %d tables are cut off", name, width, scroll, inner,
					paragraphs, cut, tables)
			}
		}
	}
}

func TestHTML_prints(t *testing.T) {
	for _, name := range cases {
		pdf := filepath.Join(t.TempDir(), "page.pdf")
		chromium(t, "--print-to-pdf="+pdf, "file://"+page(t, name, ""))
		data, err := os.ReadFile(pdf)
		if err != nil || !bytes.HasPrefix(data, []byte("%PDF")) || len(data) < 5000 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
}
