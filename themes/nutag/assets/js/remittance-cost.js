// What it costs to send money: the one place of the formula. Pure functions, no page, no words; the form and the tests call
// them. The total cost is fee by amount plus exchange-rate margin, in percent, as the World Bank publishes it; charges at the
// receiving end are never part of it and stand on a line of their own.
//
// All rates are units of the receiving currency for one unit of the sending currency. Numbers come in as the reader typed
// them; a number that is not known is null and never 0.
const RemittanceCost = (() => {
  "use strict";
  const QUOTES = 4;
  const NAME = 40; // letters of a quote's name
  const TYPED = 24; // letters of a typed number
  const FRAGMENT = 2000; // letters of an address
  const VERSION = "1";
  const MOST = 1e12;
  const LEAST_RATE = 1e-6;
  const FAR = 2; // an offered rate further from the reference than this factor is a slip of the finger
  const MARKS = { average: 3, corridor: 5 }; // percent, target 10.c of the Sustainable Development Goals
  const SAMPLES = [200, 500]; // US dollars, the two amounts that the World Bank asks for

  // round rounds halves away from zero, also where a float falls short of the half by its last bit.
  const round = (x, decimals) => {
    const unit = Math.pow(10, decimals);
    const r = Math.round(Math.abs(x) * unit + 1e-7) / unit;
    return x < 0 && r > 0 ? -r : r;
  };

  // format writes a number with the commas and the point that both languages of the portal use.
  const format = (x, decimals) => {
    const [whole, fraction] = Math.abs(round(x, decimals)).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return (round(x, decimals) < 0 ? "-" : "") + grouped + (fraction ? "." + fraction : "");
  };

  // parse reads a typed number. Result: {value} (null when nothing was typed) or {error: "number" | "comma" | "large"}.
  const parse = (text) => {
    const s = String(text === undefined || text === null ? "" : text).replace(/[\s\u00a0\u202f]/g, "").replace(/\u2212/g, "-");
    if (s === "") return { value: null };
    if (s.length > TYPED) return { error: "large" };
    if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(s) || /^-?\d+(\.\d+)?$/.test(s) || /^-?\.\d+$/.test(s)) {
      const value = Number(s.replace(/,/g, ""));
      return Math.abs(value) > MOST ? { error: "large" } : { value };
    }
    // 2,5 or 1.000.000: in some countries a number is written so, but guessing could be wrong by a thousand times.
    return { error: /^-?[\d.,]+$/.test(s) ? "comma" : "number" };
  };

  // cost computes one quote. Given: amount, fee, offered, reference as numbers; receiving (in the receiving currency) may be null.
  const cost = ({ amount, fee, offered, reference, receiving = null }) => {
    const margin = (reference - offered) / reference;
    const feePct = (100 * fee) / amount;
    const marginPct = 100 * margin;
    const marginMoney = amount * margin;
    const total = fee + marginMoney;
    const arrives = amount * offered;
    return {
      amount,
      paid: amount + fee,
      arrives, // before charges at the receiving end
      fee: { pct: feePct, sending: fee, receiving: fee * reference },
      margin: { pct: marginPct, sending: marginMoney, receiving: marginMoney * reference },
      total: { pct: feePct + marginPct, sending: total, receiving: total * reference },
      charge: receiving === null ? null : { pct: (100 * receiving) / (amount * reference), sending: receiving / reference, receiving },
      inHand: receiving === null ? null : arrives - receiving,
      mark: mark(feePct + marginPct),
    };
  };

  // mark compares a cost with the two marks of the target, as the reader sees it: with two decimals.
  const mark = (pct) => {
    const shown = round(pct, 2);
    if (shown < MARKS.average) return "average";
    return shown <= MARKS.corridor ? "corridor" : "above";
  };

  // samples computes a quote at 200 and 500 US dollars, given units of the sending currency for one dollar. The fee is taken
  // to be the same at each amount; the page says so.
  const samples = (quote, perDollar) => SAMPLES.map((usd) => ({ usd, ...cost({ ...quote, amount: usd * perDollar }) }));

  // crossover tells from which amount on the other of two quotes costs less. Charges at the receiving end count when both
  // are known. Result: {kind: "same"}, {kind: "always", less} or {kind: "cross", amount, below, above}; less, below and above
  // are 0 or 1: the quote that costs less.
  const crossover = (first, second) => {
    const charged = typeof first.receiving === "number" && typeof second.receiving === "number";
    const fixed = (q) => q.fee + (charged ? q.receiving / q.reference : 0);
    const slope = (q) => (q.reference - q.offered) / q.reference;
    const byFee = fixed(second) - fixed(first);
    const byMargin = slope(first) - slope(second);
    // What differs by less than a rounding error does not differ.
    const sameFee = Math.abs(byFee) < 1e-9;
    const sameMargin = Math.abs(byMargin) < 1e-12;
    if (sameFee && sameMargin) return { kind: "same", charged };
    if (sameMargin) return { kind: "always", less: byFee > 0 ? 0 : 1, charged };
    const amount = byFee / byMargin;
    if (sameFee || amount <= 0) return { kind: "always", less: byMargin < 0 ? 0 : 1, charged };
    if (amount > MOST) return { kind: "always", less: byFee > 0 ? 0 : 1, charged };
    return { kind: "cross", amount, below: byFee > 0 ? 0 : 1, above: byFee > 0 ? 1 : 0, charged };
  };

  const blankQuote = () => ({ name: "", fee: "", offered: "", receiving: "" });
  const blank = () => ({ currency: "", amount: "", reference: "", dollar: "", quotes: [blankQuote(), blankQuote()] });
  const isBlank = (q) => [q.fee, q.offered, q.receiving].every((s) => String(s || "").trim() === "");

  // check reads a whole form. Result: errors (each with field, code, and quote when it is about one) and, of what is
  // right, values: amount, reference, dollar, quotes (null for one that is empty or wrong).
  const check = (state) => {
    const errors = [];
    const read = (text, field, quote, { least, most = MOST, needed, zero }) => {
      const { value, error } = parse(text);
      const tell = (code) => {
        errors.push(quote === undefined ? { field, code } : { field, code, quote });
        return undefined;
      };
      if (error) return tell(error);
      if (value === null) return needed ? tell("empty") : null;
      if (value < 0) return tell("negative");
      if (value === 0 && !zero) return tell("zero");
      if (value < least) return tell("small");
      if (value > most) return tell("large");
      return value;
    };
    const rate = { least: LEAST_RATE, needed: true };
    const amount = read(state.amount, "amount", undefined, { least: 0.01, needed: true });
    const reference = read(state.reference, "reference", undefined, rate);
    const dollar = read(state.dollar, "dollar", undefined, { least: LEAST_RATE });
    const quotes = state.quotes.slice(0, QUOTES).map((q, i) => {
      if (isBlank(q)) return null;
      const fee = read(q.fee, "fee", i, { least: 0, needed: true, zero: true });
      const offered = read(q.offered, "offered", i, rate);
      const receiving = read(q.receiving, "receiving", i, { least: 0, zero: true });
      if (amount && fee && fee >= amount) {
        errors.push({ field: "fee", code: "above_amount", quote: i });
        return null;
      }
      if (offered && reference && (offered > reference * FAR || offered < reference / FAR)) {
        errors.push({ field: "offered", code: "far", quote: i });
        return null;
      }
      if (amount && offered && receiving && receiving >= amount * offered) {
        errors.push({ field: "receiving", code: "above_arrival", quote: i });
        return null;
      }
      if ([amount, reference, fee, offered, receiving].includes(undefined)) return null;
      return { amount, reference, fee, offered, receiving };
    });
    if (state.quotes.every(isBlank)) errors.push({ field: "offered", code: "none", quote: 0 });
    return { errors, values: { amount, reference, dollar, quotes } };
  };

  // encode writes what was typed into the fragment of an address, so that a comparison can be kept and sent. Wrong numbers
  // are left out.
  const encode = (state) => {
    const number = (text) => {
      const { value } = parse(text);
      return typeof value === "number" && value >= 0 ? String(value) : "";
    };
    const pairs = [["v", VERSION], ["c", /^[A-Z]{3}$/.test(state.currency) ? state.currency : ""], ["a", number(state.amount)], ["r", number(state.reference)], ["u", number(state.dollar)]];
    for (const q of state.quotes.slice(0, QUOTES)) {
      const name = clean(q.name);
      if (isBlank(q) && !name) continue;
      pairs.push(["q", [name, number(q.fee), number(q.offered), number(q.receiving)].map(escape).join("~")]);
    }
    return "#" + pairs.filter(([, value]) => value !== "").map(([key, value]) => key + "=" + value).join("&");
  };

  // The tilde parts the fields of a quote, so a name must not hold one.
  const escape = (text) => encodeURIComponent(text).replace(/~/g, "%7E");

  // clean keeps a name to one short line without control characters and without marks that turn the direction of text.
  const clean = (text) =>
    Array.from(String(text || "").replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/gu, " ").replace(/\s+/g, " ").trim())
      .slice(0, NAME)
      .join("")
      .trim();

  // decode reads a fragment that anybody may have written. Result: a state whose every text is short and, but for names, a
  // number; null when the fragment is none of ours.
  const decode = (fragment) => {
    const text = String(fragment || "").replace(/^#/, "");
    if (text === "" || text.length > FRAGMENT) return null;
    const state = { ...blank(), quotes: [] };
    let version = "";
    for (const pair of text.split("&")) {
      const at = pair.indexOf("=");
      const key = pair.slice(0, at);
      const value = pair.slice(at + 1);
      if (key === "v") version = value;
      if (key === "c" && /^[A-Z]{3}$/.test(value)) state.currency = value;
      if (key === "a") state.amount = numeral(value);
      if (key === "r") state.reference = numeral(value);
      if (key === "u") state.dollar = numeral(value);
      if (key === "q" && state.quotes.length < QUOTES) {
        const [name, fee, offered, receiving] = value.split("~").map(unescape);
        state.quotes.push({ name: clean(name), fee: numeral(fee), offered: numeral(offered), receiving: numeral(receiving) });
      }
    }
    if (version !== VERSION) return null;
    while (state.quotes.length < 2) state.quotes.push(blankQuote());
    return state;
  };

  const unescape = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  };

  const numeral = (text) => (/^\d{1,13}(\.\d{1,10})?$/.test(text || "") ? text : "");

  return { QUOTES, NAME, TYPED, MARKS, SAMPLES, round, format, parse, cost, mark, samples, crossover, blank, blankQuote, isBlank, check, encode, decode };
})();
