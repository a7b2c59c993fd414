// The finder: holds what the reader asks for, keeps it in the fragment of the address, and brings form, map and list into step. Nothing
// leaves the device.
(() => {
  "use strict";
  const root = document.querySelector("[data-finder]");
  const figures = SoumFigures;
  if (!root || !figures) return;
  const { data, plural, words } = figures;
  const { blank, find, encode, decode } = SoumFinder;
  const status = root.querySelector("[data-status]");
  let state = blank();
  let found;
  let shown = ""; // the fragment that the page shows

    const told = () => [plural("fits", found.fits.length), found.unsure.length > 0 ? plural("unsure", found.unsure.length) : "", found.out > 0 ? plural("out", found.out) : ""].filter(Boolean).join(". ") + ".";
  const say = (text) => { status.textContent = text || told(); };
  const keep = () => {
    shown = encode(state);
    figures.address(shown);
  };
  const update = () => {
    found = find(data, state, figures.lang);
    form.show(state);
    results.restart();
    results.show(found, state);
    say();
  };

  let wait = 0;
  // change edits the state. What is typed waits for the reader to pause; a pick changes no result.
  const change = (edit, typed, pick) => {
    edit(state);
    keep();
    clearTimeout(wait);
    if (pick) results.showPicks(state);
    else if (typed) wait = setTimeout(update, 250);
    else update();
  };
  const form = SoumForm(root, figures, change);
  const results = SoumResults(root, figures, change, say);

  const write = (fresh) => {
    clearTimeout(wait);
    state = fresh;
    form.write(state);
    update();
  };
  root.querySelector("form").addEventListener("reset", (event) => {
    event.preventDefault();
    write(blank());
    keep();
    for (const open of root.querySelectorAll(".crit[open]")) open.open = false;
    root.querySelector("summary").focus();
  });
  for (const button of root.querySelectorAll("[data-more]")) {
    button.addEventListener("click", () => results.further(button.dataset.more, found, state));
  }
  figures.copier(root);
  // Without this the address of the link would take the place of what the reader asked for.
  const toResults = (event) => {
    event.preventDefault();
    const heading = root.querySelector("#results-h");
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  };
  root.querySelector(".finder__bar a").addEventListener("click", toResults);
  root.querySelector("form").addEventListener("submit", toResults);

  // A mark leads to a note of this page: then the address is none of ours, and what the reader asked for stays.
  const fromAddress = () => {
    if (location.hash === shown) return;
    const fresh = decode(location.hash, data);
    if (!fresh) return;
    write(fresh);
    keep();
  };
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("pageshow", (event) => { if (event.persisted) update(); }); // the list may have changed meanwhile
  form.write(state);
  fromAddress();
  if (!found) update();
  root.hidden = false;
})();
