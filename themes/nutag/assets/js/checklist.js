// Ticks the steps of a checklist. What is ticked is kept on this device and sent nowhere; a button takes it away.
(() => {
  "use strict";
  const list = document.querySelector("[data-checklist]");
  const words = document.getElementById("checklist-words");
  if (!list || !words) return;
  const say = JSON.parse(words.textContent);
  const key = "nutag-steps:" + list.dataset.checklist;
  const bar = list.querySelector("[data-ticks]");
  const status = bar.querySelector("[data-status]");

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return new Set(Array.isArray(kept) ? kept : []);
    } catch {
      return new Set();
    }
  };
  const keep = (ids) => {
    try {
      if (ids.length > 0) localStorage.setItem(key, JSON.stringify(ids));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false; // the browser may forbid it, or the device be full
    }
  };

  const kept = read();
  const boxes = Array.from(list.querySelectorAll("[data-tick]"), (place) => {
    const step = place.closest("li");
    const title = step.querySelector("h3").textContent.trim();
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "tick";
    box.value = step.id;
    box.checked = kept.has(step.id);
    box.setAttribute("aria-label", say.done.replace("{title}", () => title));
    place.replaceWith(box);
    return box;
  });

  const ticked = () => boxes.filter((box) => box.checked);
  const count = () => say.ticked.replace("{n}", ticked().length).replace("{total}", boxes.length);
  const tell = (stored) => { status.textContent = stored ? count() : count() + " " + say.not_kept; };

  list.addEventListener("change", (event) => {
    if (boxes.includes(event.target)) tell(keep(ticked().map((box) => box.value)));
  });
  bar.querySelector("[data-clear]").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep([]);
    status.textContent = say.cleared;
  });
  status.textContent = count();
  bar.hidden = false;
})();
