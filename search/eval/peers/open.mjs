// Measures under node how long our engine and MiniSearch take to open the index of one language from bytes in memory.
//
//   node open.mjs SITE WORK LANG    one line of JSON
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import vm from 'node:vm';
import { gunzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { options } from './pages/minisearch-options.js';

const [site, work, lang] = process.argv.slice(2);
const folder = path.join(site, 'search');
const unpack = (b) => (b[0] === 0x1f && b[1] === 0x8b ? gunzipSync(b) : b);
const read = async ({ file }) => new Uint8Array(unpack(await readFile(path.join(folder, file))));
const entry = JSON.parse(await readFile(path.join(folder, 'entry.json'), 'utf8'));

vm.runInThisContext(await readFile(path.join(folder, entry.glue.file), 'utf8'));
const module = await WebAssembly.compile(await read(entry.engine));
const shards = await Promise.all(entry.languages[lang].shards.map(read));
const go = new globalThis.Go();
const ready = new Promise((resolve) => { globalThis.nutagReady = resolve; });
let began = performance.now();
const instance = await WebAssembly.instantiate(module, go.importObject);
go.run(instance);
await ready;
const start = performance.now() - began;
began = performance.now();
const wrong = globalThis.nutagSearch.open(...shards);
const open = performance.now() - began;
if (wrong) throw new Error(wrong);
const memory = instance.exports.mem.buffer.byteLength;

const { documents } = JSON.parse(await readFile(path.join(work, 'judge.json'), 'utf8'));
const engine = new MiniSearch(options);
const joined = (list) => (list ?? []).join('\n');
engine.addAll(documents.filter((d) => d.lang === lang).map((d) => ({ ...d, aliases: joined(d.aliases), headings: joined(d.headings) })));
const text = JSON.stringify(engine);
began = performance.now();
MiniSearch.loadJSON(text, options);
const peer = performance.now() - began;
console.log(JSON.stringify({ start_ms: start, open_ms: open, memory, minisearch_ms: peer }));
process.exit(0);
