// Turns the questions of a lesson into a quiz that answers at once. Without this script each answer stands behind a
// disclosure element; with it that element gives way to a button.
(() => {
  "use strict";
  const quiz = document.querySelector("[data-quiz]");
  const words = JSON.parse(document.getElementById("quiz-words").textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  const lesson = document.querySelector("[data-lesson]")?.dataset.lesson;
  const element = (tag, className, text) => {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  };
  quiz.querySelector("[data-intro]").textContent = words.intro;

  const questions = Array.from(quiz.querySelectorAll("fieldset")).map((set) => {
    const right = Number(set.dataset.right);
    const choices = Array.from(set.querySelectorAll("input"));
    const details = set.querySelector("details");
    const [answer, why] = Array.from(details.querySelectorAll("p")).map((p) => p.textContent);
    const button = element("button", "button button--plain", words.check);
    button.type = "button";
    const verdict = element("div", "verdict");
    verdict.setAttribute("role", "status");
    details.hidden = true;
    details.after(button, verdict);
    const q = { set, choices, button, verdict, state: null };
    q.clear = () => {
      q.state = null;
      verdict.replaceChildren();
      button.hidden = false;
      for (const c of choices) {
        c.checked = false;
        c.disabled = false;
        c.parentElement.classList.remove("choice--right", "choice--wrong");
      }
    };
    button.addEventListener("click", () => {
      const chosen = choices.find((c) => c.checked);
      if (!chosen) {
        verdict.replaceChildren(element("p", "", words.choose));
        choices[0].focus();
        return;
      }
      q.state = Number(chosen.value) === right;
      chosen.parentElement.classList.add(q.state ? "choice--right" : "choice--wrong");
      choices[right - 1].parentElement.classList.add("choice--right");
      verdict.replaceChildren(element("p", "", q.state ? words.right : fill(words.wrong, { answer: answer.replace(/[.]$/, "") })), element("p", "", why));
      verdict.firstChild.className = q.state ? "choice--right" : "choice--wrong";
      for (const c of choices) c.disabled = true;
      button.hidden = true;
      finish();
    });
    return q;
  });

  const end = element("div", "buttons");
  const score = element("p", "lead");
  score.setAttribute("role", "status");
  score.tabIndex = -1;
  const again = element("button", "button button--plain", words.again);
  again.type = "button";
  again.hidden = true;
  end.append(score, again);
  quiz.append(end);
  again.addEventListener("click", () => {
    for (const q of questions) q.clear();
    score.textContent = "";
    again.hidden = true;
    questions[0].choices[0].focus();
  });

  const finish = () => {
    const next = questions.find((q) => q.state === null);
    again.hidden = false;
    if (next) return;
    const n = questions.filter((q) => q.state).length;
    score.textContent = fill(words.score, { n, total: questions.length });
    if (!lesson || typeof TrainingProgress === "undefined") return;
    if (TrainingProgress.change(lesson, { done: true, right: n, of: questions.length })) document.dispatchEvent(new Event("nutag-quiz"));
  };

  // A browser that comes back to the page may remember choices without their verdict.
  for (const q of questions) q.clear();
  // Printed, a quiz carries its answers.
  window.addEventListener("beforeprint", () => { for (const q of questions) q.set.querySelector("details").hidden = false; });
  window.addEventListener("afterprint", () => { for (const q of questions) q.set.querySelector("details").hidden = true; });
})();
