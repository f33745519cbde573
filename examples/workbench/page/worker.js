// The worker: the library, asked by the page. A question is {id, name, args}. The
// comparison of the cases goes on between questions, and stops when the text changes.
let current = 0      // which text is compared
let queue = []       // questions that came before the library was there
let ready = false
const port = new MessageChannel()
let resume = null
port.port1.onmessage = () => resume && resume()
const pause = () => new Promise(done => { resume = done; port.port2.postMessage(0) })

function ask(name, args) {
  const r = JSON.parse(workbench(name, JSON.stringify(args || {})))
  if (r.error) throw new Error(r.error)
  return r.answer
}

onmessage = async e => {
  const m = e.data
  if (m.begin) {
    const go = new Go()
    const { instance } = await WebAssembly.instantiate(m.begin, go.importObject)
    go.run(instance)
    const list = ask("begin", m.files)
    ready = true
    postMessage({ ready: list })
    for (const q of queue) answer(q)
    queue = []
  } else if (ready) answer(m)
  else queue.push(m)
}

function answer(m) {
  try {
    const start = performance.now()
    const given = ask(m.name, m.args)
    postMessage({ id: m.id, answer: given, took: performance.now() - start })
    if (m.compare) compare(++current, m.compare)
  } catch (err) {
    postMessage({ id: m.id, error: err.message })
  }
}

// compare goes through the cases, those first that the page names, and reads more where
// files wait.
async function compare(mine, first) {
  const start = performance.now()
  let posted = start, batch = [], errors = [], slowest = 0, done = 0, busy = 0
  let { read, waiting } = ask("more", { peek: true })
  const order = first.filter(n => n < read)
  const seen = new Set(order)
  const post = end => {
    postMessage({ compared: batch, errors, done, read, waiting, end, revision: mine, slowest, busy, coverage: end ? ask("coverage") : undefined, took: performance.now() - start })
    batch = []
    errors = []
    posted = performance.now()
  }
  for (let i = 0, next = 0; ; i++) {
    let n
    if (i < order.length) n = order[i]
    else {
      while (seen.has(next)) next++
      while (next >= read && waiting > 0) {
        const m = ask("more")
        read = m.read
        waiting = m.waiting
        if (m.error) errors.push(m.error)
        await pause()
        if (mine !== current) return
      }
      if (next >= read) break
      n = next++
    }
    const t = performance.now()
    batch.push(ask("compare", { number: n }))
    const took = performance.now() - t
    slowest = Math.max(slowest, took)
    busy += took
    done++
    if (performance.now() - posted > 60) post(false)
    await pause()
    if (mine !== current) return
  }
  post(true)
}
