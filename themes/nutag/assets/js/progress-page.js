// Shows the progress on the pages of courses and lessons and offers to export, import and erase it.
(() => {
  "use strict";
  const printing = document.querySelector("[data-printing]");
  if (printing) {
    printing.hidden = false;
    printing.querySelector("[data-print]").addEventListener("click", () => window.print());
  }
  const holder = document.getElementById("progress-words");
  if (!holder) return;
  const words = JSON.parse(holder.textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const scoreOf = (l) => (l?.of ? fill(words.score, { n: l.right, total: l.of }) : "");

  const show = () => {
    const { lessons } = TrainingProgress.load();
    for (const p of document.querySelectorAll("[data-lessons]")) {
      const ids = p.dataset.lessons.split(" ");
      const n = ids.filter((id) => lessons[id]?.done).length;
      p.hidden = n === 0;
      p.textContent = fill(words.of, { n, total: ids.length });
    }
    for (const span of document.querySelectorAll("[data-lesson-state]")) {
      const l = lessons[span.dataset.lessonState];
      const says = [l?.done ? "✓ " + words.done : "", scoreOf(l)].filter(Boolean).join(", ");
      span.textContent = says && " " + says;
    }
    for (const box of document.querySelectorAll("[data-tick]")) box.checked = Boolean(lessons[box.dataset.tick]?.done);
    for (const span of document.querySelectorAll("[data-lesson-score]")) span.textContent = scoreOf(lessons[span.dataset.lessonScore]);
  };

  const lesson = document.querySelector("[data-lesson]");
  if (lesson) {
    const id = lesson.dataset.lesson;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    const label = () => {
      const done = Boolean(TrainingProgress.load().lessons[id]?.done);
      button.textContent = done ? words.unmark : words.mark;
      button.classList.toggle("button--plain", done);
      return done;
    };
    button.addEventListener("click", () => {
      const kept = TrainingProgress.change(id, { done: !TrainingProgress.load().lessons[id]?.done });
      status.textContent = kept ? (label() ? " ✓ " + words.done : "") : " " + words.not_kept;
    });
    label();
    lesson.append(button, status);
    lesson.hidden = false;
    document.addEventListener("nutag-quiz", () => {
      label();
      status.textContent = " ✓ " + words.done;
    });
  }

  const box = document.querySelector("[data-progress]");
  if (box) {
    const status = box.querySelector("[data-status]");
    const say = (text) => { status.textContent = text; };
    box.hidden = false;
    box.querySelector("[data-export]").addEventListener("click", () => {
      const record = TrainingProgress.load();
      if (Object.keys(record.lessons).length === 0) return say(words.none);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([TrainingProgress.write(record)], { type: "application/json" }));
      link.download = "nutag-progress.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      return say("");
    });
    const input = box.querySelector("[data-import]");
    input.addEventListener("change", async () => {
      const file = input.files[0];
      input.value = "";
      if (!file) return;
      const record = file.size > 64 * 1024 ? null : TrainingProgress.read(await file.text());
      if (!record) return say(words.bad_file);
      const kept = TrainingProgress.save(TrainingProgress.join(TrainingProgress.load(), record));
      show();
      say(kept ? fill(words.imported, { n: Object.keys(record.lessons).length }) : words.not_kept);
    });
    box.querySelector("[data-erase]").addEventListener("click", () => {
      if (!window.confirm(words.erase_sure)) return;
      TrainingProgress.erase();
      show();
      say(words.erased);
    });
  }
  show();
})();
