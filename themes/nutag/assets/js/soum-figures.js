// The figures of all soums as elements of a page: names, values with unit, year and marks of sources. Shared by finder, comparison and
// list. It is null, and the page says so, when the file of figures is missing or of another version.
const SoumFigures = (() => {
  "use strict";
  const data = globalThis.nutagSoums;
  if (!data || data.v !== 1) {
    for (const p of document.querySelectorAll("[data-failed]")) p.hidden = false;
    return null;
  }
  const words = JSON.parse(document.getElementById("soum-words").textContent);
  const lang = document.documentElement.lang;
  const said = new Map(words.measures.map((m) => [m.id, m]));

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  // Mongolian and English have no forms but these two.
  const plural = (key, n, values) => fill(words[key + (n === 1 ? "_one" : "_other")], { n: number(n), ...values });
  const make = (tag, className, ...inside) => {
    const e = document.createElement(tag);
    if (className) e.className = className;
    e.append(...inside);
    return e;
  };

  // number writes a number with as many decimals as given, or as it has, with commas and a point as both languages do.
  const number = (v, decimals = 0) => {
    const digits = decimals >= 0 ? decimals : Math.abs(v) < 1 ? 2 : Math.abs(v) < 10 ? 1 : 0;
    const [whole, fraction] = Math.abs(v).toFixed(digits).split(".");
    return (v < 0 ? "-" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? "." + fraction : "");
  };
  const plain = (m, v) => (m.signed && v > 0 ? "+" : "") + number(v, m.decimals);
  const value = (m, v) => fill(said.get(m.id).unit, { n: plain(m, v) });
  const label = (id) => (id === SoumFinder.ZONE ? words.zone : said.get(id).label);
  const wish = (id, more) => (more ? said.get(id).more : said.get(id).less);

  const index = (code) => data.codes.indexOf(code);
  const bare = (i) => data[lang][i];
  const name = (i) => fill(words.soum, { name: bare(i) });
  const aimag = (i) => fill(words.aimag, { name: data.aimags[data.aimag[i]][lang] });
  const full = (i) => name(i) + ", " + aimag(i);
  // In a copy of one aimag the other soums have figures and no page: no slug, and "" for an address.
  const url = (i) => (data.slugs[i] ? `soums/${data.codes[i]}-${data.slugs[i]}.html` : "");
  const link = (i) => {
    if (!url(i)) return make("span", "", name(i));
    const a = make("a", "", name(i));
    a.href = url(i);
    return a;
  };

  // refs are the marks of sources and cautions, as on every page.
  const refs = (sources, cautions) => {
    const marks = [...sources.map((k) => words.sources[k]), ...(cautions || []).map((k) => words.cautions[k])].map(({ n, to }) => {
      const a = make("a", "", `[${n}]`);
      a.href = "#" + to;
      return a;
    });
    return make("span", "ref", ...marks);
  };
  const year = (o) => (o.y ? (o.b && o.b !== o.y ? `${o.b}–${o.y}` : String(o.y)) : "");

  // figure gives the value of a soum with its year and marks, or the words for "not known"; of a list, those for "not named".
  const figure = (m, i) => {
    const v = m.values[i];
    if (v === null) return [make("span", "quiet", m.list ? words.unlisted : words.unknown)];
    const o = m.origins[m.from[i]];
    const out = [make("span", "num", value(m, v))];
    if (year(o)) out.push(" ", make("span", "quiet small", `(${year(o)})`));
    out.push(refs(o.s, o.c));
    return out;
  };
  const zone = (i) => {
    const z = data.zones.main[i];
    if (z < 0) return [make("span", "quiet", words.unknown)];
    const o = data.zones.origins[data.zones.from[i]];
    return [fill(words.zone_share, { zone: words.zones[z].name, n: data.zones.share[i] }), refs(o.s, o.c)];
  };
  const doubts = (i) => (data.doubts[i].length > 0 ? [refs([], data.doubts[i])] : []);

  // keeper is the button that puts a soum on the list of the reader.
  const keeper = (i, says) => {
    const button = make("button", "button button--plain");
    button.type = "button";
    const show = () => {
      const on = SoumList.load().includes(data.codes[i]);
      button.textContent = on ? words.drop : words.add;
      button.setAttribute("aria-label", fill(on ? words.drop_label : words.add_label, { name: full(i) }));
    };
    button.addEventListener("click", () => {
      const done = SoumList.toggle(data.codes[i]);
      says(done.full ? fill(words.full, { n: SoumList.MOST }) : done.kept ? "" : words.not_kept);
      show();
    });
    show();
    return button;
  };

  // address keeps what the reader asked for in the fragment, and in that of the way to the other language.
  const address = (fragment) => {
    try {
      // An empty fragment would scroll to the top.
      if (location.hash !== fragment) history.replaceState(null, "", fragment || location.pathname + location.search);
    } catch {
      // Some browsers allow no history from a folder; the page works without.
    }
    for (const a of document.querySelectorAll("a.lang")) a.setAttribute("href", a.getAttribute("href").split("#")[0] + fragment);
  };

  // onPaper leaves out of the printed notes what no mark within root leads to: the file names far more than one table shows.
  const onPaper = (root) => {
    const cited = new Set(Array.from(root.querySelectorAll(".ref a"), (a) => a.hash.slice(1)));
    for (const li of document.querySelectorAll(".refs > li[id]")) {
      li.classList.toggle("noprint", !cited.has(li.id));
      // A number must not move when those before it are left out.
      if (/^s\d+$/.test(li.id)) li.value = Number(li.id.slice(1));
    }
  };

  // copier serves a button that copies the address of the page.
  const copier = (root) => {
    const status = root.querySelector("[data-copied]");
    root.querySelector("[data-copy]").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        status.textContent = words.copied;
      } catch {
        status.textContent = fill(words.copy_failed, { address: location.href });
      }
    });
  };

  return { data, words, lang, fill, plural, make, number, value, plain, label, wish, index, bare, name, aimag, full, url, link, figure, zone, doubts, keeper, address, onPaper, copier };
})();
