// How old this copy is, by the clock of the device. A copy that was never released, or a clock before the day of the release, gets no
// figure: the page says already what to compare.
(() => {
  "use strict";
  const said = (name) => document.querySelector(`[data-release="${name}"]`)?.textContent.trim() ?? "";
  const day = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN); // UTC
  const words = JSON.parse(document.getElementById("release-words").textContent);
  const days = Math.floor((Date.now() - day(said("date"))) / 86_400_000);
  if (days >= 0) {
    const form = new Intl.PluralRules(document.documentElement.lang).select(days) === "one" ? words.one : words.other;
    document.querySelector("[data-age]").textContent = form.replace("{n}", String(days));
  }
  // The day itself still counts.
  if (Date.now() >= day(said("review-by")) + 86_400_000) document.querySelector("[data-old]").hidden = false;
})();
