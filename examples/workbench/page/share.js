// ---- share, export, print ----

const pack = async text => base64url(new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer()))
const base64url = bytes => btoa(Array.from(bytes, b => String.fromCharCode(b)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0))
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text()
}

// link is the address of this page with the policy's text in it; the part after # is
// never sent to a server.
async function link(withCase) {
  const held = { v: 1, file: open.file, text: editor.text() }
  if (files[open.file] !== open.text) held.original = open.text
  if (withCase && detail) held.case = { file: detail.file, text: (folder || files)[detail.file], title: detail.title }
  return location.href.split("#")[0] + "#w=" + await pack(JSON.stringify(held))
}

async function fromLink() {
  const m = /^#w=([\w-]+)$/.exec(location.hash)
  if (!m) return false
  try {
    const held = JSON.parse(await unpack(m[1]))
    if (held.v !== 1 || typeof held.text !== "string" || typeof held.file !== "string") throw new Error("it is of another form")
    if (held.case) {
      folder = { [held.case.file]: held.case.text }
      await ask("folder", { files: folder })
    }
    return await choose(held.file, held.original, held.text)
  } catch (err) {
    const d = dialog("The link cannot be read", [el("p", {}, "What stands after # in the address is not whole, or not of this page (" + err.message + ").")])
    d.querySelector(".buttons").append(el("button", { class: "main", onclick: () => d.close() }, "Close"))
    return false
  }
}
addEventListener("hashchange", () => { if (/^#w=/.test(location.hash)) fromLink() })

$("share").addEventListener("click", async () => {
  if (!open) return
  const field = el("input", { readonly: true, "aria-label": "The link", id: "link" })
  const size = el("p", { class: "caption" })
  const also = el("input", { type: "checkbox", id: "with-case" })
  const warn = el("p", { class: "warn", hidden: true }, "A case may name a worker, an employer or a claim. Give this link only to those who may know them.")
  const write = async () => {
    warn.hidden = !also.checked
    field.value = await link(also.checked)
    size.textContent = `${plural(field.value.length, "character")}. What stands after # stays in the browser: it is not sent to the site that the page is on.` +
      (location.protocol === "file:" ? " This page is a file on this computer: whoever opens the link needs the same file, and puts what begins with # after its address." : "")
  }
  const d = dialog("Share this policy", [
    el("p", {}, "The link holds the whole text of the policy as it stands in the editor, with its comments" + (files[open.file] !== open.text ? ", and the original that it is compared with" : "") + ". It holds no cases."),
    el("p", {}, el("label", {}, also, detail ? `Hold the case that is open as well: “${detail.title}”` : "Hold a case as well: open one first")), warn, field, size])
  if (!detail) also.disabled = true
  also.addEventListener("change", write)
  await write()
  d.querySelector(".buttons").append(el("button", { class: "main", onclick: async () => { field.select(); try { await navigator.clipboard.writeText(field.value) } catch { document.execCommand("copy") } d.close() } }, "Copy the link"), el("button", { onclick: () => d.close() }, "Close"))
  field.select()
})

function save(name, text) {
  const a = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/yaml" })), download: name })
  a.click()
  setTimeout(() => URL.revokeObjectURL(a.href), 10000)
}
$("export").addEventListener("click", () => {
  if (!open) return
  const name = open.file.split("/").pop()
  const differ = [...cases.values()].filter(c => c.how === "decision")
  const scenario = async (numbers, file) => {
    try {
      const texts = []
      for (const number of numbers) texts.push((await ask("export", { number, file: name })).text)
      save(file, texts.join("---\n"))
      d.close()
    } catch (err) {
      d.querySelector(".error").textContent = err.message
    }
  }
  const d = dialog("Export", [el("p", {}, "The files can be run with the command: ", el("kbd", {}, "workcomp test"), ", kept beside one another."),
    el("p", {}, "The scenarios expect what is decided now. They may name persons: keep them as you keep the cases."), el("p", { class: "refused error" })])
  d.querySelector(".buttons").append(el("button", { class: "main", onclick: () => { save(name, editor.text()); d.close() } }, "The policy, " + name),
    el("button", { disabled: !detail, onclick: () => scenario([detail.number], "case.yaml") }, detail ? "The case that is open" : "The case that is open (none)"),
    el("button", { disabled: !differ.length, onclick: () => scenario(differ.map(c => c.number), "decided-otherwise.yaml") }, plural(differ.length, "case") + " decided otherwise"), el("button", { onclick: () => d.close() }, "Close"))
})

// What is printed is everything but the editor: the changes, the cases, the picture.
$("print").addEventListener("click", async () => {
  await ready()
  window.print()
})
async function ready() {
  changes()
  missed()
  await picture()
}

// ---- what is opened ----

$("policy").addEventListener("change", async e => {
  const file = e.target.value
  if (open && editor.text() !== open.text && !confirm("The change is lost when another policy is chosen. Choose it?")) return e.target.value = open.file
  if (!files[file] && !(folder && folder[file])) return
  history.replaceState(null, "", location.href.split("#")[0])
  await choose(file)
})
$("open-file").addEventListener("click", () => $("file").click())
$("file").addEventListener("change", async e => {
  const f = e.target.files[0]
  e.target.value = ""
  if (f) await choose(f.name, await f.text())
})
$("open-folder").addEventListener("click", () => $("folder").click())
$("folder").addEventListener("change", async e => {
  const all = {}
  for (const f of e.target.files) {
    if (/\.ya?ml$/i.test(f.name) && f.size < 1 << 20) all[f.webkitRelativePath.split("/").slice(1).join("/") || f.name] = await f.text()
  }
  e.target.value = ""
  if (Object.keys(all).length) await useFolder(all)
})
async function useFolder(all) {
  folder = all
  await ask("folder", { files: all })
  const text = editor.text()
  await choose(open.file, open.text, text)
}
addEventListener("beforeunload", e => { if (open && editor.text() !== open.text && !/^#w=/.test(location.hash)) e.preventDefault() })
