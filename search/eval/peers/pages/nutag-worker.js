'use strict';
const base = '/site/search/';
const bytes = async (file) => {
  const response = await fetch(base + file.file);
  if (!response.ok) throw new Error(file.file + ': ' + response.status);
  const body = new Uint8Array(await response.arrayBuffer());
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  return new Uint8Array(await new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
};
const open = async (lang) => {
  const entry = await (await fetch(base + 'entry.json')).json();
  const shards = Promise.all(entry.languages[lang].shards.map(bytes));
  const module = bytes(entry.engine).then((b) => WebAssembly.compile(b));
  importScripts(base + entry.glue.file);
  const go = new self.Go();
  const ready = new Promise((resolve) => { self.nutagReady = resolve; });
  go.run(await WebAssembly.instantiate(await module, go.importObject));
  await ready;
  const wrong = self.nutagSearch.open(...(await shards));
  if (wrong) throw new Error(wrong);
};
self.onmessage = async ({ data }) => {
  try {
    if (data.query === undefined) {
      await open(data.lang);
      self.postMessage({});
      return;
    }
    const answer = JSON.parse(self.nutagSearch.search(JSON.stringify({ query: data.query, lang: data.lang, limit: 10 })));
    if (answer.error) throw new Error(answer.error);
    self.postMessage({ ids: answer.result.hits.map((h) => h.id) });
  } catch (error) {
    self.postMessage({ error: String(error.message || error) });
  }
};
