// The page of the soums that the reader keeps: to compare, print, save to a file, open from one, and erase.
(() => {
  "use strict";
  const root = document.querySelector("[data-my-list]");
  const figures = SoumFigures;
  if (!root || !figures) return;
  const { data, words, fill, plural, make } = figures;
  const { PICKS } = SoumFinder;
  const part = (key) => root.querySelector(`[data-${key}]`);
  const SHOWN = ["population", "distance-ulaanbaatar", "distance-aimag-centre", "coldest-month", "livestock"];
  const measures = data.measures.filter((m) => SHOWN.includes(m.id));
  let picks = null; // codes that the reader has marked; null: the first ones

  const says = (text) => { part("status").textContent = text; };
  const kept = () => SoumList.load().filter((code) => figures.index(code) >= 0);
  const marked = () => (picks ?? kept().slice(0, PICKS)).filter((code) => kept().includes(code));
  const compareWith = () => {
    const codes = marked();
    part("compare").href = "compare.html" + (codes.length > 0 ? "#v=1&c=" + codes.join(".") : "");
  };

  const row = (code) => {
    const i = figures.index(code);
    const th = make("th", "", figures.link(i), make("span", "compare__aimag", figures.aimag(i)), ...figures.doubts(i));
    th.scope = "row";
    const box = make("input");
    box.type = "checkbox";
    box.checked = marked().includes(code);
    box.setAttribute("aria-label", fill(words.pick_label, { name: figures.full(i) }));
    box.addEventListener("change", () => {
      const codes = marked();
      if (box.checked && codes.length >= PICKS) {
        box.checked = false;
        says(fill(words.picks_full, { n: PICKS }));
        return;
      }
      picks = box.checked ? [...codes, code] : codes.filter((c) => c !== code);
      compareWith();
    });
    const drop = make("button", "button button--plain", words.drop);
    drop.type = "button";
    drop.setAttribute("aria-label", fill(words.drop_label, { name: figures.full(i) }));
    drop.addEventListener("click", () => {
      SoumList.save(SoumList.load().filter((c) => c !== code));
      update();
      part("status").focus();
    });
    return make("tr", "", th, ...measures.map((m) => make("td", "", ...figures.figure(m, i))), make("td", "mylist__notes"),
      make("td", "noprint mylist__do", make("label", "crit__box", box, " " + words.pick), drop));
  };
  const update = () => {
    const codes = kept();
    says(codes.length > 0 ? plural("kept", codes.length) : words.empty);
    part("result").hidden = codes.length === 0;
    const head = make("tr", "", ...[words.soum_head, ...measures.map((m) => figures.label(m.id)), words.notes].map((text) => {
      const th = make("th", text === words.notes ? "mylist__notes" : "", text);
      th.scope = "col";
      return th;
    }), make("td", "noprint"));
    part("table").replaceChildren(...(codes.length === 0 ? [] : [make("table", "mylist__table", make("caption", "", words.caption), make("thead", "", head), make("tbody", "", ...codes.map(row)))]));
    figures.onPaper(part("table"));
    compareWith();
  };

  part("status").tabIndex = -1;
  part("print").addEventListener("click", () => window.print());
  part("erase").addEventListener("click", () => {
    if (!window.confirm(words.erase_sure)) return;
    picks = null;
    SoumList.save([]);
    update();
    says(words.erased);
  });
  part("export").addEventListener("click", () => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([SoumList.write(kept())], { type: "application/json" }));
    link.download = "nutag-soums.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const input = part("import");
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    const codes = file.size > SoumList.LARGEST ? null : SoumList.read(await file.text());
    input.value = "";
    if (!codes) {
      says(words.bad_file);
      return;
    }
    const before = kept();
    const all = SoumList.join(before, codes.filter((code) => figures.index(code) >= 0));
    const stored = SoumList.save(all);
    update();
    says(stored ? plural("imported", all.length - before.length) : words.not_kept);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) update(); });
  window.addEventListener("storage", (event) => { if (event.key === SoumList.KEY) update(); });
  update();
  root.hidden = false;
})();
