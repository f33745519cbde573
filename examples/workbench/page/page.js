"use strict"
// The page: the editor, what is wrong with the text, and what the change does to cases.
const $ = id => document.getElementById(id)

// el makes an element: its attributes, of which "on…" are listeners, and what it holds.
function el(name, attributes, ...inner) {
  const e = document.createElement(name)
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v)
    else if (v === true) e.setAttribute(k, "")
    else if (v !== false && v != null) e.setAttribute(k, v)
  }
  e.append(...inner.flat(9).filter(x => x != null && x !== false && x !== ""))
  return e
}
const plural = (n, one, many = one + "s") => n === 1 ? "1 " + one : n.toLocaleString("en") + " " + many
const words = s => s === "\"\"" ? "nothing" : s.replace(/_/g, " ")

// ---- the worker ----

const worker = new Worker(URL.createObjectURL(new Blob([$("wasm-exec").textContent, "\n", $("worker").textContent], { type: "text/javascript" })))
const asked = new Map()
let serial = 0
function ask(name, args, compare) {
  return new Promise((resolve, reject) => {
    asked.set(++serial, { resolve, reject })
    worker.postMessage({ id: serial, name, args, compare })
  })
}
worker.onmessage = e => {
  const m = e.data
  if (m.ready) return began(m.ready)
  if (m.compared) return compared(m)
  const a = asked.get(m.id)
  asked.delete(m.id)
  if (m.error) a.reject(new Error(m.error))
  else {
    a.resolve(m.answer)
    a.took = m.took
  }
}
worker.onerror = e => broken(e.message)
function broken(text) {
  $("title").textContent = "The library could not be loaded"
  $("source").textContent = text
}

// part gives the bytes of a part of the page: held in it, or beside it on the site.
async function part(name) {
  const held = $(name)
  if (!held) {
    const r = await fetch(name)
    if (!r.ok) throw new Error(name + ": " + r.status)
    return new Uint8Array(await r.arrayBuffer())
  }
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(held.textContent.trim()) : Uint8Array.from(atob(held.textContent.trim()), c => c.charCodeAt(0))
  held.remove()
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer())
}

// ---- what is open ----

let builtins = []
let files = {}         // the repository's
let folder = null      // the analyst's own
let open = null        // the policy: its id, title, text …
let editor = null
let checked = null     // of the text
let cases = new Map()  // by number, as they were compared
let run = { done: 0, read: 0, waiting: 0, end: false }
let coverage = []
let detail = null      // the case that is open
let measured = { check: 0, first: 0, slowest: 0, all: 0 }
let edited = 0         // when the text was changed

Promise.all([part("engine.wasm"), part("files.json")]).then(([wasm, data]) => {
  const text = new TextDecoder().decode(data)
  files = JSON.parse(text)
  worker.postMessage({ begin: wasm.buffer, files }, [wasm.buffer])
}).catch(err => broken(err.message))

async function began(list) {
  builtins = list
  const groups = { classify: "Programmes", intervention: "Interventions", placement: "Placements", benefits: "Payments and subsidies" }
  for (const b of list) groups[b.kind] ??= b.kind
  for (const [kind, title] of Object.entries(groups)) {
    if (list.some(b => b.kind === kind)) $("policy").append(el("optgroup", { label: title }, list.filter(b => b.kind === kind).map(b => el("option", { value: b.file }, b.title + " (" + b.id.split("/")[1] + ")"))))
  }
  document.documentElement.dataset.ready = String(Math.round(performance.now()))
  if (!await fromLink()) await choose(list[0].id.startsWith("classify") ? list.find(b => b.id === "classify/wv-85-23").file : list[0].file)
}

// choose opens a policy: by the name of a file that is held, or by a text as well.
async function choose(file, text, changed) {
  const o = await ask("open", { file, text }, undefined)
  if (o.mistakes) {
    refuse(o)
    return false
  }
  open = o
  cases = new Map()
  coverage = []
  detail = null
  run = { done: 0, read: 0, waiting: o.files, end: false }
  $("title").textContent = o.title
  $("source").textContent = o.source + (folder ? " · with your own cases" : "")
  document.title = o.title + " · Workbench"
  if (![...$("policy").options].some(x => x.value === file)) $("policy").append(el("option", { value: file }, file))
  $("policy").value = file
  $("editor").replaceChildren()
  editor = Editor.create($("editor"), {
    doc: changed ?? o.text, label: "The policy " + o.title + ". Escape, then Tab leaves the editor.", changed: typed,
    complete: (text, at) => ask("complete", { text, at }).catch(() => null), describe: (text, at) => ask("describe", { text, at }).catch(() => ""),
  })
  draw()
  typed()
  return true
}

function refuse(o) {
  const d = dialog("This file is no policy yet", [
    el("p", {}, o.file + " has mistakes, so it cannot be the original that a change is compared with:"),
    el("ul", {}, o.mistakes.slice(0, 12).map(m => el("li", {}, (m.line ? "Line " + m.line + ": " : "") + m.message)),
      o.mistakes.length > 12 && el("li", {}, "… and " + (o.mistakes.length - 12) + " more")),
  ])
  d.querySelector(".buttons").append(el("button", { class: "main", onclick: () => d.close() }, "Close"))
}

// ---- the text ----

let asking = false, again = false
async function typed() {
  if (asking) {
    again = true
    return
  }
  asking = true
  edited = performance.now()
  const text = editor.text(), of = open
  try {
    const first = [...cases.values()].filter(c => c.how !== "same").map(c => c.number)
    const c = await ask("change", { text }, first)
    if (of === open) {
      checked = c
      if (text === editor.text()) {
        measured.check = performance.now() - edited
        editor.mistakes(c.mistakes)
      }
      measured.first = 0
      mistakes()
      marks()
      verdict()
      if (!$("changes").hidden) changes()
    }
  } catch (err) {
    $("state").textContent = err.message
  }
  asking = false
  if (again) {
    again = false
    typed()
  }
}

function mistakes() {
  const bad = checked.mistakes.filter(m => m.severity === "error"), look = checked.mistakes.filter(m => m.severity !== "error")
  const parts = [bad.length && plural(bad.length, "mistake"), look.length && look.length + " to look at"].filter(Boolean)
  $("state").textContent = parts.length ? parts.join(", ") : "No mistakes, and nothing to look at"
  $("state").className = "state" + (bad.length ? " bad" : look.length ? " look" : "")
  $("mistake-list").replaceChildren(...checked.mistakes.map(m => el("li", { class: m.severity },
    el("button", { class: "quiet", onclick: () => editor.goTo(m.line || 1, m.column || 1, m.end || 1) }, el("span", { class: "at" }, m.line ? m.line + ":" + m.column : "file"), m.message),
    m.fix && el("button", { class: "fix", onclick: () => editor.replace(m.line, m.column, m.end, m.fix) }, "Change to " + m.meant))))
}

// marks shows in the margin which lines were changed, and which rows no case reaches.
function marks() {
  const all = difference(open.text.split("\n"), editor.text().split("\n")).filter(d => d.kind === "come").map(d => ({ line: d.now, kind: "changed", title: "changed" }))
  const taken = new Set(all.map(m => m.line))
  for (const r of coverage) {
    if (!r.times && r.line && !taken.has(r.line)) {
      taken.add(r.line)
      all.push({ line: r.line, kind: "missed", title: r.lacks })
    }
  }
  editor.marks(all)
}

// difference lists the lines of two texts: kept, gone or come, with their numbers.
function difference(a, b) {
  let head = 0, tail = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const x = a.slice(head, a.length - tail), y = b.slice(head, b.length - tail)
  const all = []
  for (let i = 0; i < head; i++) all.push({ kind: "kept", was: i + 1, now: i + 1, text: a[i] })
  if (x.length * y.length > 4e6) {
    x.forEach((t, i) => all.push({ kind: "gone", was: head + i + 1, text: t }))
    y.forEach((t, i) => all.push({ kind: "come", now: head + i + 1, text: t }))
  } else {
    const long = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1))
    for (let i = x.length - 1; i >= 0; i--) for (let j = y.length - 1; j >= 0; j--) long[i][j] = x[i] === y[j] ? long[i + 1][j + 1] + 1 : Math.max(long[i + 1][j], long[i][j + 1])
    for (let i = 0, j = 0; i < x.length || j < y.length;) {
      if (i < x.length && j < y.length && x[i] === y[j]) all.push({ kind: "kept", was: head + ++i, now: head + ++j, text: x[i - 1] })
      else if (i < x.length && (j === y.length || long[i + 1][j] >= long[i][j + 1])) all.push({ kind: "gone", was: head + ++i, text: x[i - 1] })
      else all.push({ kind: "come", now: head + ++j, text: y[j - 1] })
    }
  }
  for (let i = 0; i < tail; i++) all.push({ kind: "kept", was: a.length - tail + i + 1, now: b.length - tail + i + 1, text: a[a.length - tail + i] })
  return all
}

// ---- the cases ----

function compared(m) {
  if (!measured.first) measured.first = performance.now() - edited
  for (const c of m.compared) cases.set(c.number, c)
  m.failed = [...(run.failed || []), ...m.errors]
  run = m
  measured.slowest = m.slowest
  measured.each = m.done ? m.busy / m.done : 0
  measured.all = m.took
  if (m.end) coverage = m.coverage || []
  verdict()
  if (m.end) {
    marks()
    document.documentElement.dataset.compared = String(m.revision)
    $("measured").textContent = `${plural(m.done, "case")} in ${(m.took / 1000).toFixed(1)} s, ${measured.each.toFixed(1)} ms a case (longest ${measured.slowest.toFixed(0)} ms); ` +
      `the text was checked in ${measured.check.toFixed(0)} ms, first results after ${measured.first.toFixed(0)} ms. Nothing leaves this page.`
    Object.assign(document.documentElement.dataset, { check: measured.check.toFixed(0), first: measured.first.toFixed(0), each: measured.each.toFixed(1), all: m.took.toFixed(0) })
    draw()
    if (detail) show(detail.number, true)
  } else if (!detail) list()
}

function verdict() {
  const all = [...cases.values()]
  const count = how => all.filter(c => c.how === how).length
  const decision = count("decision"), reasons = count("reasons"), error = count("error")
  const v = $("verdict")
  let small = ""
  if (checked && !checked.runs) {
    v.replaceChildren("The cases wait until the mistakes are mended.", el("small", {}, cases.size ? "What is shown below is of the last text that could be read." : ""))
  } else if (run.end && run.read === 0) {
    v.replaceChildren("No case uses this policy.", el("small", {}, run.failed?.length ? run.failed[0] : folder ? "None of the files of your folder names " + open.id.split("/")[1] + "." : "Cases of your own can be used in place of the repository's."))
  } else if (checked && checked.same) {
    v.replaceChildren(run.end ? plural(run.read, "case") + (run.read === 1 ? " uses" : " use") + " this policy." : "Cases are being read.", el("small", {}, "Change a line, and see which of them are decided otherwise."))
  } else {
    if (run.end) small = reasons ? plural(reasons, "more", "more") + (reasons === 1 ? " has" : " have") + " other reasons only." : "None has other reasons only."
    if (run.failed?.length) small += " " + plural(run.failed.length, "file") + " of cases cannot be read."
    if (error) small += " " + plural(error, "case") + " cannot be decided at all."
    v.replaceChildren(decision ? el("b", {}, String(decision)) : "None", " of " + plural(run.read, "case") + (decision === 1 ? " is" : " are") + " decided otherwise.", el("small", {}, small || "…"))
  }
  $("progress").firstElementChild.style.width = run.end ? "0" : 100 * run.done / Math.max(1, run.read + run.waiting * 6) + "%"
  const missed = coverage.filter(r => !r.times).length
  $("tab-missed").textContent = "Not reached" + (missed ? " (" + missed + ")" : "")
}

// says writes "tier: target, then focus" as what was and what is now.
function says(text) {
  const m = /^([\w .-]+): (.*), then (.*)$/s.exec(text)
  if (!m) return [el("i", {}, ""), el("span", {}, text)]
  return [el("i", {}, words(m[1])), el("span", {}, el("span", { class: "was" }, words(m[2])), " → ", el("span", { class: "now" }, words(m[3])))]
}

// brief are the first things that differ, without what only a case itself has room for.
function brief(all) {
  const short = all.filter(s => s.length < 130 && !s.includes("{")).slice(0, 4)
  const more = all.length - short.length
  return [short.map(says), more > 0 && short.length === 0 && [el("i"), el("span", {}, plural(more, "value") + " in the case")]]
}

function item(c) {
  const differ = (c.differ || []).slice(0, 3)
  return el("li", {}, el("button", { class: "case", "data-case": c.number, onclick: () => show(c.number) },
    el("strong", {}, c.title), el("span", { class: "where" }, c.file + ", line " + c.line + " · " + plural(c.steps, "step")),
    c.error && el("span", { class: "refused" }, c.error),
    differ.length > 0 && el("span", { class: "says" }, differ.map(d => [el("i", {}, "step " + d.step), el("span", {}, words(d.name) + (d.on ? ", " + d.on : "")), d.decision ? brief(d.says) : [el("i"), el("span", {}, "other reasons")]]))))
}

function list() {
  if (detail) return
  const all = [...cases.values()].sort((a, b) => a.number - b.number)
  const group = (how, title) => {
    const some = all.filter(c => c.how === how)
    return some.length ? [el("h2", {}, title + " ", el("span", {}, String(some.length))), el("ol", { class: "list", "data-how": how }, some.map(item))] : []
  }
  const same = all.filter(c => c.how === "same")
  const focus = document.activeElement?.dataset?.case
  const opened = $("cases").querySelector("details")?.open
  $("cases").replaceChildren(...group("error", "Cannot be decided"), ...group("decision", "Decided otherwise"), ...group("reasons", "Only the reasons differ"),
    ...(same.length ? [el("details", { open: opened || checked?.same || all.length === same.length }, el("summary", {}, all.length === same.length ? plural(same.length, "case") : plural(same.length, "case") + " decided as before"), el("ol", { class: "list" }, same.map(item)))] : []),
    ...(all.length ? [] : [el("p", { class: "none" }, run.end ? "There is no case to show." : "…")]))
  if (focus) $("cases").querySelector(`[data-case="${focus}"]`)?.focus()
}

async function show(number, again) {
  const d = await ask("detail", { number })
  detail = d
  tab("cases")
  const changed = d.steps.some(s => s.changed)
  const both = (title, pair, caption) => pair[0] || pair[1] ? el("div", { class: "figure" }, el("h2", {}, title), html(pair[1]), pair[0] !== pair[1] && [el("p", { class: "caption" }, "Under the original:"), html(pair[0])], caption) : null
  $("cases").replaceChildren(...[
    el("button", { class: "back", onclick: back }, "← All cases"),
    el("h2", { class: "case-title", id: "case-title", tabindex: "-1" }, d.title),
    el("p", { class: "case-source" }, d.source || d.file + ", line " + d.line),
    el("p", { class: "caption" }, d.how === "decision" ? "Decided otherwise under the change." : d.how === "reasons" ? "Decided as before, for other reasons." : d.how === "error" ? d.error : "Decided as before."),
    both("The way through the lifecycle", d.way.map(w => w.replace(/<h2>.*?<\/h2>/, ""))), both("The duties", d.timeline.map(w => w.replace(/<h2>.*?<\/h2>/, ""))),
    el("h2", {}, changed ? "Step by step " : "Step by step"), d.steps.map(s => step(s, changed))].flat().filter(Boolean))
  if (!again) $("case-title").focus()
}

function back() {
  const n = detail.number
  detail = null
  list()
  $("cases").querySelector(`[data-case="${n}"]`)?.focus()
}

// html takes a part of a page that the library made, which has escaped what it holds.
function html(text) {
  const t = document.createElement("template")
  t.innerHTML = text || ""
  for (const e of t.content.querySelectorAll("script, style, link, img, iframe, object")) e.remove()
  return t.content
}

function step(s, changed) {
  const facts = Object.entries(s.facts || {}).map(([k, v]) => el("li", {}, el("b", {}, words(k) + " "), el("span", {}, short(v))))
  const side = (x, other, title) => {
    const keys = new Set((other?.findings || []).map(f => f.holds + f.text + f.cite))
    return el("div", {}, title && el("h4", {}, title), x.error && el("p", { class: "refused" }, x.error), x.refused && el("p", { class: "refused" }, "Refused:"),
      x.duties?.length && el("p", { class: "duties" }, "Owed: " + x.duties.map(words).join("; ")),
      el("ul", { class: "findings" }, x.findings.map(f => el("li", { class: [f.holds ? "" : "no", other && !keys.has(f.holds + f.text + f.cite) ? "only" : ""].join(" ").trim() || false }, f.text, el("cite", {}, f.cite)))), html(x.taper))
  }
  const inner = s.changed ? el("div", { class: "sides" }, side(s.before, s.after, "Original"), side(s.after, s.before, "Now")) : side(s.after)
  return el("section", { class: "step " + s.changed, id: "step-" + s.number },
    el("h3", {}, el("span", {}, s.number + ". " + words(s.name)), s.on && el("time", {}, s.on), s.by && el("time", {}, "by " + words(s.by)), s.changed && el("em", {}, s.changed === "decision" ? "decided otherwise" : "other reasons")),
    facts.length > 0 && el("ul", { class: "facts" }, facts),
    s.changed === "decision" && el("p", { class: "says" }, s.says.map(says)),
    changed && !s.changed ? el("details", {}, el("summary", {}, plural(s.after.findings.length, "finding") + ", as before"), inner) : inner,
    s.nearest?.length > 0 && el("details", { class: "nearest" }, el("summary", {}, "What would have to change"),
      el("ul", {}, s.nearest.map(n => el("li", {}, el("b", {}, words(n.fact) + " " + sign(n.relation) + " " + n.value), " → ", el("span", { class: "now" }, words(n.level)), el("cite", {}, n.cites.join("; "))))),
      s.unknown?.length > 0 && el("p", { class: "caption" }, "Not known for " + s.unknown.map(words).join(", ") + ".")))
}
const sign = r => ({ ">=": "≥", "<=": "≤", "!=": "≠", "==": "=" }[r] || r)
const short = v => typeof v === "string" ? v : JSON.stringify(v).replace(/"/g, "").replace(/,/g, ", ").replace(/:/g, ": ")

// ---- the other panels ----

function draw() {
  list()
  missed()
  changes()
  if (!$("picture").hidden) picture()
}

function missed() {
  const some = coverage.filter(r => !r.times)
  if (!coverage.length) return $("missed").replaceChildren(el("p", { class: "none" }, run.end ? "The policy has no rows." : "This is known when all cases were compared."))
  const own = some.filter(r => r.line), stated = some.filter(r => !r.line)
  const row = r => el("div", { class: "row" }, r.line ? el("button", { onclick: () => editor.goTo(r.line) }, "line " + r.line) : el("span", { class: "lib" }, "library"), el("span", {}, r.lacks.replace(/^the/, "The").replace(/^(row|finding|interpretation)/, x => x[0].toUpperCase() + x.slice(1)) + ". ", el("cite", {}, r.cite || "")))
  $("missed").replaceChildren(el("p", { class: "none" }, some.length ? `The cases reach ${coverage.length - some.length} of ${coverage.length} rows, tests and interpretations. What no case reaches can be changed without any case noticing.` : "The cases reach every row, test and interpretation."),
    ...(own.length ? [el("h2", {}, "In this file ", el("span", {}, String(own.length))), ...own.map(row)] : []),
    ...(stated.length ? [el("h2", {}, "In the library's rows ", el("span", {}, String(stated.length))), ...stated.map(row)] : []))
}

function changes() {
  if (!open) return
  const all = difference(open.text.split("\n"), editor.text().split("\n"))
  const near = new Set()
  all.forEach((d, i) => { if (d.kind !== "kept") for (let j = i - 2; j <= i + 2; j++) near.add(j) })
  if (!near.size) return $("changes").replaceChildren(el("p", { class: "none" }, "The text is the original's."))
  const rows = []
  let gap = false
  all.forEach((d, i) => {
    if (!near.has(i)) { gap = true; return }
    if (gap) rows.push(el("li", { class: "gap" }, "⋯"))
    gap = false
    rows.push(el("li", { class: d.kind }, el("span", { class: "n" }, String(d.now ?? d.was)), el("span", {}, { gone: "−", come: "+", kept: "" }[d.kind]), el("span", {}, d.text)))
  })
  $("changes").replaceChildren(el("h2", {}, "What was changed"), el("ol", { class: "diff" }, rows))
}

const tabs = ["cases", "picture", "missed", "changes"]
function tab(name, focus) {
  for (const t of tabs) {
    const on = t === name
    $(t).hidden = !on
    $("tab-" + t).setAttribute("aria-selected", on)
    $("tab-" + t).tabIndex = on ? 0 : -1
  }
  if (focus) $("tab-" + name).focus()
  if (name === "picture") picture()
  if (name === "changes") changes()
}
for (const t of tabs) $("tab-" + t).addEventListener("click", () => tab(t))
$("tabs").addEventListener("keydown", e => {
  const i = tabs.findIndex(t => $("tab-" + t).getAttribute("aria-selected") === "true")
  const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[e.key]
  if (to === undefined) return
  e.preventDefault()
  tab(tabs[(to + tabs.length) % tabs.length], true)
})
$("cases").addEventListener("keydown", e => {
  if (e.key === "Escape" && detail) return back()
  if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return
  const all = [...$("cases").querySelectorAll(".case")].filter(x => x.offsetParent)
  const i = all.indexOf(document.activeElement)
  if (i < 0) return
  e.preventDefault()
  all[Math.max(0, Math.min(all.length - 1, i + (e.key === "ArrowDown" ? 1 : -1)))].focus()
})

// ---- dialogs ----

function dialog(title, inner) {
  const d = $("dialog")
  d.replaceChildren(el("h2", { id: "dialog-title" }, title), ...inner, el("div", { class: "buttons" }))
  d.showModal()
  return d
}
$("keys").addEventListener("click", () => {
  const row = (k, what) => el("tr", {}, el("td", {}, k.map(x => [el("kbd", {}, x), " "])), el("td", {}, what))
  const d = dialog("Without a mouse", [el("table", {}, el("tbody", {},
    row(["Ctrl Space"], "what may be written here"), row(["Ctrl ."], "take the suggestion that is nearest"), row(["F8"], "the next mistake, with what is wrong"), row(["Ctrl F"], "find in the policy"), row(["Ctrl Z"], "undo"),
    row(["Esc", "Tab"], "leave the editor"), row(["Alt 1", "…", "Alt 4"], "cases, picture, not reached, changes"), row(["Alt 0"], "back to the policy"), row(["↑", "↓", "Enter"], "go through the cases, and open one"), row(["Esc"], "close a case")))])
  d.querySelector(".buttons").append(el("button", { class: "main", onclick: () => d.close() }, "Close"))
})
addEventListener("keydown", e => {
  if (!e.altKey || e.ctrlKey || e.metaKey || !/^Digit[0-4]$/.test(e.code)) return
  e.preventDefault()
  if (e.code === "Digit0") return editor?.focus()
  tab(tabs[e.code.slice(5) - 1])
  const first = $(tabs[e.code.slice(5) - 1]).querySelector("button, [tabindex]")
  ;(first || $(tabs[e.code.slice(5) - 1])).focus()
})
