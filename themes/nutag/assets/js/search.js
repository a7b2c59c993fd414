// On every page: the search boxes. Nothing is loaded until the reader turns to one. The form itself needs no script.
(() => {
  "use strict";
  const { root, box } = document.currentScript.dataset;
  const inputs = Array.from(document.querySelectorAll("form[data-search] input[type=search]"));
  const main = document.querySelector("[data-results] input[type=search]");
  if (inputs.length === 0) return;

  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    const script = document.createElement("script");
    script.src = root + box;
    // Without it the box is a plain form.
    script.onload = () => inputs.forEach((input) => globalThis.nutagBox(input, root));
    document.head.append(script);
  };
  for (const input of inputs) {
    if (input === main) continue; // its answers stand below it
    input.addEventListener("focus", begin);
    if (document.activeElement === input) begin();
  }

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const writing = at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    (main || inputs[0]).focus();
  });
})();
