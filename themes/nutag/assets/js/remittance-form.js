// The calculator: up to four quotes side by side, computed by remittance-cost.js. The page holds the form, hidden until this
// script runs, a template of one quote, and all words. What was typed stands in the fragment of the address; nothing leaves
// the device.
(() => {
  "use strict";
  const root = document.querySelector("[data-calc]");
  if (!root || typeof RemittanceCost !== "object") return;
  const { QUOTES, check, cost, samples, crossover, format, encode, decode, blank, blankQuote } = RemittanceCost;
  const words = JSON.parse(document.getElementById("calc-words").textContent);
  const form = root.querySelector("form");
  const list = root.querySelector("[data-quotes]");
  const pattern = root.querySelector("template");
  const add = root.querySelector("[data-add]");
  const status = root.querySelector("[data-status]");
  const result = root.querySelector("[data-result]");
  const copied = root.querySelector("[data-copied]");
  const FIELDS = ["name", "fee", "offered", "receiving"];
  const COMMON = ["currency", "amount", "reference", "dollar"];
  const touched = new Set(); // fields whose mistakes are shown: those that the reader has left
  let shown = ""; // the fragment that the form shows

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const element = (tag, text, className) => {
    const e = document.createElement(tag);
    if (text !== undefined) e.textContent = text;
    if (className) e.className = className;
    return e;
  };

  // --- the form

  const common = (name) => form.elements[name];
  const blocks = () => Array.from(list.children);
  const input = (block, name) => block.querySelector(`[data-name="${name}"]`);

  // The ids of the template are made different for each quote, and so is all that refers to them.
  const appendQuote = (quote) => {
    const block = pattern.content.firstElementChild.cloneNode(true);
    list.append(block);
    FIELDS.forEach((name) => { input(block, name).value = quote[name]; });
    return block;
  };
  const number = () => {
    blocks().forEach((block, i) => {
      block.querySelector("legend").textContent = fill(words.quote, { n: i + 1 });
      for (const attribute of ["id", "for", "aria-describedby"]) {
        for (const e of block.querySelectorAll(`[${attribute}]`)) {
          const fresh = e.getAttribute(attribute).split(" ").map((id) => id.replace(/-\d$/, "") + "-" + i);
          e.setAttribute(attribute, fresh.join(" "));
        }
      }
      const remove = block.querySelector("[data-remove]");
      remove.hidden = blocks().length <= 2;
      remove.setAttribute("aria-label", fill(words.remove, { n: i + 1 }));
    });
    add.hidden = blocks().length >= QUOTES;
  };

  const read = () => {
    const state = blank();
    COMMON.forEach((name) => { state[name] = common(name).value; });
    state.quotes = blocks().map((block) => Object.fromEntries(FIELDS.map((name) => [name, input(block, name).value])));
    return state;
  };
  const write = (state) => {
    COMMON.forEach((name) => {
      if (name !== "currency" || Array.from(common(name).options).some((o) => o.value === state[name])) common(name).value = state[name];
    });
    list.replaceChildren();
    state.quotes.forEach(appendQuote);
    number();
  };

  const control = ({ field, quote }) => (quote === undefined ? common(field) : input(blocks()[quote], field));

  // The mistake of a field is told where the last of its descriptions stands.
  const told = (e) => document.getElementById(e.getAttribute("aria-describedby").split(" ").pop());

  const showErrors = (errors) => {
    for (const e of form.querySelectorAll("[aria-invalid]")) {
      e.removeAttribute("aria-invalid");
      told(e).textContent = "";
    }
    for (const error of errors) {
      const e = control(error);
      if (!touched.has(e)) continue;
      e.setAttribute("aria-invalid", "true");
      told(e).textContent = words.errors[error.code];
    }
  };

  // --- the result

  const currency = () => common("currency").selectedOptions[0];
  const sending = (x) => fill(words.money, { n: format(x, Number(currency().dataset.decimals || 2)), c: currency().value }).trim();
  const mnt = (x) => fill(words.mnt, { n: format(x, 0) });
  const percent = (x) => fill(words.percent, { n: format(x, 2) });
  const rate = (x) => (x < 1 ? String(x) : format(x, 4).replace(/0{1,2}$/, ""));
  const nameOf = (state, i) => state.quotes[i].name.trim() || fill(words.quote, { n: i + 1 });

  const lines = (first, ...rest) => {
    const out = [element("strong", first)];
    rest.forEach((text) => out.push(element("span", text)));
    return out;
  };
  const part = (p) => lines(percent(p.pct), sending(p.sending), mnt(p.receiving));
  const unknown = () => [element("span", words.unknown, "quiet")];

  const table = (state, quotes, dollar) => {
    const costs = quotes.map(({ quote }) => cost(quote));
    const t = element("table");
    t.append(element("caption", fill(words.caption, { amount: sending(quotes[0].quote.amount), rate: rate(quotes[0].quote.reference) })));
    const head = element("tr");
    head.append(element("td"));
    quotes.forEach(({ i }) => {
      const th = element("th", nameOf(state, i), "n");
      th.scope = "col";
      head.append(th);
    });
    const thead = element("thead");
    thead.append(head);
    const body = element("tbody");
    const line = (label, cells, className) => {
      const tr = element("tr", undefined, className);
      const th = element("th", label);
      th.scope = "row";
      tr.append(th);
      cells.forEach((nodes) => {
        const td = element("td", undefined, "n");
        td.append(...nodes);
        tr.append(td);
      });
      body.append(tr);
    };
    line(words.paid, costs.map((c) => lines(sending(c.paid))));
    line(words.offered, quotes.map(({ quote }) => [element("span", rate(quote.offered))]));
    line(words.arrives, costs.map((c) => lines(mnt(c.arrives))));
    line(words.fee, costs.map((c) => part(c.fee)));
    line(words.margin, costs.map((c) => part(c.margin)));
    line(words.total, costs.map((c) => [...part(c.total), element("span", words.marks[c.mark], "calc__mark calc__mark--" + c.mark)]), "calc__total");
    line(words.charge, costs.map((c) => (c.charge ? part(c.charge) : unknown())));
    line(words.in_hand, costs.map((c) => (c.inHand === null ? unknown() : lines(mnt(c.inHand)))));
    if (dollar) {
      const each = quotes.map(({ quote }) => samples(quote, dollar));
      RemittanceCost.SAMPLES.forEach((usd, k) => line(fill(words.sample, { usd, amount: sending(usd * dollar) }), each.map((s) => part(s[k].total))));
    }
    t.append(thead, body);
    return t;
  };

  const crossings = (state, quotes) => {
    const ul = element("ul");
    quotes.forEach((a, k) => {
      for (const b of quotes.slice(k + 1)) {
        const c = crossover(a.quote, b.quote);
        const names = [nameOf(state, a.i), nameOf(state, b.i)];
        const values = { a: names[0], b: names[1], less: names[c.less], below: names[c.below], above: names[c.above], amount: c.kind === "cross" ? sending(c.amount) : "" };
        ul.append(element("li", fill(words.cross[c.kind], values) + " " + (c.charged ? words.charged : words.uncharged)));
      }
    });
    return ul;
  };

  const show = (state, { dollar, quotes: values }) => {
    const quotes = values.map((quote, i) => ({ quote, i })).filter(({ quote }) => quote);
    const box = result.querySelector("[data-table]");
    const cross = result.querySelector("[data-crossings]");
    result.hidden = quotes.length === 0;
    if (quotes.length === 0) {
      document.body.removeAttribute("data-calculated");
      return quotes;
    }
    document.body.setAttribute("data-calculated", "");
    box.replaceChildren(table(state, quotes, dollar || (state.currency === "USD" ? 1 : null)));
    cross.replaceChildren(crossings(state, quotes));
    result.querySelector("[data-cross]").hidden = quotes.length < 2;
    return quotes;
  };

  // update computes what the form holds, and keeps it in the address.
  const update = () => {
    const state = read();
    const { errors, values } = check(state);
    showErrors(errors);
    const quotes = show(state, values);
    remember(state);
    return { state, errors, quotes };
  };

  const remember = (state) => {
    const typed = state.amount || state.reference || state.dollar || state.quotes.some((q) => Object.values(q).join("").trim());
    shown = typed ? encode(state) : "";
    for (const a of document.querySelectorAll("a.lang")) a.setAttribute("href", a.getAttribute("href").split("#")[0] + shown);
    try {
      history.replaceState(null, "", shown || location.pathname + location.search);
    } catch {
      // Some browsers allow no history from a folder; the calculator works without.
    }
  };

  const spoken = (state, quotes) => quotes.map(({ quote, i }) => nameOf(state, i) + ": " + percent(cost(quote).total.pct)).join("; ");

  let wait = 0;
  form.addEventListener("input", () => {
    copied.textContent = "";
    clearTimeout(wait);
    wait = setTimeout(() => {
      const { state, quotes } = update();
      say(quotes.length ? fill(words.done, { list: spoken(state, quotes) }) : "");
    }, 400);
  });
  // A mistake that appears between press and release of a button would push the button away from the finger.
  form.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (!target.matches("input") || target.value === "") return;
    touched.add(target);
    if (!relatedTarget || !relatedTarget.matches("button")) setTimeout(() => showErrors(check(read()).errors), 300);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    form.querySelectorAll("input").forEach((e) => touched.add(e));
    const { state, errors, quotes } = update();
    if (errors.length > 0) {
      say(fill(words.mistakes, { n: errors.length }));
      control(errors[0]).focus();
      return;
    }
    say(fill(words.done, { list: spoken(state, quotes) }));
    result.querySelector("h2").focus();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    touched.clear();
    write({ ...blank(), currency: common("currency").value });
    update();
    say("");
    common("amount").focus();
  });
  add.addEventListener("click", () => {
    const block = appendQuote(blankQuote());
    number();
    input(block, "name").focus();
  });
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-remove]");
    if (!button) return;
    button.closest("fieldset").remove();
    number();
    update();
    add.focus();
  });
  root.querySelector("[data-print]").addEventListener("click", () => window.print());
  root.querySelector("[data-copy]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = words.copied;
    } catch {
      copied.textContent = fill(words.copy_failed, { address: location.href });
    }
  });

  const fromAddress = () => {
    if (location.hash === shown) return;
    const state = decode(location.hash);
    if (!state) return;
    touched.clear();
    write(state);
    form.querySelectorAll("input").forEach((e) => { if (e.value) touched.add(e); });
    update();
  };

  window.addEventListener("hashchange", fromAddress);
  write({ ...blank(), currency: common("currency").value });
  root.hidden = false;
  fromAddress();
})();
