// The editor of the workbench: CodeMirror 6 with what the page asks of it. Bundled into
// editor.min.js, which is committed; see the README for how to make it again.
import { EditorState, StateEffect, StateField, RangeSet } from "@codemirror/state"
import { EditorView, GutterMarker, gutter, highlightActiveLine, highlightActiveLineGutter, drawSelection, hoverTooltip, keymap, lineNumbers } from "@codemirror/view"
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language"
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { forEachDiagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint"
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search"
import { yaml } from "@codemirror/lang-yaml"
import { tags } from "@lezer/highlight"

const style = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), class: "y-key" },
  { tag: [tags.string, tags.special(tags.string)], class: "y-text" },
  { tag: tags.content, class: "y-plain" },
  { tag: [tags.number, tags.bool, tags.keyword, tags.atom], class: "y-value" },
  { tag: [tags.lineComment, tags.comment], class: "y-comment" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], class: "y-sign" },
])

class Mark extends GutterMarker {
  constructor(kind, title) { super(); this.kind = kind; this.title = title }
  eq(other) { return this.kind === other.kind && this.title === other.title }
  toDOM() {
    const s = document.createElement("span")
    s.className = "mark " + this.kind
    s.title = this.title
    return s
  }
}

const setMarks = StateEffect.define()
const marks = StateField.define({
  create: () => RangeSet.empty,
  update(set, tr) {
    set = set.map(tr.changes)
    for (const e of tr.effects) if (e.is(setMarks)) set = e.value
    return set
  },
})

// offset is that of a line and a column in characters, both from 1.
function offset(doc, line, column) {
  if (line < 1 || line > doc.lines) return line < 1 ? 0 : doc.length
  const l = doc.line(line)
  let at = 0, n = 1
  for (const c of l.text) {
    if (n++ >= column) break
    at += c.length
  }
  return l.from + at
}

export function create(parent, { doc, label, changed, complete, describe }) {
  const fixNext = view => {
    const head = view.state.selection.main.head
    let best = null
    forEachDiagnostic(view.state, (d, from, to) => {
      if (!d.actions?.length) return
      const away = head < from ? from - head : head > to ? head - to + 1e6 : 0
      if (!best || away < best.away) best = { d, from, to, away }
    })
    if (best) best.d.actions[0].apply(view, best.from, best.to)
    return true
  }
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        lineNumbers(), marks, gutter({ class: "cm-marks", markers: v => v.state.field(marks), initialSpacer: () => new Mark("none", "") }),
        history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(),
        highlightSelectionMatches(), search({ top: true }), yaml(), syntaxHighlighting(style), EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        autocompletion({
          override: [async context => {
            const word = context.matchBefore(/[\w.-]+/)
            if (!word && !context.explicit && !context.matchBefore(/[{ (]$/)) return null
            if (!word && !context.explicit) return null
            const found = await complete(context.state.doc.toString(), context.pos)
            if (!found || context.aborted || !found.options.length) return null
            const types = { key: "property", fact: "variable", function: "function", word: "keyword", value: "enum", reading: "text" }
            return {
              from: context.pos - found.back, validFor: /^[\w.-]*$/,
              options: found.options.map(o => ({ label: o.label, detail: o.detail, info: o.info, type: types[o.kind], apply: o.apply || undefined })),
            }
          }],
        }),
        hoverTooltip(async (view, pos) => {
          const line = view.state.doc.lineAt(pos)
          const word = /[\w.-]+(?= *:)/g
          for (let m; (m = word.exec(line.text));) {
            if (line.from + m.index > pos || line.from + word.lastIndex < pos) continue
            const text = await describe(view.state.doc.toString(), line.from + word.lastIndex)
            if (!text) return null
            return { pos: line.from + m.index, end: line.from + word.lastIndex, above: true, create: () => {
              const dom = document.createElement("div")
              dom.className = "meaning"
              dom.textContent = text
              return { dom }
            } }
          }
          return null
        }),
        keymap.of([{ key: "Mod-.", run: fixNext }, ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of(u => { if (u.docChanged) changed(u.state.doc.toString()) }),
      ],
    }),
  })
  return {
    view,
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    set: text => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true }),
    // goTo selects a place by line and columns in characters, all from 1.
    goTo(line, column = 1, end = column) {
      const doc = view.state.doc
      view.dispatch({ selection: { anchor: offset(doc, line, column), head: offset(doc, line, end) }, effects: EditorView.scrollIntoView(offset(doc, line, column), { y: "center" }) })
      view.focus()
    },
    replace(line, column, end, text) {
      const doc = view.state.doc
      const from = offset(doc, line, column)
      view.dispatch({ changes: { from, to: offset(doc, line, end), insert: text }, selection: { anchor: from + text.length } })
      view.focus()
    },
    // mistakes underlines them: each has line, column and end from 1.
    mistakes(all) {
      const doc = view.state.doc
      view.dispatch(setDiagnostics(view.state, all.map(m => {
        let from = offset(doc, m.line || 1, m.column || 1), to = offset(doc, m.line || 1, m.end || 2)
        if (to <= from) { to = Math.min(doc.length, from + 1); if (to <= from) from = Math.max(0, to - 1) }
        return {
          from, to, severity: m.severity, message: m.message + (m.cite ? " (" + m.cite + ")" : ""),
          actions: m.fix ? [{ name: "Change to " + m.fix, apply: (v, a, b) => v.dispatch({ changes: { from: a, to: b, insert: m.fix }, selection: { anchor: a + m.fix.length } }) }] : [],
        }
      })))
    },
    marks(all) {
      const doc = view.state.doc
      const ranges = all.filter(m => m.line >= 1 && m.line <= doc.lines).sort((a, b) => a.line - b.line).map(m => new Mark(m.kind, m.title).range(doc.line(m.line).from))
      view.dispatch({ effects: setMarks.of(RangeSet.of(ranges, true)) })
    },
  }
}
