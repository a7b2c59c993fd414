// Leaves a page at once for one that says nothing about the reader, and takes it out of the history of the tab.
(() => {
  "use strict";
  const link = document.querySelector("[data-exit]");
  const leave = () => location.replace(link.href);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    // In a list that is open Escape only closes the list.
    if (event.key === "Escape" && event.target.tagName !== "SELECT") leave();
  });
})();
