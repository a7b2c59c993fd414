// The results page: keeps the query in the address, asks the worker, shows the hits. All words come from the page.
(() => {
  "use strict";
  const main = document.querySelector("[data-results]");
  if (!main || !window.Worker) return;
  const words = JSON.parse(document.getElementById("search-words").textContent);
  const { root, worker: workerURL } = main.dataset;
  const lang = document.documentElement.lang;
  const form = main.querySelector("form");
  const box = form.querySelector("input[type=search]");
  const status = main.querySelector("[data-status]");
  const bar = main.querySelector("progress");
  const list = main.querySelector("[data-hits]");
  const more = main.querySelector("[data-more]");
  const help = main.querySelector("[data-help]");
  const FEW = 20;
  const MANY = 100; // the engine gives no more
  let worker = null;
  let opened = false;
  let broken = "";
  let number = 0;
  let limit = FEW;
  let shown = ""; // query whose hits are on the page

  const say = (text) => {
    // The same words again would not be spoken.
    if (status.textContent !== text) status.textContent = text;
  };

  const begin = () => {
    if (worker || broken) return;
    try {
      worker = new Worker(new URL(workerURL, location.href));
    } catch {
      failed("load");
      return;
    }
    worker.onmessage = ({ data }) => handle[data.type](data);
    worker.onerror = () => failed("load");
    worker.postMessage({ type: "open", base: new URL(root + "search/", location.href).href, lang });
  };

  const failed = (why) => {
    broken = why;
    bar.hidden = true;
    main.removeAttribute("aria-busy");
    say(why === "old" ? words.old : words.error);
    help.hidden = false;
    if (worker) worker.terminate();
    worker = null;
  };

  const handle = {
    progress({ done, total }) {
      bar.max = total;
      bar.value = done;
    },
    ready() {
      opened = true;
      bar.hidden = true;
    },
    // The page says of itself that it can do without the network from now on.
    whole() {
      main.dataset.whole = "";
    },
    result({ id, result, complete }) {
      if (id === number) show(result, complete);
    },
    failed({ id, why, detail }) {
      console.warn("search: " + detail);
      if (id === undefined || id === number) failed(why);
    },
  };

  // run asks for the query that stands in the box.
  const run = () => {
    const query = box.value.trim();
    number += 1;
    document.title = query ? words.title_query.replace("{q}", () => query) : words.title;
    if (!query) {
      clear();
      say("");
      return;
    }
    begin();
    if (!worker) {
      say(broken === "old" ? words.old : words.error);
      return;
    }
    if (!opened) {
      bar.hidden = false;
      say(words.loading);
    }
    main.setAttribute("aria-busy", "true");
    worker.postMessage({ type: "search", id: number, request: { query, limit } });
  };

  const clear = () => {
    list.replaceChildren();
    more.hidden = true;
    help.hidden = true;
    shown = "";
    main.removeAttribute("aria-busy");
  };

  const element = (tag, className, text) => {
    const e = document.createElement(tag);
    e.className = className;
    if (text) e.textContent = text;
    return e;
  };

  // marked builds text with the ranges of the matches marked.
  const marked = (text, marks) => {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const [from, to] of marks || []) {
      out.append(text.slice(at, from));
      const m = document.createElement("mark");
      m.textContent = text.slice(from, to);
      out.append(m);
      at = to;
    }
    out.append(text.slice(at));
    return out;
  };

  const item = (hit) => {
    const li = element("li", "hit");
    li.dataset.id = hit.id;
    const a = element("a", "hit__title", hit.title);
    a.href = root + hit.url;
    const meta = element("span", "hit__meta", [words.kinds[hit.kind], hit.kind === "aimag" ? "" : hit.place].filter(Boolean).join(" · "));
    const text = element("p", "hit__text");
    text.append(marked(hit.snippet, hit.marks));
    li.append(a, meta, text);
    return li;
  };

  const show = (result, complete) => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.closest(".hit") : null;
    list.replaceChildren(...result.hits.map(item));
    // The second answer only adds snippets; who is on a hit stays there.
    if (focused && shown === result.query) list.querySelector(`[data-id="${CSS.escape(focused.dataset.id)}"] a`)?.focus();
    shown = result.query;
    more.hidden = limit >= MANY || result.total <= result.hits.length;
    help.hidden = result.total > 0;
    if (complete) main.removeAttribute("aria-busy");
    const found = new Intl.PluralRules(lang).select(result.total) === "one" ? words.found_one : words.found_other;
    say(result.total === 0 ? words.none : found.replace("{n}", () => result.total.toLocaleString("en")));
  };

  // remember puts the query into the address: a new step of the history when it was sent, else in place.
  const remember = (asStep) => {
    const url = new URL(location.href);
    const query = box.value.trim();
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href === location.href) return;
    try {
      history[asStep ? "pushState" : "replaceState"](null, "", url);
    } catch {
      // Some browsers allow no history from a folder; the search works without.
    }
  };

  const fromAddress = () => {
    box.value = new URL(location.href).searchParams.get("q") || "";
    limit = FEW;
    run();
  };

  let wait = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    limit = FEW;
    remember(true);
    run();
  });
  box.addEventListener("focus", begin);
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      limit = FEW;
      remember(false);
      run();
    }, 200);
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    limit = MANY;
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

  window.addEventListener("popstate", fromAddress);
  fromAddress();
})();
