// nutagMake makes an element.
globalThis.nutagMake = (tag, className, text) => {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text) e.textContent = text;
  return e;
};

// A text box with a list of suggestions: the combobox of the WAI-ARIA Authoring Practices, with list autocomplete and manual choice.
// The focus stays in the box. find(text) gives the suggestions, each {text, note, alt, lang, choose}; say(count) tells of them.
globalThis.nutagCombo = (input, options) => {
  "use strict";
  const { label, find, say } = options;
  const make = globalThis.nutagMake;
  const list = make("ul", "sugs");
  list.id = input.id + "-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.hidden = true;
  const live = make("span", "vh");
  live.setAttribute("role", "status");
  input.after(list);
  list.after(live);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let found = [];
  let at = -1;

  const all = () => Array.from(list.children);
  const move = (to) => {
    at = to;
    all().forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    if (at < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    live.textContent = "";
    input.setAttribute("aria-expanded", "false");
    move(-1);
  };
  const open = () => {
    found = find(input.value);
    list.replaceChildren(...found.map((one, i) => {
      const o = make("li", "sug");
      o.id = list.id + "-" + i;
      o.setAttribute("role", "option");
      o.append(make("span", "sug__name", one.text));
      if (one.note) o.append(" ", make("span", "sug__note", one.note)); // the space is for those who hear it
      if (one.alt) {
        const alt = make("span", "sug__alt", one.alt);
        alt.lang = one.lang;
        o.append(" ", alt);
      }
      o.addEventListener("click", () => choose(i));
      return o;
    }));
    if (found.length === 0) {
      close();
      return;
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    move(-1);
    live.textContent = say(found.length);
  };
  const choose = (i) => {
    const one = found[i];
    close();
    one.choose();
  };

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const shown = !list.hidden;
    const last = list.children.length - 1;
    const key = (event.altKey ? "Alt" : "") + event.key;
    if (key === "ArrowDown" || key === "AltArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!shown) open();
      if (list.hidden || key === "AltArrowDown") return;
      const end = list.children.length - 1;
      if (key === "ArrowDown") move(shown && at < last ? at + 1 : shown && at === last ? -1 : 0);
      else move(!shown || at < 0 ? end : at - 1);
    } else if (key === "AltArrowUp") {
      close();
    } else if (key === "Enter" && shown && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (key === "Escape" && shown) {
      event.preventDefault(); // the first Esc closes the list, the second empties the box
      close();
    } else if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key) && at >= 0) {
      move(-1); // back in the box, where the key does what it always does
    }
  });
  return { open, close };
};
