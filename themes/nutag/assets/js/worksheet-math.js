// The one place where worksheets compute: numbers as people type them, formulas, and the arithmetic of loans. No page and no
// storage in here, so that tests can hold it to cases worked by hand. A figure that is not known is null, never zero.
const WorksheetMath = (() => {
  "use strict";
  const LARGEST = 1e15;
  const MONTHS = 600;

  // parse reads a number with or without thousands commas. Nothing typed is null; what is no number is NaN.
  const parse = (text) => {
    const s = String(text ?? "").replace(/[\s\u00a0]/g, "").replace("−", "-");
    if (s === "") return null;
    if (!/^-?(\d{1,16}|\d{1,3}(,\d{3}){1,5})(\.\d{1,9})?$|^-?\.\d{1,9}$/.test(s)) return NaN;
    const x = Number(s.replaceAll(",", ""));
    return Math.abs(x) > LARGEST ? NaN : x;
  };

  // format writes a number with thousands commas and at most so many decimals, rounding half away from zero.
  const format = (x, decimals) => {
    if (x === null || !Number.isFinite(x)) return "";
    const scale = 10 ** decimals;
    const [whole, fraction = ""] = (Math.round((Math.abs(x) + 1e-9) * scale) / scale).toFixed(decimals).split(".");
    const tail = fraction.replace(/0+$/, "");
    const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (tail ? "." + tail : "");
    return x < 0 && /[1-9]/.test(text) ? "-" + text : text;
  };

  // tree parses a formula: + - * / ^ and parentheses over numbers, names and calls. There is no eval anywhere.
  const tree = (text) => {
    const tokens = String(text).match(/\d+(?:\.\d+)?|[a-z][a-z0-9_.]*|[-+*/^(),]|\S/g) ?? [];
    let at = 0;
    const fail = () => { throw new Error("formula: " + text); };
    const take = (sign) => (tokens[at] === sign ? (at++, true) : false);
    const chain = (signs, next) => () => {
      let left = next();
      while (signs.includes(tokens[at])) left = { op: tokens[at++], args: [left, next()] };
      return left;
    };
    const atom = () => {
      const t = tokens[at++];
      if (t === "(") {
        const inner = sum();
        if (!take(")")) fail();
        return inner;
      }
      if (/^\d/.test(t ?? "")) return { op: "n", value: Number(t) };
      if (!/^[a-z]/.test(t ?? "")) fail();
      if (!take("(")) return { op: "v", name: t };
      const args = [sum()];
      while (take(",")) args.push(sum());
      if (!take(")")) fail();
      return { op: "c", name: t, args };
    };
    const power = () => {
      const base = atom();
      return take("^") ? { op: "^", args: [base, signed()] } : base;
    };
    const signed = () => (take("-") ? { op: "~", args: [signed()] } : power());
    const product = chain(["*", "/"], signed);
    const sum = chain(["+", "-"], product);
    const out = sum();
    if (at < tokens.length) fail();
    return out;
  };

  // payments lists what is paid each month. Ways: 1 equal payments, 2 equal principal with interest on the balance,
  // 3 interest on the first sum. The rate is percent a month.
  const payments = (amount, rate, months, way) => {
    if (!(amount > 0) || !(rate >= 0) || !Number.isInteger(months) || months < 1 || months > MONTHS) return null;
    const r = rate / 100;
    const part = amount / months;
    const list = [];
    for (let k = 0; k < months; k++) {
      if (way === 1) list.push(r === 0 ? part : (amount * r) / (1 - (1 + r) ** -months));
      else if (way === 2) list.push(part + (amount - part * k) * r);
      else if (way === 3) list.push(part + amount * r);
      else return null;
    }
    return list;
  };

  const total = (list) => list.reduce((a, b) => a + b, 0);
  const yearly = (rate) => ((1 + rate / 100) ** 12 - 1) * 100;

  // effective is the yearly rate at which the payments are worth what came into the hand: sum less fee. The monthly rate is
  // found by halving, then compounded over twelve months.
  const effective = (amount, rate, months, way, fee) => {
    const list = payments(amount, rate, months, way);
    const hand = amount - fee;
    if (!list || !(hand > 0) || fee < 0) return null;
    const worth = (m) => list.reduce((sum, p, k) => sum + p / (1 + m) ** (k + 1), 0);
    if (total(list) <= hand * (1 + 1e-12)) return 0;
    let low = 0;
    let high = 10;
    if (worth(high) > hand) return null;
    for (let i = 0; i < 200; i++) {
      const middle = (low + high) / 2;
      if (worth(middle) > hand) low = middle;
      else high = middle;
    }
    return yearly(low * 100);
  };

  const plain = {
    max: (...x) => Math.max(...x),
    min: (...x) => Math.min(...x),
    ceil: (x) => Math.ceil(x - 1e-9),
    round: (x, digits) => Math.round(x * 10 ** digits) / 10 ** digits,
    below: (a, b) => (a < b ? 1 : 0),
    year_rate: yearly,
    loan_first: (...x) => payments(...x)?.[0] ?? null,
    loan_interest: (amount, ...x) => {
      const list = payments(amount, ...x);
      return list ? total(list) - amount : null;
    },
    loan_year: effective,
  };

  const reckon = {
    "~": (a) => -a,
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => (b === 0 ? null : a / b),
    "^": (a, b) => a ** b,
  };

  // compute works out a sheet. sheet: {fields: [{id, type, formula}], tables: [{id, rows, columns: [{id, type, formula, total}]}]};
  // values: what was typed, by "field" or "table.row.column", rows from 1. Result: out, the computed figures by the same
  // names and "table.total.column"; wrong, the names of what is no number.
  const compute = (sheet, values) => {
    const wrong = [];
    const cache = new Map();
    const tables = new Map(sheet.tables.map((t) => [t.id, t]));
    const numeric = (type) => ["money", "number", "percent", "choice", "tick"].includes(type);
    const known = (name, field, row, table) => {
      if (cache.has(name)) return cache.get(name);
      cache.set(name, null); // a formula that needs itself stays unknown
      let v = null;
      if (field.formula) v = value(tree(field.formula), row, table);
      else if (field.type === "tick") v = values[name] ? 1 : 0; // a box left empty says no
      else if (numeric(field.type)) {
        v = parse(values[name]);
        if (Number.isNaN(v)) {
          wrong.push(name);
          v = null;
        }
      }
      cache.set(name, v);
      return v;
    };
    const cell = (table, row, id) => {
      const column = table.columns.find((c) => c.id === id);
      return column ? known(`${table.id}.${row}.${id}`, column, row, table) : null;
    };
    const filled = (table, row, id) => (cell(table, row, id) !== null || String(values[`${table.id}.${row}.${id}`] ?? "").trim() !== "");
    const split = (arg) => {
      const [id, column] = String(arg.name ?? "").split(".");
      return { table: tables.get(id), column };
    };
    const over = (arg) => {
      const { table, column } = split(arg);
      return table ? Array.from({ length: table.rows }, (_, i) => cell(table, i + 1, column)).filter((v) => v !== null) : [];
    };
    const value = (e, row, table) => {
      if (e.op === "n") return e.value;
      if (e.op === "v") {
        if (table && e.name === "row") return row;
        if (table?.columns.some((c) => c.id === e.name)) return cell(table, row, e.name);
        const field = sheet.fields.find((f) => f.id === e.name);
        return field ? known(field.id, field) : null;
      }
      if (e.op === "c") {
        if (e.name === "or") return value(e.args[0], row, table) ?? value(e.args[1], row, table);
        if (e.name === "prev") return row > 1 ? cell(table, row - 1, e.args[0].name) : value(e.args[1], row, table);
        if (e.name === "sum") return over(e.args[0]).reduce((a, b) => (a ?? 0) + b, null);
        if (e.name === "least") return over(e.args[0]).reduce((a, b) => (a === null ? b : Math.min(a, b)), null);
        if (e.name === "count") {
          const { table: t, column } = split(e.args[0]);
          return t ? Array.from({ length: t.rows }, (_, i) => filled(t, i + 1, column)).filter(Boolean).length : null;
        }
      }
      const f = e.op === "c" ? Object.hasOwn(plain, e.name) && plain[e.name] : reckon[e.op];
      const args = e.args.map((a) => value(a, row, table));
      if (!f || args.some((a) => a === null)) return null;
      const v = f(...args);
      return v !== null && Number.isFinite(v) ? v : null;
    };
    const out = {};
    for (const field of sheet.fields) {
      const v = known(field.id, field);
      if (field.formula) out[field.id] = v;
    }
    for (const table of sheet.tables) {
      for (const column of table.columns) {
        for (let row = 1; row <= table.rows; row++) {
          const v = cell(table, row, column.id);
          if (column.formula) out[`${table.id}.${row}.${column.id}`] = v;
        }
        if (column.total) out[`${table.id}.total.${column.id}`] = over({ name: `${table.id}.${column.id}` }).reduce((a, b) => (a ?? 0) + b, null);
      }
    }
    return { out, wrong };
  };

  const decimals = { money: 0, percent: 2, number: 2 };

  // csv writes rows of texts for a spreadsheet. A text that a spreadsheet would run as a formula gets an apostrophe.
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map((text) => {
    const s = String(text ?? "");
    const safe = /^[=+@\t\r]/.test(s) || (/^-/.test(s) && Number.isNaN(parse(s))) ? "'" + s : s;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }).join(",")).join("\r\n") + "\r\n";

  return { parse, format, tree, payments, effective, yearly, compute, csv, decimals };
})();
