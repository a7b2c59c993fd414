// The soums that a reader keeps, on this device only: a list of codes, {v: 1, soums: ["6346", …]}. It also serves the button on the
// page of a soum. Where the browser keeps nothing, the list lives as long as the page, and the reader is told.
const SoumList = (() => {
  "use strict";
  const KEY = "nutag.soums";
  const MOST = 24;
  const LARGEST = 4096; // letters of a file

  // read takes only codes from a text, whoever wrote it; null when it is no list.
  const read = (text) => {
    if (typeof text !== "string" || text.length > LARGEST) return null;
    let kept;
    try {
      kept = JSON.parse(text);
    } catch {
      return null;
    }
    if (kept?.v !== 1 || !Array.isArray(kept.soums)) return null;
    return [...new Set(kept.soums.filter((code) => typeof code === "string" && /^\d{4}$/.test(code)))].slice(0, MOST);
  };
  const write = (codes) => JSON.stringify({ v: 1, soums: codes });
  const join = (a, b) => [...new Set([...a, ...b])].slice(0, MOST);

  let here = []; // the list where nothing can be kept
  const load = () => {
    try {
      return read(localStorage.getItem(KEY)) ?? here;
    } catch {
      return here;
    }
  };
  const save = (codes) => {
    here = codes;
    try {
      if (codes.length > 0) localStorage.setItem(KEY, write(codes));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  };
  // toggle adds a soum or takes it away. Result: {on, full, kept}.
  const toggle = (code) => {
    const codes = load();
    if (codes.includes(code)) return { on: false, full: false, kept: save(codes.filter((c) => c !== code)) };
    if (codes.length >= MOST) return { on: false, full: true, kept: true };
    return { on: true, full: false, kept: save([...codes, code]) };
  };
  return { KEY, MOST, LARGEST, read, write, join, load, save, toggle };
})();

if (typeof document !== "undefined") {
  for (const button of document.querySelectorAll("[data-keep]")) {
    const { keep, add, drop, full, notKept } = button.dataset;
    const says = document.querySelector("[data-keep-says]");
    const show = () => { button.textContent = SoumList.load().includes(keep) ? drop : add; };
    button.addEventListener("click", () => {
      const done = SoumList.toggle(keep);
      says.textContent = done.full ? full : done.kept ? "" : notKept;
      show();
    });
    show();
    button.hidden = false;
    window.addEventListener("pageshow", show); // a page that comes back shows what happened meanwhile
  }
}
