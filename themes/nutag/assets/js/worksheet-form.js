// A worksheet in the browser: computes while one types, keeps it on this device (never in a private sheet), prints it filled
// or blank and writes it as a table. All arithmetic is in worksheet-math.js.
(() => {
  "use strict";
  const form = document.querySelector("[data-sheet]");
  const sheet = JSON.parse(document.getElementById("sheet-formulas").textContent);
  const words = JSON.parse(document.getElementById("sheet-words").textContent);
  const tools = document.querySelector("[data-tools]");
  const status = tools.querySelector("[data-status]");
  const KEY = "nutag.worksheet." + sheet.id;
  const { compute, format, csv, decimals } = WorksheetMath;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const say = (text) => { if (status.textContent !== text) status.textContent = text; };
  const inputs = Array.from(form.querySelectorAll("input, textarea, select"));
  const outputs = Array.from(form.querySelectorAll("output"));

  const types = new Map();
  for (const f of sheet.fields) types.set(f.id, f.type);
  for (const t of sheet.tables) for (const c of t.columns) types.set(t.id + "." + c.id, c.type);
  // "table.row.column" and "table.total.column" have the type of the column.
  const typeOf = (name) => types.get(name) ?? types.get(name.replace(/\.[^.]+\./, "."));

  const read = () => {
    const values = {};
    for (const e of inputs) {
      const v = e.type === "checkbox" ? (e.checked ? "1" : "") : e.value;
      if (v !== "") values[e.name] = v;
    }
    return values;
  };
  const write = (values) => {
    for (const e of inputs) {
      const v = Object.hasOwn(values, e.name) && typeof values[e.name] === "string" ? values[e.name] : "";
      if (e.type === "checkbox") e.checked = v === "1";
      else e.value = v.slice(0, e.maxLength > 0 ? e.maxLength : 2000);
    }
  };

  const update = () => {
    const values = read();
    const blank = Object.keys(values).length === 0; // nothing typed: nothing known, not even a zero
    const { out, wrong } = compute(sheet, values);
    for (const e of outputs) e.textContent = blank ? "" : format(out[e.name] ?? null, decimals[typeOf(e.name)] ?? 2);
    const bad = new Set(wrong);
    for (const e of inputs) {
      if (bad.has(e.name)) e.setAttribute("aria-invalid", "true");
      else e.removeAttribute("aria-invalid");
    }
    return wrong.length;
  };

  const keep = () => {
    if (sheet.private) return "";
    try {
      const values = read();
      if (Object.keys(values).length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(values));
      return words.saved;
    } catch {
      return words.not_saved;
    }
  };

  const restore = () => {
    if (sheet.private) return;
    try {
      const values = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      if (values && typeof values === "object") write(values);
    } catch {
      // What cannot be read is not ours; the sheet stays blank.
    }
  };

  let wait = 0;
  const changed = () => {
    const wrong = update();
    const kept = keep();
    clearTimeout(wait);
    wait = setTimeout(() => say(wrong > 0 ? fill(words.wrong, { n: wrong }) : kept), 600);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);

  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
  tools.querySelector("[data-blank]").addEventListener("click", () => {
    const values = read();
    const back = () => {
      write(values);
      update();
    };
    window.addEventListener("afterprint", back, { once: true });
    write({});
    for (const e of outputs) e.textContent = "";
    window.print();
  });
  tools.querySelector("[data-clear]").addEventListener("click", () => {
    if (!window.confirm(words.clear_sure)) return;
    write({});
    update();
    keep();
    say(words.cleared);
  });

  // The texts of a cell as a spreadsheet takes them: numbers without commas, ticks and choices in words.
  const cellText = (e) => {
    if (e.type === "checkbox") return e.checked ? words.yes : "";
    if (e.tagName === "SELECT") return e.value === "" ? "" : e.selectedOptions[0].textContent;
    const text = e.tagName === "OUTPUT" ? e.textContent : e.value;
    const number = ["money", "number", "percent"].includes(typeOf(e.name)) ? WorksheetMath.parse(text) : NaN;
    return Number.isFinite(number) && number !== null ? String(number) : text;
  };
  const heading = (e) => e.textContent.trim();
  const rowsOf = (section) => {
    const rows = [[heading(section.querySelector("h2"))]];
    const table = section.querySelector("table");
    if (table) {
      for (const tr of table.rows) rows.push(Array.from(tr.cells).map((c) => {
        const e = c.querySelector("input, textarea, select, output");
        return e ? cellText(e) : heading(c);
      }));
      return rows;
    }
    for (const e of section.querySelectorAll(".sheet__field, legend, .facts > div")) {
      const blank = e.querySelector("input, textarea, select, output");
      rows.push(blank ? [heading(e.querySelector("label, dt")), cellText(blank)] : [heading(e)]);
    }
    return rows;
  };
  tools.querySelector("[data-csv]").addEventListener("click", () => {
    const rows = [[heading(document.querySelector("h1"))]];
    for (const section of form.querySelectorAll("section")) rows.push([], ...rowsOf(section));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv" }));
    link.download = sheet.id + ".csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  tools.hidden = false;
  restore();
  update();
})();
