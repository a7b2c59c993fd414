// Stage 1 of the search: the names of pages, found while the reader types. The list comes from package search/instant, and with it the
// rules that fold a word, so that a word folded here equals one folded there. Nothing in this file touches the page.
globalThis.nutagInstant = (list) => {
  "use strict";
  if (!list || list.v !== 1) throw new Error("the list of names has version " + (list && list.v));
  const { capitals, letters, cyrillic, marked, latin } = list.rules;
  const byFirst = {};
  for (const [from, to] of latin) (byFirst[from[0]] ||= []).push([from, to]);
  const hasCyrillic = /(?=\p{L})\p{Script=Cyrillic}/u;

  // fold and key do what mn.Fold and mn.Key do in Go.
  const fold = (word) => {
    const whole = word.normalize("NFC");
    const small = hasCyrillic.test(whole) ? whole.replace(/[A-Z]/g, (c) => capitals[c] ?? c) : whole;
    const low = small.toLowerCase().normalize("NFC");
    return hasCyrillic.test(low) ? Array.from(low, (c) => letters[c] ?? c).join("").normalize("NFC") : low;
  };
  const cyrillicKey = (word) => {
    const soft = word.replace(/ь(?=[абвгджзийклмнопрстуфхцчшщъыьэөү])/g, "ьи");
    return Array.from(soft, (c) => cyrillic[c] ?? (/[a-z0-9]/.test(c) ? c : "")).join("");
  };
  const plainLatin = (word) => Array.from(word, (c) => marked[c] ?? (c < "\x80" || c === "ö" || c === "ü" ? c : c.normalize("NFD")[0])).join("");
  const latinKey = (word) => {
    let out = "";
    for (let at = word.startsWith("tch") ? 1 : 0; at < word.length;) {
      const rule = (byFirst[word[at]] || []).find(([from]) => word.startsWith(from, at));
      if (rule) out += rule[1];
      else if (/[a-z0-9]/.test(word[at])) out += word[at];
      at += rule ? rule[0].length : 1;
    }
    return out;
  };
  const key = (word) => {
    const folded = fold(word);
    const long = hasCyrillic.test(folded) ? cyrillicKey(folded) : latinKey(plainLatin(folded));
    return long.replace(/([a-z])\1+/g, "$1").replace(/^(.{2,}[^aeiu])i$/, "$1");
  };
  // Other readings of a word in Latin letters, the commonest of those that mn.Keys knows: v, w, y, q for ө or ү where no vowel is
  // beside them; c for ч, j for й, s for ш, b for в.
  const readings = [
    (w) => w.replace(/(?<![aeiou])([vwyq])\1?(?![aeiou])/g, "u"),
    (w) => w.replace(/c(?!h)/g, "ch"),
    (w) => w.replace(/(?<=[aeiouöü])j/g, "i"),
    (w) => w.replace(/(?<!t)s(?!h)/g, "sh"),
    (w) => w.replace(/b/g, "v"),
  ];

  const words = [];
  for (let i = 0; i < list.words.length; i += 2) words.push({ f: list.words[i], k: list.words[i + 1] || list.words[i] });
  const joined = (name) => name.map((w) => words[w].k).join("");
  const items = list.items.map(([id, url, title, alt, aimag, names, more]) => {
    const [kind, code] = id.split("/");
    // The first name is the official one; the others count less.
    const worth = names.map((n) => (joined(n) === joined(names[0]) ? 60 : 40));
    return { id, url: url.replace("$", () => code), title, alt, aimag, kind, names, worth, own: new Set(names.flat()), more };
  });

  // near tells whether a is at most n slips (a letter changed, lost, added, or two exchanged) from b or from a beginning of b.
  const near = (a, b, n) => {
    if (a[0] !== b[0] || b.length < a.length - n) return false;
    b = b.slice(0, a.length + n);
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > n) return false;
      before = last;
      last = row;
    }
    return Math.min(...last) <= n;
  };

  // match gives the words of the list that a typed word may mean, each with how well it fits.
  const match = (typed, slips) => {
    const f = fold(typed), found = new Map();
    // A name in Latin letters is in the list by its key only: there the key is the word.
    const isLatin = !hasCyrillic.test(f);
    const byKey = (k, worth) => words.forEach((w, i) => {
      let s = 0;
      if (k && w.k === k) s = isLatin ? 100 : 84;
      else if (k.length > 1 && w.k.startsWith(k)) s = isLatin ? 88 : 70;
      // Булганаас: a name with an ending.
      else if (w.k.length > 3 && k.startsWith(w.k) && k.length - w.k.length < 6) s = 60;
      if (s && !found.has(i)) found.set(i, s * worth);
    });
    words.forEach((w, i) => { if (w.f.startsWith(f)) found.set(i, w.f === f ? 100 : 88); });
    const k = key(typed);
    byKey(k, 1);
    if (isLatin) for (const read of readings) if (!found.size && read(f) !== f) byKey(key(read(f)), 0.9);
    if (k.length > 3 && !found.size) {
      const most = k.length > 5 ? slips : 1;
      words.forEach((w, i) => { if (near(k, w.k, most)) found.set(i, 40); });
    }
    return found;
  };

  const score = (item, matches) => {
    let sum = 0, hit = 0;
    for (const [i, m] of matches.entries()) {
      let best = 0;
      // A word that is written again is the aimag's: Сүхбаатар сум, Сүхбаатар аймаг.
      if (matches.indexOf(m) === i) for (const w of item.own) best = Math.max(best, m.get(w) || 0);
      for (const w of item.more) best = Math.max(best, (m.get(w) || 0) / 2);
      if (best) hit++;
      sum += best;
    }
    if (!hit) return { hit, sum };
    const whole = item.names.map((n, i) => (n.every((w) => matches.some((m) => m.get(w) >= 60)) ? item.worth[i] : 0));
    const first = item.names.some((n) => matches[0].get(n[0]) > 0);
    return { hit, sum: sum + Math.max(0, ...whole) + (first ? 10 : 0) };
  };

  const rank = (typed, { slips, keep }) => {
    const known = new Map();
    const matches = typed.map((t) => {
      const f = fold(t);
      if (!known.has(f)) known.set(f, match(t, slips));
      return known.get(f);
    }).filter((m) => m.size);
    if (!matches.length) return [];
    const found = [];
    items.forEach((item, order) => {
      if (keep && !keep(item)) return;
      const { hit, sum } = score(item, matches);
      if (hit) found.push({ item, hit, sum, order });
    });
    // All words, or as many as any page has.
    const most = Math.max(...found.map((x) => x.hit), 0);
    return found.filter((x) => x.hit === most);
  };

  const split = (text) => (text.match(/[\p{L}\p{N}\p{M}]+/gu) || []).filter((w) => w.length < 65).slice(0, 8);
  const keys = (text) => split(text).map(key).join(" ");

  // search gives the best pages for a query. options: limit; keep, which pages count; slips, how many in a word are forgiven.
  const search = (query, { limit = 8, keep = null, slips = 1 } = {}) => {
    const typed = split(query.slice(0, 300));
    if (!typed.length) return [];
    const found = rank(typed, { slips, keep });
    // Баян хонгор is one word to others.
    if (typed.length > 1) found.push(...rank([typed.join("")], { slips: 0, keep }).filter((x) => x.sum > 80));
    const best = new Map();
    for (const x of found) if (!best.has(x.item) || best.get(x.item).sum < x.sum) best.set(x.item, x);
    const order = (a, b) => b.sum - a.sum || a.order - b.order;
    const top = [...best.values()].sort(order).slice(0, limit + 20);
    // The whole title, as it is written or in the other letters, comes first.
    const asked = keys(query.slice(0, 300));
    for (const x of top) if (keys(x.item.title) === asked || keys(x.item.alt) === asked) x.sum += 200;
    return top.sort(order).slice(0, limit).map((x) => x.item);
  };

  return { fold, key, search, byID: (id) => items.find((item) => item.id === id) };
};
