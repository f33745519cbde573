// Asks the filter from Node: node client.mjs COMMAND [ARGUMENT...]
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const filter = spawn(process.argv[2], process.argv.slice(3), { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: filter.stdout })[Symbol.asyncIterator]();

async function ask(question) {
  filter.stdin.write(JSON.stringify(question) + "\n");
  return JSON.parse((await answers.next()).value);
}

const of = { domain: "classify", policy: "wv-85-23" };
const review = { event: "review", on: "2024-07-20", from: "2024-01-01", to: "2024-06-30", three_year_premium: "32850", emf: "1.85" };
const first = await ask({ id: 1, ...of, event: review });
console.log(first.case.tier, first.outcome.opened.map((duty) => duty.id).join(" "));
const second = await ask({ id: 2, ...of, case: first.case, event: { event: "notify", on: "2024-07-25" } });
console.log(second.outcome.opened[0].due);
const third = await ask({ id: 3, ...of, case: second.case, event: review });
console.log(third.id, third.error.field);
filter.stdin.end();
