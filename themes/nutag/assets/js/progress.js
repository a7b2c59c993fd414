// What a learner has done, kept on this device only: which lessons are done and the last score of each quiz.
// The record is {v: 1, lessons: {"c4-m2-l3": {done: true, right: 3, of: 4}}}. Lessons of private courses never come here.
const TrainingProgress = (() => {
  "use strict";
  const KEY = "nutag.training";
  const LESSON = /^c[1-7]-m[1-9]-l[1-9]$/;
  const LARGEST = 64 * 1024;

  const whole = (x, most) => Number.isInteger(x) && x >= 0 && x <= most;

  // read takes only what is known from a text, whoever wrote it; null when it is no record.
  const read = (text) => {
    if (typeof text !== "string" || text.length > LARGEST) return null;
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return null;
    }
    if (data?.v !== 1 || typeof data.lessons !== "object" || data.lessons === null) return null;
    const lessons = {};
    for (const [id, l] of Object.entries(data.lessons)) {
      if (!LESSON.test(id) || typeof l !== "object" || l === null) continue;
      const kept = {};
      if (l.done === true) kept.done = true;
      if (whole(l.right, 20) && whole(l.of, 20) && l.of > 0 && l.right <= l.of) {
        kept.right = l.right;
        kept.of = l.of;
      }
      if (Object.keys(kept).length > 0) lessons[id] = kept;
    }
    return { v: 1, lessons };
  };

  // join keeps what either record has; a better score wins.
  const join = (a, b) => {
    const lessons = { ...a.lessons };
    for (const [id, l] of Object.entries(b.lessons)) {
      const old = lessons[id] ?? {};
      const better = l.of && (!old.of || l.right / l.of > old.right / old.of) ? { right: l.right, of: l.of } : {};
      lessons[id] = { ...old, ...better, ...(l.done ? { done: true } : {}) };
    }
    return { v: 1, lessons };
  };

  const write = (record) => JSON.stringify(record);
  const blank = () => ({ v: 1, lessons: {} });

  // The store of the browser may be missing or refuse; then nothing is kept and the caller is told.
  const load = () => {
    try {
      return read(localStorage.getItem(KEY)) ?? blank();
    } catch {
      return blank();
    }
  };
  const save = (record) => {
    try {
      localStorage.setItem(KEY, write(record));
      return true;
    } catch {
      return false;
    }
  };
  const erase = () => {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // There is nothing to erase where nothing can be kept.
    }
  };
  const change = (id, values) => {
    if (!LESSON.test(id)) return false;
    const record = load();
    record.lessons[id] = { ...record.lessons[id], ...values };
    return save(record);
  };
  return { read, join, write, blank, load, save, erase, change };
})();
