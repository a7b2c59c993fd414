// Narrows a long list to what the reader chooses. The list is whole without this script.
(() => {
  "use strict";
  const box = document.querySelector("[data-narrow]");
  const words = document.getElementById("narrow-words");
  if (!box || !words) return;
  const say = JSON.parse(words.textContent);
  const choices = Array.from(box.querySelectorAll("select"));
  const groups = Array.from(document.querySelectorAll("[data-narrow-group]"));
  const items = groups.flatMap((group) => Array.from(group.querySelectorAll("li[data-audience]")));

  const narrow = () => {
    let shown = 0;
    for (const item of items) {
      const fits = choices.every(({ name, value }) => value === "" || item.dataset[name].split(" ").includes(value));
      item.hidden = !fits;
      if (fits) shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector("li[data-audience]:not([hidden])");
    box.querySelector("[data-status]").textContent = say.shown.replace("{n}", shown).replace("{total}", items.length);
  };

  box.addEventListener("change", narrow);
  box.hidden = false;
  narrow(); // a browser may bring the choice back on a way back
})();
