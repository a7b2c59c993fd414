// Runs the browser's worker script, unchanged, under node and puts requests to it: the check that the engine in the browser
// gives the same answers as the native one, and the measure of its speed.
//
//   node run.mjs WORKER_JS SEARCH_FOLDER LANG [--files] < requests    one JSON request a line; one JSON answer a line
//
// --files hands the files over as bytes when the worker asks, as a page without a server does. Times go to the last line of stderr as JSON.
import { readFile, readdir } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import vm from "node:vm";

const [workerFile, folder, lang, how] = process.argv.slice(2);
const base = "http://test.invalid/search/";

globalThis.self = globalThis;
globalThis.fetch = async (address) => {
  const name = String(address).slice(base.length);
  try {
    return new Response(await readFile(join(folder, name)));
  } catch {
    return new Response("", { status: 404 });
  }
};
const sources = new Map();
globalThis.URL.createObjectURL = (blob) => {
  const address = "blob:" + sources.size;
  sources.set(address, blob);
  return address;
};
globalThis.URL.revokeObjectURL = () => {};
// importScripts is synchronous in a worker; the script is read ahead.
const glueName = (await readdir(folder)).find((name) => name.startsWith("wasm_exec."));
const glue = await readFile(join(folder, glueName), "utf8");
globalThis.importScripts = () => vm.runInThisContext(glue);

let wake = () => {};
const inbox = [];
const bringFile = async (name) => self.onmessage({ data: { type: "file", name, bytes: await readFile(join(folder, name)).then((b) => new Uint8Array(b), () => null) } });
globalThis.postMessage = (message) => {
  if (message.type === "need") {
    bringFile(message.name);
    return;
  }
  inbox.push(message);
  wake();
};
const next = async (wanted) => {
  for (;;) {
    while (inbox.length) {
      const m = inbox.shift();
      if (m.type === "failed" || wanted(m)) return m;
    }
    await new Promise((resolve) => { wake = resolve; });
  }
};

// The worker script of the site is these two files, one behind the other; it starts by itself where it finds itself in a worker.
globalThis.WorkerGlobalScope = Object;
for (const file of [workerFile.replace(/worker\.js$/, "load.js"), workerFile]) vm.runInThisContext(await readFile(file, "utf8"));
const [, format] = /const Format = (\d+)/.exec(await readFile(new URL("../shard/shard.go", import.meta.url), "utf8"));
const open = { type: "open", base: how === "--files" ? "" : base, format: Number(format), lang };
const t0 = performance.now();
self.onmessage({ data: open });
const opened = await next((m) => m.type === "ready");
const openMS = performance.now() - t0;
if (opened.type === "failed") {
  console.log(JSON.stringify(opened));
  process.exit(3);
}

const times = [];
let id = 0;
for await (const line of createInterface({ input: process.stdin })) {
  id += 1;
  const t = performance.now();
  self.onmessage({ data: { type: "search", id, request: JSON.parse(line) } });
  const first = await next((m) => m.id === id);
  times.push(performance.now() - t);
  const last = first.type === "result" && !first.complete ? await next((m) => m.id === id && m.complete) : first;
  console.log(JSON.stringify(last));
}
times.sort((a, b) => a - b);
const at = (q) => Number((times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0).toFixed(2));
console.error(JSON.stringify({ open_ms: Number(openMS.toFixed(1)), p50_ms: at(0.5), p95_ms: at(0.95), max_ms: at(1), heap_mb: Math.round(process.memoryUsage().rss / 1e6) }));
process.exit(0);
