// Package browser looks at the pages of cases in a real browser: Chromium, where there
// is one. It is a module of its own, so that nothing else needs a browser.
package browser
