// Writes LICENSES.txt: what is in editor.min.js, each with its version and its licence.
import { readFileSync, writeFileSync, readdirSync, existsSync } from "node:fs"

const folders = readdirSync("node_modules").filter(n => !n.startsWith(".")).flatMap(n => n.startsWith("@") ? readdirSync("node_modules/" + n).map(m => n + "/" + m) : [n])
const used = folders.filter(n => n !== "esbuild" && !n.startsWith("@esbuild/"))
writeFileSync("LICENSES.txt", "editor.min.js holds these packages.\n\n" + used.sort().map(n => {
  const p = JSON.parse(readFileSync(`node_modules/${n}/package.json`))
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map(f => `node_modules/${n}/${f}`).find(existsSync)
  if (!file) throw new Error(n + " has no licence")
  return `${n} ${p.version} (${p.license})\n\n${readFileSync(file, "utf8").trim()}\n`
}).join("\n---\n\n"))
