// The search engine, in a worker of its own or, where there can be none, in the page: loads Go's program and the index of one
// language, answers queries. It is one function, so that a page without a server can hand its text to a worker; page is given
// when it runs in the page: {post, run} to take messages and to run a script file. It returns what takes messages.
//
// In:  {type: "open", base, format, lang}          base: address of the folder with entry.json, or "" for files by asking
//      {type: "search", id, request}               request: what the engine takes
//      {type: "add", lang}                         opens another language beside the first
//      {type: "file", name, bytes}                 answer to "need"; without bytes there is no such file
// Out: {type: "need", name}                        only without base
//      {type: "progress", done, total}             bytes
//      {type: "ready"}
//      {type: "added", lang}
//      {type: "whole"}                             everything is loaded: the network is no longer needed
//      {type: "result", id, result, complete}      twice for one id when snippets had to be loaded
//      {type: "failed", id?, lang?, why, detail}   why: "load", "old" (files of different builds) or "engine"
function nutagSearchMain(page) {
  "use strict";
  const state = { lang: "", base: "", entry: null, asked: new Map(), waiting: new Map(), langs: new Set(), latest: 0, ready: null, whole: false };
  let load = null;

  const post = page ? page.post : (message) => self.postMessage(message);
  const fail = (error, more) => post({ type: "failed", why: error.why || "engine", detail: String((error && error.message) || error), ...more });

  // ask has the page bring a file.
  const ask = (name) => new Promise((resolve, reject) => {
    state.waiting.set(name, { resolve, reject });
    post({ type: "need", name });
  });

  const runGlue = async (record) => {
    const bytes = await load.file(record); // checked before it runs
    if (page) return page.run(record.file);
    let address = state.base + record.file;
    if (!state.base) address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
    return importScripts(address);
  };

  // start runs Go's program and waits until it has set nutagSearch.
  const start = async (module, glue) => {
    await runGlue(glue);
    const go = new globalThis.Go();
    const ready = new Promise((resolve) => { globalThis.nutagReady = resolve; });
    const instance = await WebAssembly.instantiate(await module, go.importObject);
    const ended = go.run(instance).then(() => { throw new Error("the engine has ended"); });
    await Promise.race([ready, ended]);
    ended.catch((error) => fail(error));
  };

  // check turns what the engine says of bytes into a failure.
  const check = (said) => {
    if (said) throw new load.Failure(/different builds/.test(said) ? "old" : "load", said);
  };

  const open = async ({ base, format, lang }) => {
    Object.assign(state, { base, lang });
    load = nutagLoad({ base, ask, format });
    if (typeof WebAssembly !== "object") throw new load.Failure("engine", "this browser has no WebAssembly");
    const entry = await load.entry(lang);
    if (!entry.engine || !entry.glue) throw new load.Failure("load", "this copy has no engine");
    state.entry = entry;
    const { shards } = entry.languages[lang];
    const total = [entry.engine, ...shards].reduce((sum, f) => sum + f.size, 0);
    let done = 0;
    const step = (n) => {
      done += n;
      post({ type: "progress", done: Math.min(done, total), total });
    };
    post({ type: "progress", done, total });
    // Engine and index come at the same time; the engine is compiled while the index may still be on its way.
    const module = load.file(entry.engine, step).then((bytes) => WebAssembly.compile(bytes));
    module.catch(() => {}); // told where it is awaited, which may be later
    const [bytes] = await Promise.all([Promise.all(shards.map((f) => load.file(f, step))), start(module, entry.glue)]);
    check(globalThis.nutagSearch.open(...bytes));
    state.langs.add(lang);
    // The first query is slow because its code is cold; this one is for nobody.
    globalThis.nutagSearch.search(JSON.stringify({ query: "нутаг nutag", lang, limit: 1 }));
  };

  const add = async (lang) => {
    await state.ready;
    if (!state.langs.has(lang)) {
      const language = state.entry.languages[lang];
      if (!language || !globalThis.nutagSearch.add) throw new load.Failure("load", "this copy has no search for " + lang);
      check(globalThis.nutagSearch.add(...await Promise.all(language.shards.map((f) => load.file(f)))));
      state.langs.add(lang);
    }
    post({ type: "added", lang });
  };

  const answer = (request) => {
    const out = JSON.parse(globalThis.nutagSearch.search(JSON.stringify(request)));
    if (out.error) throw new Error(out.error);
    return out;
  };

  // addText loads a block of texts once; without it the hits have no snippet, and nothing else is lost.
  const addText = (lang, block) => {
    const name = lang + "/" + block;
    if (!state.asked.has(name)) {
      const record = state.entry.languages[lang].texts[block];
      const work = record
        ? load.file(record).then((bytes) => check(globalThis.nutagSearch.text(lang, block, bytes)))
        : Promise.resolve();
      state.asked.set(name, work.catch(() => state.asked.delete(name)));
    }
    return state.asked.get(name);
  };

  // loadRest brings in the blocks that no hit has asked for yet, one after the other, so that the search goes on without the
  // network. Who saves data is spared it; a folder has no network.
  const loadRest = async () => {
    const connection = globalThis.navigator && globalThis.navigator.connection;
    if (state.whole || !state.base || (connection && connection.saveData)) return;
    state.whole = true;
    const blocks = Object.keys(state.entry.languages[state.lang].texts);
    for (const block of blocks) await addText(state.lang, block);
    state.whole = blocks.every((block) => state.asked.has(state.lang + "/" + block));
    if (state.whole) post({ type: "whole" });
  };

  const search = async ({ id, request }) => {
    state.latest = id;
    await state.ready;
    if (state.latest !== id) return; // a newer query is waiting
    const full = { ...request, lang: request.lang || state.lang };
    const first = answer(full);
    const blocks = first.blocks || [];
    post({ type: "result", id, result: first.result, complete: blocks.length === 0 });
    if (blocks.length > 0) {
      await Promise.all(blocks.map((block) => addText(full.lang, block)));
      if (state.latest !== id) return;
      post({ type: "result", id, result: answer(full).result, complete: true });
    }
    loadRest();
  };

  const take = (data) => {
    if (data.type === "open") {
      state.ready = open(data);
      state.ready.then(() => post({ type: "ready" }), (error) => fail(error));
    } else if (data.type === "search") {
      // When opening has failed, that has been said already.
      search(data).catch((error) => state.ready.then(() => fail(error, { id: data.id }), () => {}));
    } else if (data.type === "add") {
      add(data.lang).catch((error) => state.ready.then(() => fail(error, { lang: data.lang }), () => {}));
    } else if (data.type === "file") {
      const waits = state.waiting.get(data.name);
      state.waiting.delete(data.name);
      if (!waits) return;
      if (data.bytes) waits.resolve(data.bytes);
      else waits.reject(new Error("it is missing"));
    }
  };
  if (!page) self.onmessage = ({ data }) => take(data);
  return take;
}
if (typeof WorkerGlobalScope === "function" && self instanceof WorkerGlobalScope) nutagSearchMain();
