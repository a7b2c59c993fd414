// The form of the finder: limits of figures, zones, aimags, wishes. It shows a state and tells of each change; what fits is found by
// finder-score.js. change(edit, typed) hands over a function that edits the state.
const SoumForm = (root, figures, change) => {
  "use strict";
  const { data, words, fill, plural, make, plain, value } = figures;
  const form = root.querySelector("form");
  const { number, groups, WISHES, WEIGHTS } = SoumFinder;
  const pattern = document.querySelector("template[data-measure]");

  // --- limits of figures
  const between = (m, { from, to }) => {
    if (from === null) return fill(words.upto, { n: value(m, to) });
    if (to === null) return fill(words.over, { n: value(m, from) });
    return fill(words.between, { from: plain(m, from), to: value(m, to) });
  };
  const limitOf = (m) => {
    const block = pattern.content.firstElementChild.cloneNode(true);
    const part = (key) => block.querySelector(`[data-${key}]`);
    const title = figures.label(m.id);
    part("label").textContent = title;
    part("legend").textContent = title;
    part("unit").textContent = words.measures.find((x) => x.id === m.id).unit.replace("{n}", "").trim();
    const error = part("error");
    error.id = "error-" + m.id;
    const ends = { from: part("from"), to: part("to") };
    // The keyboard of digits lacks the minus on many phones.
    const below = m.values.some((v) => v !== null && v < 0);
    for (const e of Object.values(ends)) {
      e.setAttribute("aria-describedby", error.id);
      e.inputMode = below ? "text" : "decimal";
    }
    if (m.list) ends.to.closest("label").hidden = true;
    const buttons = groups(m).map((range) => {
      const b = make("button", "crit__group");
      b.type = "button";
      b.addEventListener("click", () => {
        const off = b.getAttribute("aria-pressed") === "true";
        write(off ? null : range);
        take(false);
      });
      part("groups").append(make("li", "", b));
      return { b, range };
    });
    const told = (text) => {
      error.textContent = text;
      for (const e of Object.values(ends)) {
        if (text) e.setAttribute("aria-invalid", "true");
        else e.removeAttribute("aria-invalid");
      }
    };
    // The script writes what a limit is; the reader what he likes.
    const write = (range) => {
      for (const end of ["from", "to"]) ends[end].value = range && range[end] !== null ? plain({ ...m, signed: false }, range[end]) : "";
      told("");
    };
    const take = (typed) => {
      const from = number(ends.from.value);
      const to = number(ends.to.value);
      const wrong = from === undefined || to === undefined ? words.bad_number : from !== null && to !== null && from > to ? words.crossed : "";
      told(wrong);
      change((state) => {
        if (wrong || (from === null && to === null)) delete state.must[m.id];
        else state.must[m.id] = { from, to };
      }, typed);
    };
    for (const e of Object.values(ends)) e.addEventListener("input", () => take(true));
    const show = (state, counts) => {
      const range = state.must[m.id];
      part("now").textContent = range ? between(m, range) : "";
      const { groups: n, unknown } = counts.measures[m.id];
      buttons.forEach(({ b, range: r }, k) => {
        b.textContent = `${between(m, r)} (${n[k]})`;
        b.setAttribute("aria-pressed", String(Boolean(range && range.from === r.from && range.to === r.to)));
      });
      part("unknown").textContent = m.list ? words.list_only : unknown > 0 ? plural("no_figure", unknown) : "";
    };
    return { block, write: (state) => write(state.must[m.id]), show };
  };

  const limits = [];
  const place = form.querySelector("[data-measures]");
  const parts = [];
  for (const { id, title } of words.groups) {
    const mine = data.measures.filter((m) => words.measures.find((x) => x.id === m.id).group === id);
    if (mine.length === 0) continue;
    const count = make("span", "crit__now");
    const part = make("details", "critgroup", make("summary", "", title, " ", count));
    if (id === "finder_group_distance") {
      part.append(make("p", "quiet small", words.straight));
      part.open = true;
    }
    for (const m of mine) {
      const l = limitOf(m);
      limits.push(l);
      part.append(l.block);
    }
    parts.push({ part, count, ids: mine.map((m) => m.id) });
    place.append(part);
  }
  const asked = (ids, state) => ids.filter((id) => id in state.must).length;

  // --- zones and aimags
  const boxes = (key, list, counted) => {
    const block = form.querySelector(`[data-${key}]`);
    const all = list.map(({ id, text }) => {
      const box = make("input");
      box.type = "checkbox";
      box.value = id;
      const n = make("span", "quiet");
      block.querySelector("[data-boxes]").append(make("li", "", make("label", "crit__box", box, " " + text + " ", n)));
      return { box, n };
    });
    block.addEventListener("change", () => change((state) => { state[key] = all.filter(({ box }) => box.checked).map(({ box }) => box.value); }, false));
    return {
      write: (state) => all.forEach(({ box }) => { box.checked = state[key].includes(box.value); }),
      show: (state, counts) => {
        all.forEach(({ n }, k) => { n.textContent = `(${counts[key][k]})`; });
        block.querySelector("[data-now]").textContent = state[key].length > 0 ? fill(words.chosen, { n: state[key].length }) : "";
        const unknown = block.querySelector("[data-unknown]");
        if (unknown) unknown.textContent = counted(counts) > 0 ? plural("no_figure", counted(counts)) : "";
      },
    };
  };
  const byName = new Intl.Collator(figures.lang);
  const aimags = data.aimags.map((a) => ({ id: a.code, text: a[figures.lang] }));
  const zones = boxes("zones", data.zones.ids.map((id, k) => ({ id, text: words.zones[k].name })), (c) => c.zoneUnknown);
  // The file has the aimags by code; where the names stand follows from the reader's language and changes no count.
  const inOrder = aimags.map((a, k) => ({ ...a, k })).sort((a, b) => byName.compare(a.text, b.text));
  const regions = boxes("aimags", inOrder);
  const unknown = form.elements.unknown;
  unknown.addEventListener("change", () => change((state) => { state.unknown = unknown.checked; }, false));

  // --- wishes
  const list = form.querySelector("[data-wishes]");
  const select = form.querySelector("#wish-new");
  const add = form.querySelector("[data-add]");
  for (const m of data.measures) {
    // Of a list that is not complete, few may be wished by nobody: it would reward what is not listed.
    for (const more of m.list ? [true] : [false, true]) {
      const o = make("option", "", figures.wish(m.id, more));
      o.value = m.id + "~" + (more ? "more" : "less");
      select.append(o);
    }
  }
  const wishRow = (w) => {
    const text = figures.wish(w.id, w.more);
    const weight = make("select");
    weight.setAttribute("aria-label", fill(words.weight, { wish: text }));
    for (let k = 1; k <= WEIGHTS; k++) {
      const o = make("option", "", words.weights[k - 1]);
      o.value = k;
      o.selected = k === w.weight;
      weight.append(o);
    }
    weight.addEventListener("change", () => change((state) => { state.wishes.find((x) => x.id === w.id).weight = Number(weight.value); }, false));
    const remove = make("button", "button button--plain", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", fill(words.wish_remove, { wish: text }));
    remove.addEventListener("click", () => {
      change((state) => { state.wishes = state.wishes.filter((x) => x.id !== w.id); }, false);
      select.focus();
    });
    return make("li", "wish", make("span", "wish__text", text), weight, remove);
  };
  let shownWishes = "";
  const showWishes = (state) => {
    const now = state.wishes.map((w) => w.id + w.more).join();
    if (now !== shownWishes) list.replaceChildren(...state.wishes.map(wishRow));
    shownWishes = now;
    for (const o of select.options) o.disabled = state.wishes.some((w) => o.value.startsWith(w.id + "~"));
    add.disabled = state.wishes.length >= WISHES;
    select.disabled = add.disabled;
    select.options[0].textContent = add.disabled ? fill(words.wish_full, { n: WISHES }) : select.options[0].dataset.text;
  };
  select.options[0].dataset.text = select.options[0].textContent;
  add.addEventListener("click", () => {
    const [id, direction] = select.value.split("~");
    if (!id) {
      select.focus();
      return;
    }
    change((state) => { state.wishes.push({ id, more: direction === "more", weight: 2 }); }, false);
    select.value = "";
    list.lastElementChild.querySelector("select").focus();
  });

  return {
    // write puts a state into all fields, show only what follows from it: fields that the reader is in stay as they are.
    write: (state) => {
      for (const l of limits) l.write(state);
      for (const { part, ids } of parts) part.open ||= asked(ids, state) > 0;
      zones.write(state);
      regions.write(state);
      unknown.checked = state.unknown;
      shownWishes = "-";
      showWishes(state);
    },
    show: (state) => {
      const counts = SoumFinder.counts(data, state);
      for (const l of limits) l.show(state, counts);
      for (const { count, ids } of parts) count.textContent = asked(ids, state) > 0 ? fill(words.chosen, { n: asked(ids, state) }) : "";
      zones.show(state, counts);
      regions.show(state, { aimags: inOrder.map((a) => counts.aimags[a.k]) });
      showWishes(state);
    },
  };
};
