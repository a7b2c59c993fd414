// The suggestions of a search box, from the list of names. Loaded when the reader turns to a box; the results page has it too.
(() => {
  "use strict";
  const lang = document.documentElement.lang;
  const words = globalThis.nutagWords;

  // nutagSource tells where the files of the search come from.
  globalThis.nutagSource = (root) => {
    const folder = new URL(root + "search/", location.href).href;
    return location.protocol === "file:" ? { base: "", ask: (nutagSource.ask ||= globalThis.nutagFolder(folder)) } : { base: folder };
  };

  // nutagNames gives the list of names, loaded once.
  globalThis.nutagNames = (root) => {
    nutagNames.ready ||= (async () => {
      const load = globalThis.nutagLoad({ ...globalThis.nutagSource(root), format: words.format });
      const { instant } = (await load.entry(lang, "instant.json")).languages[lang];
      if (!instant) throw new load.Failure("load", "this copy has no list of names");
      return globalThis.nutagInstant(JSON.parse(new TextDecoder().decode(await load.file(instant))));
    })();
    nutagNames.ready.catch(() => { nutagNames.ready = null; }); // the next try may go better
    return nutagNames.ready;
  };

  // nutagAlt gives the title in the other language when the query is in its letters.
  globalThis.nutagAlt = (query, item) => {
    const cyrillic = /\p{Script=Cyrillic}/u;
    return item.alt && cyrillic.test(query) !== cyrillic.test(item.title) && cyrillic.test(query) === cyrillic.test(item.alt) ? item.alt : "";
  };

  // fetchAhead brings the engine and the index into the browser's cache, so that the results page has them.
  let ahead = false;
  const fetchAhead = async (root) => {
    const { base } = globalThis.nutagSource(root);
    const connection = navigator.connection;
    if (ahead || !base || (connection && connection.saveData)) return;
    ahead = true;
    try {
      const entry = await globalThis.nutagLoad({ base, format: words.format }).entry(lang);
      for (const { file } of [entry.glue, entry.engine, ...entry.languages[lang].shards]) {
        await (await fetch(base + file, { priority: "low" })).arrayBuffer();
      }
    } catch {
      // What did not come the results page loads itself, and says what is wrong.
    }
  };

  globalThis.nutagBox = async (input, root) => {
    let names;
    try {
      names = await globalThis.nutagNames(root);
    } catch (error) {
      console.info("search: " + error.message); // the box is a plain form
      return;
    }
    const query = () => input.value.trim();
    const combo = globalThis.nutagCombo(input, {
      label: words.suggestions,
      say: (n) => (n > 1 ? (n === 2 ? words.suggested_one : words.suggested_other).replace("{n}", n - 1) : words.suggested_none),
      find: () => {
        const q = query();
        if (!q) return [];
        const items = names.search(q, { limit: 7 });
        return [
          ...items.map((item) => ({
            text: item.title, note: words.kinds[item.kind], alt: globalThis.nutagAlt(q, item), lang: words.other,
            choose: () => location.assign(root + lang + "/" + item.url),
          })),
          { text: words.all.replace("{q}", () => (q.length > 40 ? q.slice(0, 40) + "…" : q)), choose: () => input.form.requestSubmit() },
        ];
      },
    });
    input.addEventListener("input", () => fetchAhead(root), { once: true });
    if (document.activeElement === input && query()) {
      combo.open();
      fetchAhead(root);
    }
  };
})();
