// Keeps sets of the portal's files in the caches of the browser, whole states only. A state is made in a cache of its own, named by
// the hashes of its lists; when every file is in it and checked, one entry ("state") is pointed to it and the old one is deleted.
// What an interrupted download has fetched stays for the next try.
//
// Errors are Failures. why: "load" (no network, or the host lacks a file), "changed" (the site was replaced meanwhile), "full" (no
// room), "busy" (another window does it), "paused".
globalThis.nutagKeep = (root) => {
  "use strict";
  const scope = new URL(root, location.href).href;
  const STATE = "nutag state " + scope;
  const KEY = scope + "offline/state";
  const SUM = "X-Nutag-Sum";
  const FORMAT = 1;
  const MOST = 64 * 1024 * 1024; // bytes of one file
  const LINES = 6; // requests at a time
  const COPIED = ["Content-Security-Policy", "Content-Type", "Referrer-Policy", "X-Content-Type-Options"];
  const nameOf = (id) => "nutag set " + id + " " + scope;
  const ours = (name) => name === STATE || (name.startsWith("nutag set ") && name.endsWith(" " + scope));

  class Failure extends Error {
    constructor(why, detail) {
      super(detail);
      this.why = why;
    }
  }

  const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const short = async (bytes) => btoa(String.fromCharCode(...(await digest(bytes)).slice(0, 12))).replaceAll("+", "-").replaceAll("/", "_");

  const get = async (path, keep, signal) => {
    let response;
    try {
      response = await fetch(`${scope}${path}?keep=${encodeURIComponent(keep)}`, { cache: "no-store", signal });
    } catch (error) {
      throw new Failure(signal?.aborted ? "paused" : "load", path + ": " + error.message);
    }
    if (!response.ok) throw new Failure(response.status === 404 ? "changed" : "load", path + ": status " + response.status);
    try {
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length > MOST) throw new Failure("load", path + " is longer than it may be");
      return { bytes, response };
    } catch (error) {
      throw error instanceof Failure ? error : new Failure(signal?.aborted ? "paused" : "load", path + ": " + error.message);
    }
  };

  const parsed = (path, bytes) => {
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch (error) {
      throw new Failure("load", path + ": " + error.message);
    }
  };

  // state is what is kept and what was begun: {current, pending}, each a choice or null.
  const state = async () => {
    const none = { current: null, pending: null };
    try {
      const entry = await caches.match(KEY, { cacheName: STATE });
      return entry ? { ...none, ...await entry.json() } : none;
    } catch {
      return none;
    }
  };
  const setState = async (value) => (await caches.open(STATE)).put(KEY, new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } }));

  const sets = async () => {
    const path = "offline/sets.json";
    const all = parsed(path, (await get(path, "", undefined)).bytes);
    if (all?.format !== FORMAT || !Array.isArray(all.sets)) throw new Failure("changed", path + " has another format");
    return all.sets;
  };

  // choose picks the sets of a wish ({langs, aimag}; aimag "" is all of them) and says what they take.
  const choose = async (all, { langs, aimag }) => {
    const picked = all.filter((s) => (!s.lang || langs.includes(s.lang)) && (!s.aimag || !aimag || s.aimag === aimag));
    const lists = picked.map((s) => s.list).sort();
    return {
      id: hex(await digest(new TextEncoder().encode(lists.join("\n")))).slice(0, 24), langs, aimag, lists,
      files: picked.reduce((n, s) => n + s.files, 0), bytes: picked.reduce((n, s) => n + s.bytes, 0),
    };
  };

  // filesOf reads the lists of a choice, each checked by the hash in its name.
  const filesOf = async (choice, signal) => {
    const files = [];
    for (const name of choice.lists) {
      const path = "offline/" + name;
      const { bytes } = await get(path, "list", signal);
      if (!name.endsWith(`.${hex(await digest(bytes)).slice(0, 24)}.json`)) throw new Failure("changed", path + " is not what sets.json says");
      for (const [file, size, sum] of parsed(path, bytes)) {
        if (!new URL(file, scope).href.startsWith(scope) || !(size >= 0)) throw new Failure("load", path + " names a file outside");
        files.push({ file, size, sum });
      }
    }
    return files;
  };

  const has = async (cache, { file, sum }) => {
    const entry = await cache?.match(scope + file);
    return entry && sum && entry.headers.get(SUM) === sum ? entry : null;
  };

  const put = async (cache, address, response) => {
    try {
      await cache.put(address, response);
    } catch (error) {
      throw new Failure(error.name === "QuotaExceededError" ? "full" : "load", error.message);
    }
  };

  // bring puts one file into the cache of a set: it may be there, or the same in the old set, or it is fetched and checked.
  const bring = async (cache, old, record, signal) => {
    if (await has(cache, record)) return;
    const same = await has(old, record);
    if (same) {
      await put(cache, scope + record.file, same);
      return;
    }
    const { bytes, response } = await get(record.file, record.sum, signal);
    // A file without a sum gets its last content after the build, its number of the release.
    if (record.sum && (bytes.length !== record.size || await short(bytes) !== record.sum)) throw new Failure("changed", record.file + " is not what its list says");
    const headers = new Headers({ [SUM]: record.sum });
    for (const name of COPIED) if (response.headers.has(name)) headers.set(name, response.headers.get(name));
    await put(cache, scope + record.file, new Response(bytes, { headers }));
  };

  const fill = async (choice, progress, signal) => {
    const before = await state();
    if (before.pending && before.pending.id !== choice.id && before.pending.id !== before.current?.id) await caches.delete(nameOf(before.pending.id));
    await setState({ ...before, pending: choice });
    const files = await filesOf(choice, signal);
    const cache = await caches.open(nameOf(choice.id));
    const old = before.current && before.current.id !== choice.id ? await caches.open(nameOf(before.current.id)) : null;
    const total = files.reduce((n, f) => n + f.size, 0);
    let done = 0;
    let next = 0;
    let failed = null;
    const line = async () => {
      while (next < files.length && !failed) {
        const record = files[next++];
        try {
          if (signal.aborted) throw new Failure("paused", "");
          await bring(cache, old, record, signal);
        } catch (error) {
          failed ??= error;
          return;
        }
        done += record.size;
        progress(done, total);
      }
    };
    await Promise.all(Array.from({ length: LINES }, line));
    if (failed) throw failed;
    await setState({ current: choice, pending: null });
    if (before.current && before.current.id !== choice.id) await caches.delete(nameOf(before.current.id));
  };

  // keep brings a choice onto the device. The promise ends when it is whole and in use.
  const keep = async (choice, progress, signal) => {
    const work = async (lock) => {
      if (lock === null) throw new Failure("busy", "");
      await navigator.serviceWorker.register(scope + "sw.js");
      await fill(choice, progress, signal);
    };
    if (!navigator.locks) return work();
    return navigator.locks.request("nutag keep " + scope, { ifAvailable: true }, work);
  };

  const erase = async () => {
    for (const name of await caches.keys()) if (ours(name)) await caches.delete(name);
    for (const r of await navigator.serviceWorker.getRegistrations()) if (r.scope === scope) await r.unregister();
  };

  // possible tells whether this browser can keep anything here: on https or on the device's own server, not in a folder.
  const possible = () => /^https?:$/.test(location.protocol) && Boolean(globalThis.isSecureContext && navigator.serviceWorker && globalThis.caches && globalThis.crypto?.subtle);

  return { possible, sets, choose, state, keep, erase };
};
