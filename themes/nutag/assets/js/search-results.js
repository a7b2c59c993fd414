// The results page. Its state (query, kind, aimag, order, place to measure from) stands in the address. Names answer at once (stage 1);
// when the engine is there its answers take their place (stage 2), and the reader stays in place. All words come from the page.
(() => {
  "use strict";
  const main = document.querySelector("[data-results]");
  const words = globalThis.nutagWords;
  if (!main || !words) return;
  const { root, worker: script } = main.dataset;
  const lang = document.documentElement.lang;
  const part = (name) => main.querySelector(`[data-${name}]`);
  const form = main.querySelector("form");
  const box = form.querySelector("input[type=search]");
  const [status, loading, bytes, notice, chips, filters, list, more, help, nearest, other, meant, facets, near] =
    ["status", "loading", "bytes", "notice", "chips", "filters", "hits", "more", "help", "nearest", "other", "meant", "facets", "near"].map(part);
  const bar = loading.querySelector("progress");
  const FEW = 20, MANY = 100; // hits; the engine gives no more
  const FILTERS = ["kind", "aimag", "sort", "near"];
  let state = {};
  let names = null;
  let broken = "";
  let number = 0;
  let limit = FEW;
  let both = false; // the other language is searched too
  let wait = 0;

  const make = globalThis.nutagMake;
  const say = (text) => { if (status.textContent !== text) status.textContent = text; }; // the same words would be spoken again
  const count = (n, one, many) => (new Intl.PluralRules(lang).select(n) === "one" ? one : many).replace("{n}", () => n.toLocaleString("en"));
  const titleOf = (id) => (names && names.byID(id)?.title) || "";

  // The state and the address.
  const address = (change) => {
    const url = new URL(location.href);
    url.hash = "";
    for (const [name, value] of Object.entries({ ...state, ...change })) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    return url.href;
  };
  const go = (change, asStep = true) => {
    const href = address(change);
    state = { ...state, ...change };
    if (box.value.trim() !== state.q) box.value = state.q;
    limit = FEW;
    if (href !== location.href) {
      try {
        history[asStep ? "pushState" : "replaceState"](null, "", href);
      } catch {
        // Some browsers allow no history in a folder; the search works without.
      }
    }
    run();
  };
  const fromAddress = () => {
    const at = new URL(location.href).searchParams;
    state = { q: (at.get("q") || "").trim() };
    for (const name of FILTERS) state[name] = at.get(name) || "";
    box.value = state.q;
    limit = FEW;
    run();
  };
  const link = (className, text, change, key) => {
    const a = make("a", className, text);
    a.href = address(change);
    a.dataset.key = key;
    a.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(change);
    });
    return a;
  };

  // still changes parts of the page and keeps the reader's focus and what is looked at in place.
  const still = (change) => {
    const active = document.activeElement;
    const keyed = active && main.contains(active) ? active.closest("[data-key]") : null;
    const hits = Array.from(list.children);
    const inList = list.contains(active);
    const index = hits.indexOf(active?.closest("li"));
    const anchor = inList ? hits[index] : hits.find((li) => li.getBoundingClientRect().bottom > 0);
    const top = anchor && (inList || scrollY > 0) ? anchor.getBoundingClientRect().top : null;
    change();
    if (keyed && !keyed.isConnected) {
      const again = main.querySelector(`[data-key="${CSS.escape(keyed.dataset.key)}"]`);
      const beside = inList ? list.children[index] || list.lastElementChild : filters;
      (again || beside?.querySelector("a, summary") || box).focus({ preventScroll: true });
    }
    if (top === null) return;
    const moved = anchor.isConnected ? anchor : list.querySelector(`[data-id="${CSS.escape(anchor.dataset.id)}"]`) || (inList && list.children[index]);
    if (moved) window.scrollBy(0, moved.getBoundingClientRect().top - top);
  };

  const item = globalThis.nutagHit({ root, lang, words });
  const { showFacets, showChips } = globalThis.nutagFilters({ words, link, titleOf, address, chips, facets, filters, near, state: () => state });

  // Stage 1.
  const keep = (hit) => (!state.kind || hit.kind === state.kind) && (!state.aimag || hit.aimag === state.aimag);
  const asHit = (one) => ({ ...one, lang, url: lang + "/" + one.url, alt: globalThis.nutagAlt(state.q, one) });
  const showNames = () => {
    if (!names || !state.q) return;
    const found = names.search(state.q, { limit: 10, keep });
    still(() => {
      list.replaceChildren(...found.map(asHit).map(item));
      list.dataset.stage = "1";
      more.hidden = help.hidden = meant.hidden = true;
      showChips();
    });
    if (!broken) say(found.length ? count(found.length, words.names_one, words.names_other) : words.loading);
    else say(found.length ? words[broken] + " " + words.names_only : words[broken]);
  };

  // Stage 2.
  const show = (result, complete) => {
    const { total, hits, suggestion } = result;
    still(() => {
      list.replaceChildren(...hits.map(item));
      list.dataset.stage = "2";
      more.hidden = limit >= MANY || total <= hits.length;
      part("enough").hidden = limit < MANY || total <= hits.length;
      meant.hidden = !suggestion && !result.suggested_only;
      meant.replaceChildren();
      if (result.suggested_only && total > 0) meant.append(make("span", "", words.loose), " ");
      if (suggestion) meant.append(words.meant + " ", link("meant__q", suggestion, { q: suggestion, kind: "", aimag: "" }, "meant"));
      if (result.facets) showFacets(result.facets);
      showChips();
      help.hidden = total > 0;
      if (total === 0) showNearest();
    });
    if (complete) list.removeAttribute("aria-busy");
    say(total === 0 ? words.none : count(total, words.found_one, words.found_other));
  };
  const showNearest = () => {
    const found = names ? names.search(state.q, { limit: 5, slips: 2 }) : [];
    nearest.replaceChildren(...found.map((one) => {
      const a = make("a", "", one.title);
      a.href = root + lang + "/" + one.url;
      a.dataset.key = "near " + one.id;
      const li = make("li");
      li.append(a);
      return li;
    }));
    part("nearest-title").hidden = nearest.hidden = found.length === 0;
    other.hidden = both;
  };

  const client = globalThis.nutagClient({
    root, script, lang, format: words.format,
    on: {
      progress(done, total) {
        bar.max = total;
        bar.value = done;
        bytes.textContent = words.bytes.replace("{done}", () => (done / 1e6).toFixed(1)).replace("{total}", () => (total / 1e6).toFixed(1));
      },
      ready() { loading.hidden = true; },
      whole() { main.dataset.whole = ""; }, // it can do without the network from now on
      result({ id, result, complete }) { if (id === number) show(result, complete); },
      added(code, well) {
        both = well;
        other.disabled = false;
        if (well) askOther();
        else say(words.load);
      },
      failed(why, detail, id) {
        console.info("search: " + detail);
        if (id === undefined || id === number) fail(why);
      },
    },
  });
  const fail = (why) => {
    broken = why;
    loading.hidden = true;
    list.removeAttribute("aria-busy");
    notice.hidden = false;
    part("retry").textContent = why === "old" ? words.reload : words.retry;
    if (list.dataset.stage !== "2") showNames();
    if (!list.children.length) {
      say(words[why]);
      help.hidden = !names || !state.q;
      if (!help.hidden) showNearest();
      other.hidden = true;
    } else if (list.dataset.stage === "2") say(words[why]);
  };
  const request = () => {
    const r = { query: state.q, limit };
    if (state.kind) r.kind = state.kind;
    if (state.aimag) r.aimag = state.aimag;
    if (state.near) Object.assign(r, { near: state.near, sort: state.sort });
    return r;
  };
  const askOther = () => {
    number += 1;
    client.search(number, { ...request(), lang: words.other });
  };

  // run asks for what stands in the state.
  const run = () => {
    number += 1;
    clearTimeout(wait);
    document.title = state.q ? words.title_query.replace("{q}", () => state.q) : words.title;
    filters.hidden = !state.q;
    part("enough").hidden = true;
    if (!state.q) {
      list.replaceChildren();
      delete list.dataset.stage;
      more.hidden = help.hidden = meant.hidden = chips.hidden = loading.hidden = true;
      list.removeAttribute("aria-busy");
      say("");
      return;
    }
    showChips();
    if (broken || !client.ready()) showNames();
    if (broken) return;
    if (!client.ready()) {
      loading.hidden = false;
      if (!list.children.length) say(words.loading);
    }
    list.setAttribute("aria-busy", "true");
    client.search(number, request());
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ q: box.value.trim() });
  });
  box.addEventListener("focus", () => { if (!broken) client.begin(); });
  box.addEventListener("input", () => {
    clearTimeout(wait);
    const q = box.value.trim();
    if (!client.ready()) {
      state = { ...state, q };
      showNames();
    }
    wait = setTimeout(go, 200, { q }, false);
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    limit = Math.min(limit + FEW, MANY);
    more.hidden = true;
    // The button goes away: the reader goes on with the first new hit.
    const watch = new MutationObserver(() => {
      if (list.children.length > before) {
        watch.disconnect();
        list.children[before].querySelector("a").focus();
      }
    });
    watch.observe(list, { childList: true });
    run();
  });
  other.addEventListener("click", () => {
    other.disabled = true;
    say(words.loading);
    client.add(words.other);
  });
  part("retry").addEventListener("click", () => {
    if (broken === "old") {
      location.reload();
      return;
    }
    broken = "";
    notice.hidden = true;
    box.focus();
    if (!names) readNames();
    run();
  });
  for (const a of filters.querySelectorAll("[data-sort]")) {
    a.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go({ sort: a.dataset.sort });
      if (state.sort && !state.near) near.focus();
    });
  }
  const wide = matchMedia("(min-width:60rem)");
  const fit = () => { filters.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();

  main.addEventListener("keydown", (event) => {
    const links = Array.from(list.querySelectorAll("a"));
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === box) && links[at + 1]) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] || box).focus();
    } else if (event.key === "Escape" && at >= 0) {
      box.focus();
      box.select();
    }
  });

  const readNames = async () => {
    try {
      names = await globalThis.nutagNames(root);
    } catch (error) {
      console.info("search: " + error.message); // the engine says what is wrong
      return;
    }
    if (list.dataset.stage !== "2") showNames();
    else still(showChips);
    if (near.getAttribute("role")) return;
    globalThis.nutagCombo(near, {
      label: words.near,
      say: (n) => count(n, words.suggested_one, words.suggested_other),
      find: (text) => names.search(text, { limit: 6, keep: (one) => one.kind === "soum" || one.kind === "district" }).map((one) => ({
        text: one.title, alt: globalThis.nutagAlt(text, one), lang: words.other,
        choose() {
          near.value = one.title;
          go({ near: one.id, sort: "distance" });
        },
      })),
    });
  };

  window.addEventListener("popstate", fromAddress);
  fromAddress();
  readNames();
})();
