// The page on which a reader keeps the portal on the device: what it takes first, then progress, pause, renew, erase, install.
(() => {
  "use strict";
  const form = document.querySelector("[data-keep]");
  const words = JSON.parse(document.getElementById("keep-words").textContent);
  const store = globalThis.nutagKeep(form.dataset.root);
  const lang = document.documentElement.lang;
  const one = (name) => document.querySelector(`[data-${name}]`);
  const say = (text, values = {}) => { one("status").textContent = text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole); };
  const tenth = (n) => (Math.ceil(n * 10) / 10).toFixed(1);
  const size = (bytes) => (bytes < 1e9 ? words.mb.replace("{n}", tenth(bytes / 1e6)) : words.gb.replace("{n}", tenth(bytes / 1e9)));

  if (location.hash === "#missing") one("missing").hidden = false;
  if (!store.possible()) {
    one("impossible").hidden = false;
    return;
  }
  form.hidden = false;

  let all = null; // the sets, once the host has told them
  let choice = null; // what the form asks for
  let running = null; // AbortController of a download

  const wish = () => ({
    aimag: form.elements.what.value === "all" ? "" : form.elements.aimag.value,
    langs: form.elements.both.checked ? ["mn", "en"] : [lang],
  });
  const show = (at, on) => { one(at).hidden = !on; };

  // weigh says what the choice takes, before anything is loaded.
  const weigh = async () => {
    form.elements.aimag.disabled = form.elements.what.value === "all" || running !== null;
    const { current, pending } = await store.state();
    show("erase", Boolean(current || pending) && !running);
    show("pause", running !== null);
    one("kept").textContent = current ? words.kept.replace("{what}", nameOf(current)).replace("{size}", size(current.bytes)) : words.nothing;
    const asked = wish();
    const known = all && (form.elements.what.value === "all" || asked.aimag);
    choice = known ? await store.choose(all, asked) : null;
    let free = "";
    if (choice && navigator.storage?.estimate) {
      const { quota, usage } = await navigator.storage.estimate();
      free = " " + words.free.replace("{size}", size(Math.max(0, quota - usage)));
    }
    one("size").textContent = choice ? words.takes.replace("{size}", size(choice.bytes)).replace("{n}", String(choice.files)) + free : "";
    const go = one("go");
    go.disabled = !choice || running !== null;
    go.textContent = choice && current?.id === choice.id ? words.renew : pending && choice?.id === pending.id ? words.resume : words.go;
  };

  const nameOf = (kept) => {
    const option = Array.from(form.elements.aimag.options).find((o) => o.value && o.value === kept.aimag);
    const what = kept.aimag ? (option ? option.textContent : kept.aimag) : words.all;
    return what + " (" + kept.langs.map((l) => words[l]).join(", ") + ")";
  };

  const failed = (error) => {
    console.info("keep: " + error.message);
    say(words[error.why] ?? words.load);
  };

  const reload = async () => {
    try {
      all = await store.sets();
    } catch (error) {
      all = null;
      failed(error);
    }
    await weigh();
  };

  const keep = async () => {
    running = new AbortController();
    one("go").disabled = true;
    const bar = one("bar");
    bar.value = 0;
    one("bytes").textContent = "";
    show("progress", true);
    say(words.running);
    try {
      all = await store.sets(); // the host may have been renewed since the page was opened
      await weigh();
      await navigator.storage?.persist?.();
      await store.keep(choice, (done, total) => {
        bar.max = total;
        bar.value = done;
        one("bytes").textContent = words.progress.replace("{done}", size(done)).replace("{total}", size(total));
      }, running.signal);
      say(words.done);
    } catch (error) {
      failed(error);
      if (error.why === "changed") all = null;
    }
    running = null;
    show("progress", false);
    if (all) await weigh();
    else await reload();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (choice && !running) keep();
  });
  form.addEventListener("change", weigh);
  one("pause").addEventListener("click", () => running?.abort());
  one("erase").addEventListener("click", async () => {
    if (!globalThis.confirm(words.sure)) return;
    await store.erase();
    say(words.erased);
    await weigh();
  });
  // Closing the window ends the download; what has come stays for the next time.
  globalThis.addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });

  // The manifest stands in the page only where it can be used: from a folder the browser would refuse it aloud.
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = form.dataset.manifest;
  document.head.append(manifest);
  let install = null;
  globalThis.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install = event;
    show("install", true);
  });
  one("install").addEventListener("click", async () => {
    await install.prompt();
    show("install", false);
  });

  // The form begins with what is kept or was begun.
  store.state().then(({ current, pending }) => {
    const last = pending ?? current;
    if (last) {
      form.elements.what.value = last.aimag ? "aimag" : "all";
      form.elements.aimag.value = last.aimag;
      form.elements.both.checked = last.langs.length > 1;
    }
    return reload();
  });
})();
