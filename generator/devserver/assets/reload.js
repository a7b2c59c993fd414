// Put into each page by the development server only. Reloads the page when a new portal stands, and shows what the last
// build complained about while the old one is still being served.
(() => {
  "use strict";
  let loadedWith = "";
  let dismissed = "";

  const overlay = (heading, text) => {
    document.getElementById("nutag-overlay")?.remove();
    if (!heading || dismissed === heading + text) return;
    if (!document.querySelector('link[href="/_nutag/reload.css"]')) {
      const css = document.createElement("link");
      css.rel = "stylesheet";
      css.href = "/_nutag/reload.css";
      document.head.append(css);
    }
    const box = document.createElement("div");
    box.id = "nutag-overlay";
    box.setAttribute("role", "alert");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => { dismissed = heading + text; box.remove(); });
    const title = document.createElement("strong");
    title.textContent = heading;
    const report = document.createElement("pre");
    report.textContent = text;
    box.append(close, title, report);
    document.body.append(box);
  };

  const events = new EventSource("/_nutag/events");
  events.addEventListener("message", (e) => {
    const state = JSON.parse(e.data);
    if (loadedWith && state.build !== loadedWith) {
      location.reload();
      return;
    }
    loadedWith = state.build;
    if (state.problems) {
      overlay("The last build failed; this page is older than your files.", state.problems);
    } else if (state.restart) {
      overlay("The program itself has changed.", "Restart it to see the change: Ctrl-C, then go run . serve");
    } else {
      overlay("");
    }
  });
  addEventListener("pagehide", () => events.close());
})();
