// Two to four soums side by side. Which ones stands in the fragment of the address; nothing leaves the device.
(() => {
  "use strict";
  const root = document.querySelector("[data-compare-page]");
  const figures = SoumFigures;
  if (!root || !figures) return;
  const { data, words, fill, plural, make, value } = figures;
  const { PICKS, marks, decode, encode, blank } = SoumFinder;
  const part = (key) => root.querySelector(`[data-${key}]`);
  const input = root.querySelector("#soum-name");
  const differ = part("differ");
  let picks = [];
  let shown = "";

  // --- names. Letters that phones often lack, and marks between words, make no difference.
  const plain = (text) => text.toLowerCase().replace(/ө/g, "о").replace(/ү/g, "у").replace(/ё/g, "е").replace(/[^\p{L}\p{N}]+/gu, "");
  const names = data.codes.map((_, i) => ({ i, own: [plain(data.mn[i]), plain(data.en[i])], aimag: [plain(data.aimags[data.aimag[i]].mn), plain(data.aimags[data.aimag[i]].en)] }));
  const place = [];
  data.order[figures.lang].forEach((i, at) => { place[i] = at; });
  const search = (text) => {
    const q = plain(text.slice(0, 60));
    if (!q) return [];
    const rank = ({ own, aimag }) => {
      if (own.some((n) => n === q)) return 1;
      if (own.some((n) => n.startsWith(q))) return 2;
      if (own.some((n, k) => (n + aimag[k]).startsWith(q) || (aimag[k] + n).startsWith(q))) return 3;
      return own.some((n) => n.includes(q)) ? 4 : 0;
    };
    return names.map((n) => ({ i: n.i, r: rank(n) })).filter(({ i, r }) => r > 0 && !picks.includes(data.codes[i]))
      .sort((a, b) => a.r - b.r || place[a.i] - place[b.i]).slice(0, 8);
  };

  // --- the table
  const indexes = () => picks.map(figures.index);
  const row = (label, cells, same) => {
    const tr = make("tr", same ? "compare__same" : "", make("th", "", label));
    tr.firstChild.scope = "row";
    tr.append(...cells.map((c) => make("td", "", ...c)));
    return tr;
  };
  const table = () => {
    const all = indexes();
    const head = make("tr", "", make("td"));
    for (const i of all) {
      const th = make("th", "", figures.link(i), make("span", "compare__aimag", figures.aimag(i) + (data.seats.includes(i) ? " · " + words.seat : "")), ...figures.doubts(i));
      th.scope = "col";
      head.append(th);
    }
    const body = make("tbody");
    const nowhere = [];
    for (const m of data.measures) {
      if (all.every((i) => m.values[i] === null)) {
        nowhere.push(figures.label(m.id));
        continue;
      }
      // What a list names is a lower bound: two of them cannot be compared.
      const said = m.list ? all.map(() => "") : marks(all.map((i) => m.values[i]));
      const cells = all.map((i, k) => {
        const cell = figures.figure(m, i);
        if (said[k]) cell.push(make("span", `compare__mark compare__mark--${said[k]}`, words.marks[said[k]]));
        return cell;
      });
      const same = said.every((x) => x === "same");
      if (!(differ.checked && same)) body.append(row(figures.label(m.id), cells, same));
    }
    const zones = all.map((i) => data.zones.main[i]);
    const alike = zones.every((z) => z >= 0 && z === zones[0]);
    if (!(differ.checked && alike)) {
      const cells = all.map((i) => (alike ? [...figures.zone(i), make("span", "compare__mark", words.marks.same)] : figures.zone(i)));
      body.append(row(words.zone, cells, alike));
    }
    part("nowhere").textContent = nowhere.length > 0 ? fill(words.nowhere, { list: nowhere.join("; ") }) : "";
    const t = make("table", "compare__table", make("caption", "", words.table), make("thead", "", head), body);
    t.dataset.n = all.length;
    return t;
  };

  const says = (text) => { part("status").textContent = text; };
  const update = () => {
    const all = indexes();
    part("chosen").replaceChildren(...all.map((i) => {
      const b = make("button", "chip chip--off", figures.full(i));
      b.type = "button";
      b.setAttribute("aria-label", fill(words.remove, { name: figures.full(i) }));
      b.addEventListener("click", () => {
        choose(picks.filter((c) => c !== data.codes[i]));
        input.focus();
      });
      return make("li", "", b);
    }));
    const kept = SoumList.load().map(figures.index).filter((i) => i >= 0 && !picks.includes(data.codes[i]));
    part("kept").hidden = kept.length === 0;
    part("kept-list").replaceChildren(...kept.map((i) => {
      const b = make("button", "chip", "+ " + figures.full(i));
      b.type = "button";
      b.addEventListener("click", () => {
        pick(i);
        input.focus();
      });
      return make("li", "", b);
    }));
    part("result").hidden = all.length < 2;
    part("table").replaceChildren(...(all.length < 2 ? [] : [table()]));
    figures.onPaper(part("table"));
    const list = all.map(figures.full).join("; ");
    const now = all.length > 0 ? plural("now", all.length, { list }) + ". " : "";
    says(now + (all.length < 2 ? words.need_two : ""));
    document.body.toggleAttribute("data-compared", all.length >= 2);
  };
  const choose = (codes) => {
    picks = codes;
    shown = encode({ ...blank(), picks });
    figures.address(shown);
    update();
  };
  const pick = (i) => {
    if (picks.length >= PICKS) {
      says(fill(words.picks_full, { n: PICKS }));
      return;
    }
    choose([...picks, data.codes[i]]);
  };

  globalThis.nutagCombo(input, {
    label: words.suggestions,
    say: (n) => plural("found", n),
    find: (text) => search(text).map(({ i }) => ({
      text: figures.name(i), note: figures.aimag(i),
      choose: () => {
        input.value = "";
        pick(i);
      },
    })),
  });
  input.addEventListener("input", () => { if (input.value.trim() && search(input.value).length === 0) says(words.found_none); });
  root.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = search(input.value);
    if (!first) return;
    input.value = "";
    pick(first.i);
  });
  differ.addEventListener("change", update);
  part("print").addEventListener("click", () => window.print());
  figures.copier(root);

  // A mark leads to a note of this page: then the address is none of ours, and the table stays.
  const fromAddress = () => {
    if (location.hash === shown) return;
    const fresh = decode(location.hash, data);
    if (!fresh) return;
    choose(fresh.picks);
  };
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("pageshow", (event) => { if (event.persisted) update(); });
  fromAddress();
  update();
  root.hidden = false;
})();
