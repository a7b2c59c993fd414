// Answers from what the reader has kept on the device (offline.html) when the network does not. It stores nothing by itself, so no
// visit leaves a trace; it is registered only when a reader keeps the portal, and removed when he erases it. keep-store.js fills
// the caches and says in one entry which of them is complete.
"use strict";
const scope = self.registration.scope;
const STATE = "nutag state " + scope;
const SET = "nutag set ";
const WAIT = 5000; // for an answer of the network, when there is a kept one
const HASHED = /\.[0-9a-f]{24,32}\.(bin|css|js)$/; // such a name never changes its content

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = async (address) => {
  // Twice: a set may be replaced between the two questions.
  for (let i = 0; i < 2; i++) {
    const state = await caches.match(scope + "offline/state", { cacheName: STATE });
    const id = state && (await state.json()).current?.id;
    if (!id) return undefined;
    const hit = await caches.match(address, { cacheName: SET + id + " " + scope });
    if (hit) return hit;
  }
  return undefined;
};

// elsewhere leads from a page that is not kept to the one that says so, in the language of the page if that is kept.
const elsewhere = async (path) => {
  const langs = path.startsWith("en/") ? ["en", "mn"] : ["mn", "en"];
  for (const lang of langs) {
    const page = scope + lang + "/offline.html";
    if (page !== scope + path && await kept(page)) return Response.redirect(page + "#missing", 302);
  }
  return Response.error();
};

const answer = async (request, address) => {
  const own = await kept(address);
  if (!own && request.mode !== "navigate") return fetch(request);
  if (own && HASHED.test(address)) return own;
  // What is asked of the network is newer; with a kept answer it is not waited for long.
  const asked = fetch(request);
  asked.catch(() => {}); // told below, or too late to matter
  try {
    const late = own ? [new Promise((resolve) => setTimeout(resolve, WAIT))] : [];
    const first = await Promise.race([asked, ...late]);
    if (first && (!own || first.status < 500)) return first;
  } catch { /* no network */ }
  return own ?? elsewhere(address.slice(scope.length));
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  let address = url.origin + url.pathname;
  if (request.method !== "GET" || !address.startsWith(scope) || request.headers.has("range")) return;
  // Lists, and files on their way into a set, come from the host alone.
  if (address.startsWith(scope + "offline/") || url.searchParams.has("keep")) return;
  if (address.endsWith("/")) address += "index.html";
  event.respondWith(answer(request, address));
});
