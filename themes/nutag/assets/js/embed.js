// Tells the page that holds this frame how high it is, and nothing else. What the message says is no secret, so any page may
// read it; docs/howto/embed.md shows how.
(() => {
  "use strict";
  if (parent === self) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ nutag: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
})();
