// On every page: the search boxes. Nothing is loaded until the reader turns to one; then the files of the search are fetched
// into the browser's cache, so that the results page has them. The form itself needs no script.
(() => {
  "use strict";
  const boxes = document.querySelectorAll("form[data-search] input[type=search]");
  const root = document.currentScript.dataset.root;
  const lang = document.documentElement.lang;
  if (boxes.length === 0) return;

  const fetchAhead = async () => {
    const connection = navigator.connection;
    if (location.protocol === "file:" || (connection && connection.saveData)) return;
    try {
      const base = new URL(root + "search/", location.href);
      const entry = await (await fetch(new URL("entry.json", base))).json();
      const language = entry.languages[lang];
      const files = [entry.glue, ...language.shards, entry.engine];
      await Promise.all(files.map(async (f) => (await fetch(new URL(f.file, base), { priority: "low" })).arrayBuffer()));
    } catch {
      // The results page loads the files itself and says what is wrong.
    }
  };

  let begun = false;
  for (const box of boxes) {
    box.addEventListener("focus", () => {
      if (begun || document.querySelector("[data-results]")) return;
      begun = true;
      fetchAhead();
    });
  }

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const writing = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const main = document.querySelector("[data-results] input[type=search]");
    (main || boxes[0]).focus();
  });
})();
