// ---- the picture ----

const NS = "http://www.w3.org/2000/svg"
function svg(name, attributes, ...inner) {
  const e = document.createElementNS(NS, name)
  for (const [k, v] of Object.entries(attributes || {})) {
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v)
    else if (v != null && v !== false) e.setAttribute(k, v)
  }
  e.append(...inner.flat(9).filter(x => x != null && x !== false && x !== ""))
  return e
}
const number = s => Number(s)
const grouped = s => { const [whole, rest] = String(s).split("."); return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "") }

let axes = {} // what was chosen: x, y and the facts that are fixed
let pays = { wage: "1000", weeks: 52 }

async function picture() {
  if (!open) return
  const of = open
  try {
    const p = await ask("plane", axes)
    if (of === open) $("picture").replaceChildren(...plane(p))
  } catch {
    try {
      const p = await ask("pay", pays)
      if (of === open) pay(p)
    } catch {
      $("picture").replaceChildren(el("p", { class: "none" }, "This policy has no table. Open a case to see its way through the lifecycle and its duties on a line of time."))
    }
  }
}

function choice(label, values, value, chosen) {
  return el("label", {}, words(label), el("select", { onchange: e => chosen(e.target.value) }, values.map(v => el("option", { value: v, selected: v === value }, words(v)))))
}

// plane draws the levels over two facts, with the cases as points.
function plane(p) {
  const W = 640, H = p.y.name ? 430 : 150, left = p.y.name ? 56 : 12, right = 12, top = p.y.name ? 26 : 14, bottom = 46
  const scale = (ends, from, to) => { const a = number(ends[0]), b = number(ends[ends.length - 1]); return v => from + (Math.max(a, Math.min(b, v)) - a) / (b - a || 1) * (to - from) }
  const x = scale(p.x.ends, left, W - right), y = scale(p.y.ends, H - bottom, top)
  const tone = level => level === "none" || !level ? "var(--l0)" : `var(--l${Math.min(4, 1 + (p.levels.filter(l => l !== "none").length === 1 ? 1 : 2 * (p.levels.filter(l => l !== "none").length - 1 - p.levels.filter(l => l !== "none").indexOf(level))))})`
  const cells = p.cells.map(c => ({ ...c, l: x(number(p.x.ends[c.x0])), r: x(number(p.x.ends[c.x1])), b: y(number(p.y.ends[c.y0])), t: y(number(p.y.ends[c.y1])) }))
  const shapes = cells.map(c => svg("rect", { x: c.l, y: c.t, width: Math.max(0, c.r - c.l) + .3, height: Math.max(0, c.b - c.t) + .3, fill: tone(c.after) }, svg("title", {}, words(c.after || "no answer"))))
  const moved = cells.filter(c => c.before !== c.after).map(c => svg("rect", { x: c.l, y: c.t, width: c.r - c.l, height: c.b - c.t, fill: "url(#moved)", class: "moved" }, svg("title", {}, words(c.before || "no answer") + " before, " + words(c.after || "no answer") + " now")))
  const names = p.levels.concat("none").filter((l, i, all) => all.indexOf(l) === i).map(level => {
    const best = cells.filter(c => c.after === level).sort((a, b) => (b.r - b.l) * (b.b - b.t) - (a.r - a.l) * (a.b - a.t))[0]
    if (!best || best.b - best.t < 14) return null
    const w = words(level).length * 7, at = Math.max(left + w / 2 + 4, Math.min(W - right - w / 2 - 4, (best.l + best.r) / 2))
    return svg("text", { x: at, y: (best.t + best.b) / 2 + 4, "text-anchor": "middle", class: "region" }, words(level))
  })
  const ticks = (axis, at, gap) => { let last = -1e9; return axis.cuts.filter(c => { const z = at(number(c)); if (Math.abs(z - last) < gap) return false; last = z; return true }) }
  const xt = ticks(p.x, x, 46).map(c => svg("g", {}, svg("line", { x1: x(number(c)), x2: x(number(c)), y1: H - bottom, y2: H - bottom + 5, class: "axis" }), svg("text", { x: x(number(c)), y: H - bottom + 18, "text-anchor": "middle" }, grouped(c))))
  const yt = p.y.name ? ticks(p.y, y, 13).map(c => svg("g", {}, svg("line", { x1: left - 5, x2: left, y1: y(number(c)), y2: y(number(c)), class: "axis" }), svg("text", { x: left - 8, y: y(number(c)) + 4, "text-anchor": "end" }, grouped(c)))) : []
  const points = p.points.map(q => svg("circle", { cx: x(number(q.x)), cy: p.y.name ? y(number(q.y)) : (H - bottom + top) / 2, r: q.before !== q.after ? 5 : 3.2, class: "point" + (q.before !== q.after ? " differs" : ""), onclick: () => show(q.case) },
    svg("title", {}, `${q.title}, step ${q.step}: ${words(p.x.name)} ${grouped(q.x)}${p.y.name ? ", " + words(p.y.name) + " " + q.y : ""}, ${q.before !== q.after ? words(q.before || "no answer") + " before, " : ""}${words(q.after || "no answer")}`)))
    .sort((a, b) => (a.classList.contains("differs") ? 1 : 0) - (b.classList.contains("differs") ? 1 : 0))
  const changed = p.points.filter(q => q.before !== q.after).length
  const label = `The levels over ${words(p.x.name)}${p.y.name ? " and " + words(p.y.name) : ""}, with ${plural(p.points.length, "step")} of cases as points, of which ${changed} lie in another level than before.`
  const drawing = svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": label },
    svg("defs", {}, svg("pattern", { id: "moved", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { x1: 0, x2: 0, y1: 0, y2: 7, stroke: "var(--change)", "stroke-width": 2.4 }))),
    shapes, p.x.cuts.map(c => svg("line", { x1: x(number(c)), x2: x(number(c)), y1: top, y2: H - bottom, class: "cut", "stroke-dasharray": "1 4" })), moved, names,
    svg("line", { x1: left, x2: W - right, y1: H - bottom, y2: H - bottom, class: "axis" }), p.y.name && svg("line", { x1: left, x2: left, y1: top, y2: H - bottom, class: "axis" }), xt, yt, points,
    svg("text", { x: W - right, y: H - 8, "text-anchor": "end", class: "name" }, words(p.x.name) + " →"), p.y.name && svg("text", { x: left, y: 12, class: "name" }, "↑ " + words(p.y.name)))
  const change = next => { axes = next; picture() }
  const controls = el("div", { class: "controls" },
    p.facts.length > 1 && choice("across", p.facts, p.x.name, v => change({ x: v, y: v === p.y.name ? p.x.name : p.y.name, fixed: axes.fixed })),
    p.facts.length > 1 && choice("up", p.facts, p.y.name, v => change({ x: v === p.x.name ? p.y.name : p.x.name, y: v, fixed: axes.fixed })),
    p.words.map(w => w.values ? choice(w.name, w.values, p.fixed[w.name], v => change({ ...axes, fixed: { ...p.fixed, [w.name]: v } })) : el("label", {}, words(w.name), el("input", { value: p.fixed[w.name], onchange: e => change({ ...axes, fixed: { ...p.fixed, [w.name]: e.target.value } }) }))))
  return [el("h2", {}, "The table as a plane"), controls.childElementCount ? controls : "", drawing,
    el("p", { class: "caption" }, plural(p.points.length, "step") + " of the cases " + (p.points.length === 1 ? "is a point" : "are points") + "; a point opens its case. " + (moved.length ? "Hatched is what has another level than under the original" + (changed ? "; " + plural(changed, "point") + (changed === 1 ? " lies" : " lie") + " there." : ", and no point lies there.") : "No part of the plane has another level than under the original.") +
      (p.rough ? " A test compares facts with each other, so edges are drawn about where they are." : ""))]
}

// pay draws what a subsidy pays for each week of one wage.
function pay(p) {
  let input = $("picture").querySelector("#wage")
  if (!input) {
    const again = () => { pays = { wage: $("wage").value, weeks: Number($("weeks").value) || 52 }; picture() }
    $("picture").replaceChildren(el("h2", {}, "What is paid, week by week"), el("div", { class: "controls" },
      el("label", {}, "weekly wage", el("input", { id: "wage", value: pays.wage, inputmode: "decimal", oninput: again })), el("label", {}, "weeks", el("input", { id: "weeks", value: String(pays.weeks), inputmode: "numeric", oninput: again }))), el("div", { id: "paid" }))
  }
  if (p.error) return $("paid").replaceChildren(el("p", { class: "refused" }, p.error))
  const W = 640, H = 300, left = 60, right = 8, top = 16, bottom = 34
  const n = p.weeks.length, most = Math.max(1, ...p.weeks.flatMap(w => [number(w.paid), number(w.was)]), number(pays.wage) || 0)
  const x = i => left + i / n * (W - left - right), y = v => H - bottom - v / most * (H - top - bottom)
  const bars = p.weeks.map((w, i) => svg("rect", { x: x(i), width: Math.max(1, (W - left - right) / n - 1), y: y(number(w.paid)), height: H - bottom - y(number(w.paid)), fill: w.paid !== w.was ? "var(--change)" : "var(--accent)" }, svg("title", {}, `week ${i + 1}, from ${w.from}: ${grouped(w.paid)} (${w.percent} %)${w.paid !== w.was ? ", before " + grouped(w.was) : ""}`)))
  const line = key => "M" + p.weeks.map((w, i) => `${x(i).toFixed(1)},${y(number(w[key])).toFixed(1)}H${x(i + 1).toFixed(1)}`).join("L")
  const differ = p.weeks.some(w => w.paid !== w.was)
  const steps = p.weeks.map((w, i) => [i, w]).filter(([i, w]) => i === 0 || w.paid !== p.weeks[i - 1].paid)
  let last = -99
  const named = steps.filter(([i]) => { if (x(i) - last < 62) return false; last = x(i); return true }).map(([i, w]) => svg("text", { x: x(i) + 2, y: y(number(w.paid)) - 5, class: "name" }, grouped(w.paid)))
  $("paid").replaceChildren(svg("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": "What is paid for each of " + plural(n, "week") + ": " + steps.map(([i, w]) => `from week ${i + 1} ${w.paid}`).join(", ") },
    svg("line", { x1: left, x2: W - right, y1: y(number(pays.wage)), y2: y(number(pays.wage)), class: "cut", "stroke-dasharray": "3 4" }), svg("text", { x: left - 6, y: y(number(pays.wage)) + 4, "text-anchor": "end" }, grouped(pays.wage)), bars,
    differ && svg("path", { d: line("was"), fill: "none", stroke: "var(--ink)", "stroke-width": 1.5, "stroke-dasharray": "4 3" }), named,
    svg("line", { x1: left, x2: W - right, y1: H - bottom, y2: H - bottom, class: "axis" }), [0, .25, .5, .75].map(t => svg("text", { x: x(Math.round(t * n)) + 1, y: H - bottom + 16 }, "week " + (Math.round(t * n) + 1)))),
    el("p", { class: "caption" }, `In all ${grouped(p.total)}` + (differ ? `, and ${grouped(p.was)} under the original, which the dashed line shows.` : ".") + " Weeks run from Monday 6 January 2025, with five days worked; the accident was on 3 June 2024."))
}
