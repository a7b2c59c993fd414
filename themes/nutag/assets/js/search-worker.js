// The search in a worker of its own: loads the engine and the index of one language, answers queries. It is told where the
// files are, and may instead be given their bytes by name, for pages that have no server.
//
// In:  {type: "open", base, lang, files?}          base: address of the folder with entry.json; files: {name: ArrayBuffer}
//      {type: "search", id, request}               request: what the engine takes
// Out: {type: "progress", done, total}             bytes
//      {type: "ready"}
//      {type: "whole"}                             everything is loaded: the network is no longer needed
//      {type: "result", id, result, complete}      twice for one id when snippets had to be loaded
//      {type: "failed", id?, why, detail}          why: "load", "old" (files of different builds) or "engine"
"use strict";

const FORMAT = 2; // of entry.json and the index files; the same number stands in package shard
const state = { base: "", lang: "", files: null, texts: {}, asked: new Map(), latest: 0, ready: null, whole: false };

class Failure extends Error {
  constructor(why, detail) {
    super(detail);
    this.why = why;
  }
}

const post = (message) => self.postMessage(message);
const fail = (error, id) => post({ type: "failed", id, why: error.why || "engine", detail: String(error.message || error) });

// load returns the bytes of a file, telling step how many have come.
const load = async (name, cache, step) => {
  if (state.files) {
    if (!state.files[name]) throw new Failure("load", name + " is missing");
    const bytes = new Uint8Array(state.files[name]);
    if (step) step(bytes.length);
    return bytes;
  }
  let response;
  try {
    response = await fetch(state.base + name, { cache });
  } catch (error) {
    throw new Failure("load", name + ": " + error.message);
  }
  // A file that the entry names is there unless the site was replaced meanwhile.
  if (!response.ok) throw new Failure(response.status === 404 && name !== "entry.json" ? "old" : "load", name + ": status " + response.status);
  if (!step || !response.body) return new Uint8Array(await response.arrayBuffer());
  const parts = [];
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    step(value.length);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

// unpack undoes gzip; bytes that a server has unpacked already are left alone.
const unpack = async (bytes) => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new Failure("load", "a file is damaged: " + error.message);
  }
};

const readEntry = async () => {
  let entry;
  try {
    entry = JSON.parse(new TextDecoder().decode(await load("entry.json", "no-cache")));
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("load", "entry.json: " + error.message);
  }
  if (entry.format !== FORMAT) throw new Failure("old", "entry.json has format " + entry.format);
  const language = entry.languages[state.lang];
  if (!language || !entry.engine || !entry.glue) throw new Failure("load", "this copy has no search for " + state.lang);
  return { engine: entry.engine, glue: entry.glue, language };
};

// start runs Go's program and waits until it has set nutagSearch.
const start = async (module, glue) => {
  if (state.files) {
    const address = URL.createObjectURL(new Blob([glue], { type: "text/javascript" }));
    importScripts(address);
    URL.revokeObjectURL(address);
  } else {
    importScripts(state.base + glue);
  }
  const go = new self.Go();
  const ready = new Promise((resolve) => { self.nutagReady = resolve; });
  const instance = await WebAssembly.instantiate(await module, go.importObject);
  const ended = go.run(instance).then(() => { throw new Failure("engine", "the engine has ended"); });
  await Promise.race([ready, ended]);
  ended.catch(fail);
};

const open = async ({ base, lang, files }) => {
  Object.assign(state, { base, lang, files: files || null });
  const entry = await readEntry();
  const wanted = [entry.engine, ...entry.language.shards];
  const total = wanted.reduce((sum, f) => sum + f.size, 0);
  let done = 0;
  const step = (n) => {
    done += n;
    post({ type: "progress", done: Math.min(done, total), total });
  };
  // Engine and index come at the same time; the engine is compiled while the index may still be on its way.
  const fetched = (f) => load(f.file, "default", step).then(unpack);
  const module = fetched(entry.engine).then((bytes) => WebAssembly.compile(bytes));
  const shards = Promise.all(entry.language.shards.map(fetched));
  const glue = state.files ? load(entry.glue.file, "default") : entry.glue.file;
  const started = Promise.resolve(glue).then((g) => start(module, g));
  const [bytes] = await Promise.all([shards, started]);
  const wrong = self.nutagSearch.open(...bytes);
  if (wrong) throw new Failure(/different builds/.test(wrong) ? "old" : "load", wrong);
  state.texts = entry.language.texts;
  // The first query is slow because its code is cold; this one is for nobody.
  self.nutagSearch.search(JSON.stringify({ query: "нутаг nutag", lang: state.lang, limit: 1 }));
};

const answer = (request) => {
  const out = JSON.parse(self.nutagSearch.search(JSON.stringify(request)));
  if (out.error) throw new Failure("engine", out.error);
  return out;
};

// addText loads a block of texts once; without it the hits have no snippet, and nothing else is lost.
const addText = (block) => {
  if (!state.asked.has(block)) {
    const file = state.texts[block];
    const work = file
      ? load(file.file, "default").then(unpack).then((bytes) => {
        const wrong = self.nutagSearch.text(state.lang, block, bytes);
        if (wrong) throw new Failure("load", wrong);
      })
      : Promise.resolve();
    state.asked.set(block, work.catch(() => state.asked.delete(block)));
  }
  return state.asked.get(block);
};

// loadRest brings in the blocks that no hit has asked for yet, one after the other, so that the search goes on without the
// network. Who saves data is spared it.
const loadRest = async () => {
  if (state.whole || self.navigator?.connection?.saveData) return;
  state.whole = true;
  const blocks = Object.keys(state.texts);
  for (const block of blocks) await addText(block);
  state.whole = blocks.every((block) => state.asked.has(block));
  if (state.whole) post({ type: "whole" });
};

const search = async ({ id, request }) => {
  state.latest = id;
  await state.ready;
  if (state.latest !== id) return; // a newer query is waiting
  const first = answer({ ...request, lang: state.lang });
  const blocks = first.blocks || [];
  post({ type: "result", id, result: first.result, complete: blocks.length === 0 });
  if (blocks.length > 0) {
    await Promise.all(blocks.map(addText));
    if (state.latest !== id) return;
    post({ type: "result", id, result: answer({ ...request, lang: state.lang }).result, complete: true });
  }
  loadRest();
};

self.onmessage = ({ data }) => {
  if (data.type === "open") {
    state.ready = open(data);
    state.ready.then(() => post({ type: "ready" }), (error) => fail(error));
  } else if (data.type === "search") {
    // When opening has failed, that has been said already.
    search(data).catch((error) => state.ready.then(() => fail(error, data.id), () => {}));
  }
};
