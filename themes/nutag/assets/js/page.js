// Small conveniences that every page can do without: tables that sort, and a word where a figure should be checked again.
(() => {
  "use strict";
  const today = new Date().toISOString().slice(0, 10);
  const words = document.getElementById("page-words");
  const say = words ? JSON.parse(words.textContent) : {};

  for (const t of document.querySelectorAll("time[data-review]")) {
    if (say.old && t.dateTime < today) {
      const mark = document.createElement("span");
      mark.className = "old";
      mark.textContent = " " + say.old;
      t.after(mark);
    }
  }

  const lang = document.documentElement.lang;
  const compareText = new Intl.Collator(lang).compare;
  const valueOf = (cell) => {
    if (!cell) return "";
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    return cell.textContent.trim();
  };

  const sortBy = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).map((row, order) => ({ row, order, v: valueOf(row.cells[column]) }));
    const missing = (v) => typeof v !== "number";
    const numbers = rows.some((r) => typeof r.v === "number");
    rows.sort((a, b) => {
      let d;
      if (numbers) {
        if (missing(a.v) || missing(b.v)) return missing(a.v) - missing(b.v) || a.order - b.order;
        d = a.v - b.v;
      } else if (column === 0) {
        d = Number(a.row.dataset.order) - Number(b.row.dataset.order);
      } else {
        d = compareText(a.v, b.v);
      }
      return (descending ? -d : d) || a.order - b.order;
    });
    body.append(...rows.map((r) => r.row));
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    // The order of the page is the order of the alphabet; keep it for the first column.
    Array.from(table.tBodies[0].rows).forEach((row, i) => { row.dataset.order = i; });
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (head.firstChild && head.firstChild.nodeType === Node.TEXT_NODE) button.append(head.firstChild);
      head.prepend(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sortBy(table, column, descending);
      });
    });
    if (!heads.some((h) => h.hasAttribute("aria-sort"))) heads[0].setAttribute("aria-sort", "ascending");
  }
})();
