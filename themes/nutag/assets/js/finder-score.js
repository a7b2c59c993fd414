// What fits a reader: the one place of the rules of the finder. Pure functions over the data of finder/soums.*.js, no page and no
// words; the finder, the comparison and the tests call them.
//
// A condition is a limit of a figure, a natural zone or an aimag. A soum whose figure is not known neither fits nor fails: it is
// "unsure", with what is missing. A figure of a list that cannot say "none" is a lower bound, so it never makes a soum fail.
// A wish is a figure, a direction and a weight from 1 to 3. Its points are the share of the other soums with that figure that are
// worse, equal ones counting half, from 0 to 100. The score is the mean of the points of the wishes by their weights; a wish whose
// figure is not known is left out of the mean and makes the soum unsure.
const SoumFinder = (() => {
  "use strict";
  const VERSION = "1";
  const WISHES = 8;
  const WEIGHTS = 3;
  const PICKS = 4; // soums that can be compared at once
  const FRAGMENT = 2000; // letters of an address
  const MOST = 1e8;
  const ZONE = "zone"; // what is missing when a soum has no zone

  const blank = () => ({ must: {}, zones: [], aimags: [], wishes: [], unknown: true, picks: [] });

  const measureOf = (data, id) => data.measures.find((m) => m.id === id);

  // limit tells whether a value keeps to a limit: 1 yes, -1 no, 0 not known.
  const limit = (measure, value, { from, to }) => {
    if (value === null) return 0;
    if (from !== null && value < from) return measure.list ? 0 : -1;
    if (to !== null && value > to) return -1;
    return measure.list && to !== null ? 0 : 1;
  };

  // conditions lists what the reader asks for, each with its verdict on every soum.
  const conditions = (data, state) => {
    const out = [];
    for (const [id, range] of Object.entries(state.must)) {
      const m = measureOf(data, id);
      out.push({ id, list: Boolean(m.list), verdicts: m.values.map((v) => limit(m, v, range)) });
    }
    if (state.zones.length > 0) {
      const wanted = state.zones.map((id) => data.zones.ids.indexOf(id));
      out.push({ id: ZONE, list: false, verdicts: data.zones.main.map((z) => (z < 0 ? 0 : wanted.includes(z) ? 1 : -1)) });
    }
    if (state.aimags.length > 0) {
      const wanted = state.aimags.map((code) => data.aimags.findIndex((a) => a.code === code));
      out.push({ id: "aimag", list: false, verdicts: data.aimag.map((a) => (wanted.includes(a) ? 1 : -1)) });
    }
    return out;
  };

  // points gives for one wish what each soum gets: null where the figure is not known, else {worse, equal, of, points} with the
  // numbers of other soums that are worse and equal, of those with the figure.
  const points = (values, more) => {
    const known = values.filter((v) => v !== null).sort((a, b) => a - b);
    const below = (v) => {
      let lo = 0;
      let hi = known.length;
      while (lo < hi) {
        const mid = (lo + hi) >> 1;
        if (known[mid] < v) lo = mid + 1;
        else hi = mid;
      }
      return lo;
    };
    const counts = new Map();
    for (const v of known) counts.set(v, (counts.get(v) || 0) + 1);
    const of = known.length - 1;
    return values.map((v) => {
      if (v === null) return null;
      const equal = counts.get(v) - 1;
      const lower = below(v);
      const worse = more ? lower : known.length - lower - equal - 1;
      return { worse, equal, of, points: of > 0 ? (100 * (worse + equal / 2)) / of : 50 };
    });
  };

  // scores gives for every soum {score, parts}: score is null when there is no wish, or none whose figure is known.
  const scores = (data, state) => {
    const wishes = state.wishes.map((w) => ({ ...w, all: points(measureOf(data, w.id).values, w.more) }));
    return data.codes.map((_, i) => {
      let sum = 0;
      let weights = 0;
      const parts = wishes.map(({ id, more, weight, all }) => {
        if (all[i]) {
          sum += weight * all[i].points;
          weights += weight;
        }
        return { id, more, weight, got: all[i] };
      });
      return { score: weights > 0 ? sum / weights : null, parts };
    });
  };

  // find answers the reader. Result: fits and unsure, each a list of {i, score, parts, missing} with the best first (equal ones by
  // name), and out, the number of soums that do not fit. hidden is the number of unsure soums that the reader does not want to see;
  // those that only a list leaves unsure are always shown.
  const find = (data, state, lang) => {
    const asked = conditions(data, state);
    const scored = scores(data, state);
    const place = [];
    data.order[lang].forEach((i, at) => { place[i] = at; });
    const fits = [];
    const unsure = [];
    let out = 0;
    let hidden = 0;
    data.codes.forEach((_, i) => {
      if (asked.some((c) => c.verdicts[i] < 0)) {
        out++;
        return;
      }
      const missing = asked.filter((c) => c.verdicts[i] === 0);
      const wishless = scored[i].parts.filter((p) => !p.got);
      const ids = [...new Set([...missing, ...wishless].map((c) => c.id))];
      const one = { i, ...scored[i], missing: ids };
      if (ids.length === 0) fits.push(one);
      else if (state.unknown || ids.every((id) => measureOf(data, id) && measureOf(data, id).list)) unsure.push(one);
      else hidden++;
    });
    const order = (a, b) => (b.score === null ? -1 : b.score) - (a.score === null ? -1 : a.score) || place[a.i] - place[b.i];
    return { fits: fits.sort(order), unsure: unsure.sort(order), out, hidden };
  };

  // groups lists the ranges into which the limits of a measure part its values, each {from, to}, both included; of a list there is
  // one: something is named.
  const groups = (measure) => {
    if (measure.list) return [{ from: 1, to: null }];
    const l = measure.limits || [];
    return l.length === 0 ? [] : [null, ...l].map((from, k) => ({ from, to: k < l.length ? l[k] : null }));
  };

  // counts tells beside each choice how many soums would fit for sure with it and with all other conditions. Result: measures by id
  // {groups: [n], unknown}, zones [n] and zoneUnknown, aimags [n].
  const counts = (data, state) => {
    const asked = conditions(data, state);
    const others = (id) => data.codes.map((_, i) => asked.every((c) => c.id === id || c.verdicts[i] > 0));
    const none = others("");
    const has = (id) => asked.some((c) => c.id === id);
    const base = (id) => (has(id) ? others(id) : none);
    const tally = (fits, is) => fits.reduce((n, ok, i) => n + (ok && is(i) ? 1 : 0), 0);
    const measures = {};
    for (const m of data.measures) {
      const fits = base(m.id);
      measures[m.id] = {
        groups: groups(m).map((g) => tally(fits, (i) => limit(m, m.values[i], g) > 0)),
        unknown: tally(fits, (i) => m.values[i] === null),
      };
    }
    const inZone = base(ZONE);
    const inAimag = base("aimag");
    return {
      measures,
      zones: data.zones.ids.map((_, z) => tally(inZone, (i) => data.zones.main[i] === z)),
      zoneUnknown: tally(inZone, (i) => data.zones.main[i] < 0),
      aimags: data.aimags.map((_, a) => tally(inAimag, (i) => data.aimag[i] === a)),
    };
  };

  // marks tells of a row of a comparison what differs: "high" and "low" for the largest and the smallest, "same" where all known
  // values are equal, "" between, null for one that is not known. One known value alone has no mark.
  const marks = (values) => {
    const known = values.filter((v) => v !== null);
    const high = Math.max(...known);
    const low = Math.min(...known);
    return values.map((v) => {
      if (v === null) return null;
      if (known.length < 2) return "";
      if (high === low) return "same";
      return v === high ? "high" : v === low ? "low" : "";
    });
  };

  // number reads what a reader typed as a limit. Result: a number, null for nothing, undefined for what is none.
  const number = (text) => {
    const s = String(text === undefined || text === null ? "" : text).replace(/[\s\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
    if (s === "") return null;
    if (!/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(s) && !/^-?\d{1,9}(\.\d{1,6})?$/.test(s)) return undefined;
    const n = Number(s.replace(/,/g, ""));
    return Math.abs(n) > MOST ? undefined : n;
  };

  // encode writes a state into the fragment of an address; a state that asks for nothing gives "".
  const encode = (state) => {
    const pairs = [];
    const plain = (n) => (n === null ? "" : String(n));
    for (const id of Object.keys(state.must).sort()) pairs.push(["m", [id, plain(state.must[id].from), plain(state.must[id].to)].join("~")]);
    if (state.zones.length > 0) pairs.push(["z", state.zones.join(".")]);
    if (state.aimags.length > 0) pairs.push(["a", state.aimags.join(".")]);
    for (const w of state.wishes) pairs.push(["w", [w.id, w.more ? "more" : "less", w.weight].join("~")]);
    if (!state.unknown) pairs.push(["u", "0"]);
    if (state.picks.length > 0) pairs.push(["c", state.picks.join(".")]);
    return pairs.length === 0 ? "" : "#v=" + VERSION + "&" + pairs.map(([k, v]) => k + "=" + v).join("&");
  };

  // decode reads a fragment that anybody may have written. It takes what the data know of and leaves out the rest. Result: a
  // state, or null when the fragment is none of ours.
  const decode = (fragment, data) => {
    const text = String(fragment || "").replace(/^#/, "");
    if (text === "" || text.length > FRAGMENT) return null;
    const state = blank();
    let version = "";
    const some = (value, known, most) => [...new Set(value.split("."))].filter((x) => known.includes(x)).slice(0, most);
    for (const pair of text.split("&")) {
      const at = pair.indexOf("=");
      const key = pair.slice(0, at);
      const value = pair.slice(at + 1);
      if (key === "v") version = value;
      if (key === "m") {
        const [id, low, high, more] = value.split("~");
        const from = number(low);
        const to = number(high);
        const ours = measureOf(data, id) && more === undefined && from !== undefined && to !== undefined;
        if (ours && (from !== null || to !== null)) state.must[id] = { from, to };
      }
      if (key === "z") state.zones = some(value, data.zones.ids, data.zones.ids.length);
      if (key === "a") state.aimags = some(value, data.aimags.map((a) => a.code), data.aimags.length);
      if (key === "w" && state.wishes.length < WISHES) {
        const [id, direction, weight, more] = value.split("~");
        const ours = measureOf(data, id) && ["more", "less"].includes(direction) && /^[123]$/.test(weight || "") && more === undefined;
        if (ours && !state.wishes.some((w) => w.id === id)) state.wishes.push({ id, more: direction === "more", weight: Number(weight) });
      }
      if (key === "u") state.unknown = value !== "0";
      if (key === "c") state.picks = some(value, data.codes, PICKS);
    }
    return version === VERSION ? state : null;
  };

  return { WISHES, WEIGHTS, PICKS, ZONE, blank, find, counts, groups, points, scores, marks, number, encode, decode, measureOf };
})();
