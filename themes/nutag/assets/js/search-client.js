// The page's side of the search engine: starts it when it is wanted, in a worker, or in the page where workers are refused; brings
// it files where there is no server; ends it when it idles or hangs. on: {progress, ready, whole, added, result, failed}.
globalThis.nutagClient = (options) => {
  "use strict";
  const { root, script, lang, format, on } = options;
  const IDLE = 5 * 60_000; // then its memory is given back; the next query starts it again from the cache
  const STUCK = 90_000; // without a sign of life while it opens
  const LONG = 20_000; // for an answer
  const { base, ask } = globalThis.nutagSource(root);
  let port = null; // {post, end}; post does nothing while the worker is being made
  let last = null; // what was asked and is not answered; a port that is new is asked it again
  let ready = false;
  let alive = false;
  let inPage = false; // the engine runs in the page, where it cannot be ended
  let timer = 0;

  const wait = (ms, then) => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };
  const end = () => {
    clearTimeout(timer);
    if (port && !inPage) {
      port.end();
      port = null;
      ready = false;
    }
  };
  const failed = (why, detail) => {
    last = null;
    end();
    if (inPage) [port, inPage, ready] = [null, false, false]; // the next try begins anew
    on.failed(why, detail);
  };
  const stuck = () => failed("load", "nothing came for too long");
  const hangs = () => failed("engine", "no answer for too long");

  const take = (data) => {
    alive = true;
    if (data.type === "need") {
      const answer = (bytes) => port?.post({ type: "file", name: data.name, bytes });
      ask(data.name).then(answer, () => answer(null));
    } else if (data.type === "progress") {
      wait(STUCK, stuck);
      on.progress(data.done, data.total);
    } else if (data.type === "ready") {
      ready = true;
      wait(last ? LONG : IDLE, last ? hangs : end);
      on.ready();
    } else if (data.type === "result") {
      if (data.complete) last = null;
      wait(data.complete ? IDLE : LONG, data.complete ? end : hangs);
      on.result(data);
    } else if (data.type === "failed") {
      if (data.lang) on.added(data.lang, false);
      else if (data.id === undefined) failed(data.why, data.detail);
      else {
        last = null;
        wait(IDLE, end);
        on.failed(data.why, data.detail, data.id);
      }
    } else if (data.type === "added") {
      last = null;
      wait(IDLE, end);
      on.added(data.lang, true);
    } else if (data.type === "whole") {
      on.whole();
    }
  };

  const run = (address) => new Promise((resolve, reject) => {
    const e = document.createElement("script");
    e.src = address;
    e.onload = resolve;
    e.onerror = () => reject(new Error(address + " does not load"));
    document.head.append(e);
  });
  const text = async () => {
    if (!globalThis.nutagSearchMain) await run(script);
    return [globalThis.nutagLoad, globalThis.nutagSearchMain].map(String).join("\n") + "\nnutagSearchMain();\n";
  };
  const open = { type: "open", base, format, lang };

  const use = (made) => {
    port = made;
    port.post(open);
    if (last) port.post(last);
  };

  // inside runs the engine in the page: it holds up the page while it answers, with the same answers.
  const inside = async () => {
    inPage = true;
    try {
      if (!globalThis.nutagSearchMain) await run(script);
    } catch (error) {
      inPage = false;
      port = null;
      failed("load", error.message);
      return;
    }
    const folder = new URL(root + "search/", location.href).href;
    const main = globalThis.nutagSearchMain({ post: (data) => setTimeout(take, 0, data), run: (file) => run(folder + file) });
    use({ post: main, end() {} });
  };

  const begin = async () => {
    if (port) return;
    const making = { post() {}, end() {} };
    port = making;
    wait(STUCK, stuck);
    let worker;
    try {
      const address = base ? new URL(script, location.href) : URL.createObjectURL(new Blob([await text()], { type: "text/javascript" }));
      if (port !== making) return;
      worker = new Worker(address);
    } catch (error) {
      console.info("search: no worker: " + error.message);
      inside();
      return;
    }
    alive = false;
    worker.onmessage = ({ data }) => { if (port?.worker === worker) take(data); };
    worker.onerror = (event) => {
      event.preventDefault();
      if (port?.worker !== worker) return;
      if (alive) failed("engine", event.message);
      else inside(); // it was never allowed to run
    };
    use({ worker, post: (m) => worker.postMessage(m), end: () => worker.terminate() });
  };

  const send = (message) => {
    last = message;
    if (port) port.post(message);
    else begin();
  };
  return {
    begin,
    ready: () => ready,
    search(id, request) {
      send({ type: "search", id, request });
      if (ready) wait(LONG, hangs);
    },
    add(other) {
      send({ type: "add", lang: other });
      wait(STUCK, stuck);
    },
  };
};
