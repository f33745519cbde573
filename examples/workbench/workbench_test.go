package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	devbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	devtools "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/workcomp-go/workcomp/scenario"
)

// built is the page, built once.
var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "workbench")
	if err == nil {
		err = build(folder)
	}
	return folder, err
})

// browser is one Chromium for all tests, which can reach nothing but this machine.
var browser = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
			chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
		allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(allocated)
		closeBrowser = func() { cancel(); stop() }
		return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
	}
	return nil, errors.New("there is no Chromium here: the page is not looked at")
})

var closeBrowser = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	if folder, err := built(); err == nil {
		os.RemoveAll(folder)
	}
	os.Exit(code)
}

// A tab is a page in a browser that can reach nothing, and what it tried.
type tab struct {
	*testing.T
	context.Context
	mutex sync.Mutex
	tried []string // addresses that were asked for
	wrong []string // what the page said is wrong
}

// open opens the page in Chromium at a width, and waits for the first comparison.
func open(t *testing.T, address string, width int64) *tab {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Skip(err)
	}
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(cancel)
	b := &tab{T: t, Context: ctx}
	err = chromedp.Listen(ctx, func(event any) {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			b.tried = append(b.tried, e.Request.URL)
		case *runtime.EventExceptionThrown:
			b.wrong = append(b.wrong, e.ExceptionDetails.Text+" "+e.ExceptionDetails.Exception.Description)
		case *runtime.EventConsoleAPICalled:
			for _, a := range e.Args {
				b.wrong = append(b.wrong, string(a.Value))
			}
		case *devtools.EventJavascriptDialogOpening:
			go chromedp.Call(ctx, devtools.HandleJavaScriptDialog, devtools.HandleJavaScriptDialogParams{Accept: true})
		}
	})
	if err == nil {
		_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	}
	if err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(address))
	b.settled()
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.Fatalf("%v\nthe page said: %v", err, b.wrong)
	}
}

// got is what an action gives.
func got[T any](b *tab, a chromedp.Action[T]) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context, 2*time.Minute)
	defer cancel()
	value, err := chromedp.Run(ctx, a)
	if err != nil {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.Fatalf("%v\nthe page said: %v", err, b.wrong)
	}
	return value
}

// eval is what an expression of the page gives, as a text.
func (b *tab) eval(expression string) string {
	b.Helper()
	const text = "(async () => { const v = await (%s); return typeof v === 'string' ? v : String(JSON.stringify(v)) })()"
	return got(b, chromedp.Evaluate[string](fmt.Sprintf(text, expression), chromedp.EvalAwaitPromise))
}

// until waits for an expression to be true.
func (b *tab) until(what, expression string) {
	b.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if b.eval("!!("+expression+")") == "true" {
			return
		}
	}
	b.Fatalf("%s did not come about: the verdict is %q, the state %q; %v", what, b.eval("$('verdict').innerText"), b.eval("$('state').innerText"), b.wrong)
}

// settled waits until all cases were compared under the text as it is.
func (b *tab) settled() {
	b.Helper()
	b.until("the comparison", "document.documentElement.dataset.ready && typeof run !== 'undefined' && run.end && !asking && !again && checked && editor")
}

// write puts a text in the place of another, as typing does.
func (b *tab) write(was, now string) {
	b.Helper()
	a, _ := json.Marshal(was)
	c, _ := json.Marshal(now)
	if answer := b.eval(fmt.Sprintf("(() => { const at = editor.text().indexOf(%s); if (at < 0) return 'absent'; run = {...run, end: false}; editor.view.dispatch({changes: {from: at, to: at + %d, insert: %s}, selection: {anchor: at}, scrollIntoView: true}); return 'written' })()", a, len([]rune(was)), c)); answer != "written" {
		b.Fatalf("%s is %s", was, answer)
	}
}

// click clicks in the middle of an element, as a person does.
func (b *tab) click(selector string) {
	b.Helper()
	var at struct{ X, Y float64 }
	quoted, _ := json.Marshal(selector)
	found := b.eval(fmt.Sprintf("(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return {x: r.x + r.width / 2, y: r.y + r.height / 2} })()", quoted))
	if err := json.Unmarshal([]byte(found), &at); err != nil {
		b.Fatalf("%s: %v", selector, err)
	}
	b.do(chromedp.MouseClickXY(at.X, at.Y))
}

func (b *tab) has(what, text, want string) {
	b.Helper()
	if !strings.Contains(text, want) {
		b.Errorf("%s: got %q, want %q in it", what, text, want)
	}
}

// picture keeps what is seen where a person asks for it: WORKBENCH_PICTURES names a folder.
func (b *tab) picture(name string) {
	b.Helper()
	folder := os.Getenv("WORKBENCH_PICTURES")
	if folder == "" {
		return
	}
	b.do(chromedp.Sleep(300 * time.Millisecond))
	data := got(b, chromedp.CaptureScreenshot())
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o644); err != nil {
		b.Fatal(err)
	}
}

// alone is the address of the page as one file.
func alone(t *testing.T) string {
	t.Helper()
	folder, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.Join(folder, "workbench.html")
}

// widths are those at which the page is looked at.
var widths = []int64{420, 1440}

func TestPage_changesARule(t *testing.T) {
	for _, width := range widths {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			b := open(t, alone(t), width)
			b.has("the title", b.eval("document.title"), "Loss prevention")
			b.has("the verdict", b.eval("$('verdict').innerText"), "cases use this policy")
			b.picture(fmt.Sprintf("%d-1-opened", width))

			b.write("if: emf >= focus", "if: emff >= focus")
			b.until("the mistake", "document.querySelector('.cm-lintRange-error')")
			b.has("what is underlined", b.eval("document.querySelector('.cm-lintRange-error').textContent"), "emff")
			b.has("the state", b.eval("$('state').innerText"), "1 mistake")
			b.has("the verdict", b.eval("$('verdict').innerText"), "wait")
			b.picture(fmt.Sprintf("%d-2-mistake", width))
			b.click("#mistake-list .fix")
			b.until("the end of the mistake", "!document.querySelector('.cm-lintRange-error') && checked.same")
			b.settled()

			b.write("{from: 25000, focus: 1.70, target: 1.80}", "{from: 25000, focus: 1.70, target: 1.73}")
			b.until("the comparison", "run.end && [...cases.values()].some(c => c.how === 'decision')")
			b.has("the verdict", b.eval("$('verdict').innerText"), "decided otherwise")
			if first := b.eval("document.querySelector('#cases ol').dataset.how"); first != "decision" {
				b.Errorf("the first group is of %s", first)
			}
			b.picture(fmt.Sprintf("%d-3-changed", width))
			b.click("[data-how=decision] .case")
			b.until("the case", "document.querySelector('.sides .only')")
			b.has("the sides", b.eval("document.querySelector('.sides').innerText"), "Original")
			b.picture(fmt.Sprintf("%d-4-case", width))
			b.click("#tab-picture")
			b.until("the picture", "document.querySelector('#picture .moved')")
			b.picture(fmt.Sprintf("%d-5-picture", width))
			b.click("#tab-missed")
			b.picture(fmt.Sprintf("%d-6-missed", width))
			b.click("#tab-changes")
			b.has("the changes", b.eval("$('changes').innerText"), "target: 1.73")
			b.picture(fmt.Sprintf("%d-7-changes", width))
			if got := b.eval("document.documentElement.scrollWidth - innerWidth"); strings.Trim(got, "-0123456789") != "" || !strings.HasPrefix(got, "-") && got != "0" {
				b.Errorf("the page is %s wider than the window", got)
			}
			b.quiet("file:", "blob:", "data:")
		})
	}
}

// A link opens the page with the same text, and says before what it holds.
func TestPage_isShared(t *testing.T) {
	b := open(t, alone(t), 1200)
	b.write("{from: 25000, focus: 1.70, target: 1.80}", "{from: 25000, focus: 1.70, target: 1.79}")
	b.settled()
	b.click("[data-how=decision] .case")
	b.until("the case", "detail")
	b.click("#share")
	b.until("the link", "document.querySelector('dialog[open] #link').value")
	b.has("the dialog", b.eval("$('dialog').innerText"), "holds no cases")
	plain := b.eval("$('link').value")
	b.picture("share")
	b.click("#with-case")
	b.until("the warning", "!document.querySelector('dialog .warn').hidden && $('link').value !== "+strconv.Quote(plain))
	b.has("the warning", b.eval("document.querySelector('dialog .warn').innerText"), "may name a worker")
	with := b.eval("$('link').value")
	title := b.eval("detail.title")

	second := open(t, plain, 1200)
	second.has("the text", second.eval("editor.text()"), "target: 1.79}")
	second.has("the verdict", second.eval("$('verdict').innerText"), "decided otherwise")
	third := open(t, with, 1200)
	third.has("the only case", third.eval("$('cases').innerText"), title)
	fourth := open(t, alone(t)+"#w=AAAA", 1200)
	fourth.has("a link that is broken", fourth.eval("$('dialog').innerText"), "cannot be read")
	for _, b := range []*tab{b, second, third, fourth} {
		b.quiet("file:", "blob:", "data:")
	}
}

// Another policy has its own cases and its own picture, and without a mouse all is reached.
func TestPage_switchesThePolicy(t *testing.T) {
	b := open(t, alone(t), 1200)
	choose := func(file string) {
		t.Helper()
		b.eval(fmt.Sprintf("(() => { run = {...run, end: false}; $('policy').value = %q; $('policy').dispatchEvent(new Event('change')) })()", file))
		b.until(file, fmt.Sprintf("open.file === %q", file))
		b.settled()
	}
	choose("benefits/policies/subsidy/ca-bc-workbc-standard.yaml")
	b.do(chromedp.KeyEvent("2", chromedp.KeyModifiers(chromedp.ModifierAlt)))
	b.until("what is paid", "document.querySelector('#picture svg rect')")
	b.has("what is paid", b.eval("$('picture').innerText"), "In all")
	b.picture("subsidy")
	choose("intervention/policies/nl-63.00.yaml")
	b.has("the picture", b.eval("$('picture').innerText"), "no table")
	b.do(chromedp.KeyEvent("1", chromedp.KeyModifiers(chromedp.ModifierAlt)))
	b.until("the focus", "document.activeElement.matches('#cases *')")
	b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	b.until("a case that the keys opened", "detail && document.querySelector('.way')")
	b.picture("lifecycle")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until("all cases", "!detail")
	choose("classify/policies/us-osha-sst11.yaml")
	b.do(chromedp.KeyEvent("0", chromedp.KeyModifiers(chromedp.ModifierAlt)))
	b.until("the editor", "document.activeElement.matches('.cm-content')")
	b.eval("(() => { const at = editor.text().indexOf('or industry == \"other\"'); editor.view.dispatch({selection: {anchor: at}, scrollIntoView: true}); editor.focus() })()")
	b.do(chromedp.KeyEvent("or daf"))
	b.until("what may be written", "document.querySelector('.cm-tooltip-autocomplete li')")
	b.has("what may be written", b.eval("document.querySelector('.cm-tooltip-autocomplete').innerText"), "dafwii")
	b.picture("completion")
	b.quiet("file:", "blob:", "data:")
}

func TestPage_isPrinted(t *testing.T) {
	b := open(t, alone(t), 1200)
	b.write("{from: 25000, focus: 1.70, target: 1.80}", "{from: 25000, focus: 1.70, target: 1.79}")
	b.settled()
	b.eval("ready()")
	data := got(b, chromedp.PrintToPDF())
	if !bytes.HasPrefix(data, []byte("%PDF")) || len(data) < 20_000 {
		t.Errorf("%d bytes are printed", len(data))
	}
	if folder := os.Getenv("WORKBENCH_PICTURES"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "print.pdf"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Text has a contrast of at least 4.5 to 1 to what is behind it, by day and by night.
func TestPage_hasContrast(t *testing.T) {
	b := open(t, alone(t), 1440)
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(b.Context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		b.write("emf >= focus", "emff >= focus")
		b.until("the mistake", "document.querySelector('.cm-lintRange-error')")
		b.picture(scheme)
		if poor := b.eval(contrast); poor != "[]" {
			t.Errorf("%s: %s", scheme, poor)
		}
		b.write("emff >= focus", "emf >= focus")
		b.settled()
	}
}

// contrast lists texts of the page with less contrast than 4.5 to 1.
const contrast = `(() => {
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 }); return .2126 * r + .7152 * g + .0722 * b }
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
  const rgba = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255] }
  const behind = e => { const under = []; for (let x = e; x; x = x.parentElement) { const c = rgba(getComputedStyle(x).backgroundColor); if (c[3]) under.push(c); if (c[3] === 1) break }
    return under.reverse().reduce((to, c) => to.map((v, i) => v * (1 - c[3]) + c[i] * c[3]), [255, 255, 255]) }
  const poor = new Set()
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest("svg, script, style, option")) continue
    let fade = 1
    for (let x = e; x; x = x.parentElement) fade *= Number(getComputedStyle(x).opacity)
    const back = behind(e), ink = rgba(getComputedStyle(e).color).slice(0, 3).map((v, i) => v * fade + back[i] * (1 - fade)), [a, b] = [light(ink), light(back)].sort((x, y) => y - x)
    if ((a + .05) / (b + .05) < 4.5) poor.add(e.className + ": " + e.textContent.trim().slice(0, 30) + " " + ((a + .05) / (b + .05)).toFixed(2))
  }
  return [...poor].slice(0, 20)
})()`

// quiet asks that nothing was asked for but addresses of these kinds, and that nothing
// went wrong.
func (b *tab) quiet(kinds ...string) {
	b.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, address := range b.tried {
		known := false
		for _, kind := range kinds {
			known = known || strings.HasPrefix(address, kind)
		}
		if !known {
			b.Errorf("the page asked for %s", address)
		}
	}
	if len(b.wrong) > 0 {
		b.Errorf("the page said: %v", b.wrong)
	}
}

// A policy and cases of one's own are opened, changed and kept: what is downloaded decides as
// the page said.
func TestPage_opensAndKeepsFiles(t *testing.T) {
	own, kept := t.TempDir(), t.TempDir()
	testdata := filepath.Join("..", "..", "rule", "procedure", "testdata")
	for to, from := range map[string]string{"ns-surcharge.yaml": "ns-surcharge.yaml", "cases/years.yaml": "scenarios/ns-surcharge/cases.yaml"} {
		data, err := os.ReadFile(filepath.Join(testdata, filepath.FromSlash(from)))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(filepath.Join(own, to)), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(own, to), bytes.ReplaceAll(data, []byte("policy: ../../ns"), []byte("policy: ../ns")), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	wrong := filepath.Join(t.TempDir(), "wrong.yaml")
	if err := os.WriteFile(wrong, []byte("procedure: p\ntitel: x\n"), 0o644); err != nil {
		t.Fatal(err)
	}

	b := open(t, alone(t), 1200)
	if _, err := chromedp.CallBrowser(b.Context, devbrowser.SetDownloadBehavior, devbrowser.SetDownloadBehaviorParams{
		Behavior: devbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: kept}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles("#file", []string{wrong}))
	b.until("what is wrong", "document.querySelector('dialog[open]')")
	b.has("what is wrong", b.eval("$('dialog').innerText"), "titel")
	b.click("dialog .buttons button")

	b.do(chromedp.SetUploadFiles("#file", []string{filepath.Join(own, "ns-surcharge.yaml")}))
	b.until("the policy", "open.file === 'ns-surcharge.yaml'")
	b.settled()
	b.has("the verdict", b.eval("$('verdict').innerText"), "No case uses this policy")
	b.do(chromedp.SetUploadFiles("#folder", []string{own}))
	b.until("the cases", "folder && run.end && cases.size > 2")
	b.has("the source", b.eval("$('source').innerText"), "your own cases")
	b.settled()
	b.write("step: {percent: 20,", "step: {percent: 25,")
	b.until("the comparison", "run.end && [...cases.values()].some(c => c.how === 'decision')")
	b.settled()
	b.picture("own")

	for _, button := range []string{".main", ".main + button + button"} {
		b.click("#export")
		b.until("the dialog", "document.querySelector('dialog[open] .buttons')")
		b.click("dialog .buttons " + button)
		b.until("its end", "!document.querySelector('dialog[open]')")
	}
	file := func(name string) []byte {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
			if data, err := os.ReadFile(filepath.Join(kept, name)); err == nil && len(data) > 0 {
				return data
			}
		}
		t.Fatalf("%s was not downloaded", name)
		return nil
	}
	b.has("the policy that was kept", string(file("ns-surcharge.yaml")), "step: {percent: 25,")
	all, err := scenario.Load("decided-otherwise.yaml", file("decided-otherwise.yaml"), func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(kept, name))
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d cases: %v", len(all), err)
	}
	for _, s := range all {
		if r := s.Run(); r.Failed() {
			t.Error(r)
		}
	}
	b.quiet("file:", "blob:", "data:")
}

// As a site the page asks for its own parts and nothing else, and may not ask.
func TestPage_asASite(t *testing.T) {
	folder, err := built()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(folder, "site"))))
	defer server.Close()
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	called := make(chan string, 1)
	go func() {
		if c, err := other.Accept(); err == nil {
			called <- c.RemoteAddr().String()
			c.Close()
		}
	}()
	b := open(t, server.URL, 1000)
	b.quiet(server.URL, "blob:", "data:")
	const tries = "fetch('http://%[1]s/').then(() => 'reached', () => 'not reached')"
	if got := b.eval(fmt.Sprintf(tries, other.Addr())); got != "not reached" {
		b.Error("the page can reach another address")
	}
	if got := b.eval(fmt.Sprintf("new Promise(done => { const w = new Worker(URL.createObjectURL(new Blob([\"fetch('http://%[1]s/').then(() => postMessage('reached'), () => postMessage('not reached'))\"]))); w.onmessage = e => done(e.data) })", other.Addr())); got != "not reached" {
		b.Error("its worker can reach another address")
	}
	b.eval(fmt.Sprintf("new Promise(done => { const i = new Image(); i.onload = i.onerror = () => done('tried'); i.src = 'http://%s/x.png' })", other.Addr()))
	select {
	case from := <-called:
		b.Errorf("%s connected", from)
	case <-time.After(200 * time.Millisecond):
	}
}
