// One hit of the results page as an element of its list. All words come from the page.
globalThis.nutagHit = ({ root, lang, words }) => {
  const make = globalThis.nutagMake;
  const marked = (text, marks) => {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const [from, to] of marks || []) {
      out.append(text.slice(at, from), make("mark", "", text.slice(from, to)));
      at = to;
    }
    out.append(text.slice(at));
    return out;
  };
  const km = (n) => words.km.replace("{n}", () => (n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString("en")));
  const item = (hit) => {
    const li = make("li", "hit");
    li.dataset.id = hit.id;
    const a = make("a", "hit__title", hit.title);
    a.href = root + hit.url;
    a.dataset.key = "hit " + hit.id;
    const place = hit.place && !hit.title.includes(hit.place) ? hit.place : "";
    const meta = make("span", "hit__meta", [words.kinds[hit.kind], place, hit.distance_km > 0 ? km(hit.distance_km) : ""].filter(Boolean).join(" · "));
    if (hit.lang !== lang) {
      a.lang = a.hreflang = hit.lang;
      meta.append(" ", make("span", "hit__lang", words.in_other));
    }
    li.append(a, meta);
    if (hit.alt) {
      const alt = make("span", "hit__alt", hit.alt);
      alt.lang = hit.lang === lang ? words.other : lang;
      li.append(alt);
    }
    const text = make("p", "hit__text");
    if (hit.lang !== lang) text.lang = hit.lang;
    text.append(marked(hit.snippet || "", hit.marks));
    li.append(text);
    return li;
  };


  return item;
};
