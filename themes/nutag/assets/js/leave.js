// The quick exit of a page about danger: the neutral page takes this page's place in the history, so that “back” does not
// return here. Nothing is stored. Without this script the link is a plain link.
(() => {
  "use strict";
  for (const link of document.querySelectorAll("a[data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  }
})();
