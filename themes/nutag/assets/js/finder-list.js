// The results of the finder: map and list in step, the score of each soum in words, what is not known.
const SoumResults = (root, figures, change, say) => {
  "use strict";
  const { data, words, fill, plural, make, number, value } = figures;
  const { PICKS } = SoumFinder;
  const STEP = 12;
  const part = (key) => root.querySelector(`[data-${key}]`);
  let limit = { fits: STEP, unsure: STEP };

  // --- the map
  const SVG = "http://www.w3.org/2000/svg";
  const svg = part("map");
  const draw = (d, className) => {
    const p = document.createElementNS(SVG, "path");
    p.setAttribute("d", d);
    if (className) p.setAttribute("class", className);
    svg.append(p);
    return p;
  };
  draw(data.rest, "m-rest");
  const shapes = data.paths.map((d, i) => {
    const p = draw(d, "m-out");
    const title = document.createElementNS(SVG, "title");
    title.textContent = figures.full(i);
    p.append(title);
    p.addEventListener("click", () => { if (figures.url(i)) location.assign(figures.url(i)); });
    p.addEventListener("pointerenter", () => lit(i, true));
    p.addEventListener("pointerleave", () => lit(i, false));
    return p;
  });
  for (const a of data.aimags) draw(a.path, "m-edge");
  const lit = (i, on) => {
    shapes[i].classList.toggle("m-lit", on);
    root.querySelector(`[data-soum="${data.codes[i]}"]`)?.classList.toggle("soum--lit", on);
  };

  // --- one soum
  const wishPart = (p, i) => {
    const wish = figures.wish(p.id, p.more);
    if (!p.got) return fill(words.part_unknown, { wish });
    return fill(words.part, { wish, value: value(SoumFinder.measureOf(data, p.id), SoumFinder.measureOf(data, p.id).values[i]), of: p.got.of, worse: p.got.worse, equal: p.got.equal, points: number(p.got.points, 1), weight: p.weight });
  };
  const why = ({ i, parts, score }) => {
    const known = parts.filter((p) => p.got);
    const details = make("details", "soum__why", make("summary", "", words.why), make("ul", "small", ...parts.map((p) => make("li", "", wishPart(p, i)))));
    details.open = true; // the reader may fold it, but it is never hidden from him
    if (score !== null) {
      const sum = known.map((p) => `${p.weight} × ${number(p.got.points, 1)}`).join(" + ");
      details.append(make("p", "small", fill(words.sum, { sum, weights: known.reduce((n, p) => n + p.weight, 0), n: number(score, 1) })));
    }
    return details;
  };
  const shownFigures = (state) => {
    const ids = new Set([...Object.keys(state.must), ...state.wishes.map((w) => w.id), "population", "distance-ulaanbaatar", "coldest-month"]);
    return data.measures.filter((m) => ids.has(m.id));
  };
  const item = (one, state, measures) => {
    const { i, score, missing } = one;
    const li = make("li", "soum card");
    li.dataset.soum = data.codes[i];
    const h = make("h3", "", figures.link(i));
    li.append(make("div", "soum__head", h, make("span", "quiet", figures.aimag(i) + (data.seats.includes(i) ? " · " + words.seat : ""), ...figures.doubts(i))));
    if (state.wishes.length > 0) li.append(make("p", "soum__score", score === null ? words.score_none : fill(words.score, { n: number(score) })));
    const dl = make("dl", "facts");
    const row = (label, cell) => dl.append(make("div", "", make("dt", "", label), make("dd", "", ...cell)));
    for (const m of measures) row(figures.label(m.id), figures.figure(m, i));
    row(words.zone, figures.zone(i));
    li.append(dl);
    if (missing.length > 0) li.append(make("p", "small soum__missing", fill(words.missing, { list: missing.map(figures.label).join(", ") })));
    if (state.wishes.length > 0) li.append(why(one));
    const box = make("input");
    box.type = "checkbox";
    box.checked = state.picks.includes(data.codes[i]);
    box.setAttribute("aria-label", fill(words.pick_label, { name: figures.full(i) }));
    box.addEventListener("change", () => {
      if (box.checked && state.picks.length >= PICKS) {
        box.checked = false;
        say(fill(words.picks_full, { n: PICKS }));
        return;
      }
      change((s) => { s.picks = box.checked ? [...s.picks, data.codes[i]] : s.picks.filter((c) => c !== data.codes[i]); }, false, true);
    });
    li.append(make("p", "soum__do noprint", make("label", "crit__box", box, " " + words.pick), figures.keeper(i, say)));
    li.addEventListener("pointerenter", () => lit(i, true));
    li.addEventListener("pointerleave", () => lit(i, false));
    return li;
  };

  const showPicks = (state) => {
    part("picked").hidden = state.picks.length === 0;
    part("picked-names").textContent = state.picks.map((c) => figures.full(figures.index(c))).join("; ");
    part("compare").href = "compare.html#v=1&c=" + state.picks.join(".");
  };

  const show = (found, state) => {
    const measures = shownFigures(state);
    for (const key of ["fits", "unsure"]) {
      const list = found[key];
      root.querySelector(`[data-list="${key}"]`).replaceChildren(...list.slice(0, limit[key]).map((one) => item(one, state, measures)));
      const more = root.querySelector(`[data-more="${key}"]`);
      const rest = Math.min(list.length - limit[key], STEP);
      more.hidden = rest <= 0;
      more.textContent = fill(words.more, { n: rest });
    }
    const kinds = new Array(data.codes.length).fill("m-out");
    found.fits.forEach(({ i }, k) => { kinds[i] = k < limit.fits ? "m-best" : "m-fits"; });
    found.unsure.forEach(({ i }) => { kinds[i] = "m-unsure"; });
    shapes.forEach((p, i) => p.setAttribute("class", kinds[i]));
    part("none").hidden = found.fits.length > 0;
    part("unsure").hidden = found.unsure.length === 0;
    part("key-unsure").textContent = plural("unsure", found.unsure.length);
    part("key-out").textContent = plural("out", found.out);
    part("hidden").textContent = found.hidden > 0 ? plural("hidden", found.hidden) : "";
    part("order").textContent = found.fits.length === 0 ? "" : state.wishes.length > 0 ? words.by_score : words.by_name;
    showPicks(state);
  };
  return {
    show,
    showPicks,
    restart: () => { limit = { fits: STEP, unsure: STEP }; },
    // further shows more of a list; the focus goes to the first soum that was not there.
    further: (key, found, state) => {
      const at = limit[key];
      limit[key] += STEP;
      show(found, state);
      root.querySelector(`[data-list="${key}"]`).children[at]?.querySelector("a").focus();
    },
  };
};
