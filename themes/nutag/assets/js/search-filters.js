// The filters of the results page: facets with counts, chips that take a filter away, the order. Each is a link with an address of its
// own. page: words, state() as the address has it, address(change), link(class, text, change, key), titleOf(id), and the elements
// chips, facets, filters and near.
globalThis.nutagFilters = (page) => {
  "use strict";
  const { words, link, titleOf } = page;
  const make = globalThis.nutagMake;

  // textOf is what a filter is called.
  const textOf = (name, value) => (name === "kind" ? words.kinds[value] : titleOf(name === "aimag" ? "aimag/" + value : value)) || value;

  const group = (name, rows) => {
    const now = page.state()[name] || "";
    const nav = make("nav", "facet");
    nav.setAttribute("aria-label", words[name]);
    const ul = make("ul");
    for (const { value, text, n } of rows) {
      const a = link("facet__a", text, { [name]: value }, name + " " + value);
      if (now === value) a.setAttribute("aria-current", "true");
      if (n !== undefined) a.append(" ", make("span", "facet__n", n.toLocaleString("en")));
      const li = make("li");
      li.append(a);
      ul.append(li);
    }
    nav.append(make("h2", "facet__h", words[name]), ul);
    return nav;
  };

  // showFacets shows what the engine counted; a filter that is set stays, so that it can be taken away.
  const showFacets = (counted) => {
    const groups = ["kind", "aimag"].map((name) => {
      const now = page.state()[name];
      const rows = (counted[name] || []).map((f) => ({ value: f.value, text: (name === "aimag" && f.name) || textOf(name, f.value), n: f.count }));
      if (now && !rows.some((r) => r.value === now)) rows.push({ value: now, text: textOf(name, now), n: 0 });
      return rows.length ? [group(name, [{ value: "", text: words.any }, ...rows])] : [];
    });
    page.facets.replaceChildren(...groups.flat());
  };

  const showChips = () => {
    const now = page.state();
    const rows = ["kind", "aimag"].filter((name) => now[name]).map((name) => [name, textOf(name, now[name]), { [name]: "" }]);
    if (now.near) rows.push(["near", words.from.replace("{place}", () => textOf("near", now.near)), { near: "", sort: "" }]);
    page.chips.replaceChildren(...rows.map(([name, text, change]) => {
      const a = link("chip chip--off", text, change, "chip " + name);
      a.setAttribute("aria-label", words.remove.replace("{name}", () => text));
      const li = make("li");
      li.append(a);
      return li;
    }));
    page.chips.hidden = rows.length === 0;
    for (const a of page.filters.querySelectorAll("[data-sort]")) {
      a.href = page.address({ sort: a.dataset.sort });
      if ((now.sort || "") === a.dataset.sort) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
    if (document.activeElement !== page.near) page.near.value = titleOf(now.near);
  };
  return { showFacets, showChips };
};
