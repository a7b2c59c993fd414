// Reads the files of the search, in a page and in a worker alike: entry.json, and by its records every other file, checked by
// size and hash before anybody uses it. Without a server (base is "") the bytes come from ask(name). The function stands alone,
// because a page without a server hands its text to a worker.
//
// Errors are Failures. why: "load" (could not be read, damaged), "old" (the site has been replaced meanwhile).
function nutagLoad(source) {
  "use strict";
  const { base, ask, format } = source;
  class Failure extends Error {
    constructor(why, detail) {
      super(detail);
      this.why = why;
    }
  }
  const MOST = 64 * 1024 * 1024; // bytes of one file after unpacking

  const fetched = async (name, cache, step, most) => {
    let response;
    try {
      response = await fetch(base + name, { cache });
      // A file that the entry names is there unless the site was replaced.
      if (!response.ok) throw new Failure(response.status === 404 && !name.endsWith(".json") ? "old" : "load", name + ": status " + response.status);
      if (!response.body) return new Uint8Array(await response.arrayBuffer());
      const parts = [];
      let size = 0;
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        size += value.length;
        if (size > most) {
          reader.cancel();
          throw new Failure("load", name + " is longer than it may be");
        }
        if (step) step(value.length);
      }
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("load", name + ": " + error.message);
    }
  };

  const read = async (name, cache, step, most) => {
    if (base) return fetched(name, cache, step, most);
    let bytes;
    try {
      bytes = await ask(name);
    } catch (error) {
      throw new Failure("load", name + ": " + (error && error.message));
    }
    if (step) step(bytes.length);
    return bytes;
  };

  const packed = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

  // wrong says why bytes are not the file of a record, or nothing. Some hosts undo gzip on the way; the size is then that of the
  // unpacked file, which has a sum of its own inside. On plain http there is no crypto.subtle; gzip has a sum as well.
  const wrong = async (file, bytes) => {
    if (file.raw && bytes.length === file.raw && !packed(bytes)) return "";
    if (bytes.length !== file.size) return file.file + " has " + bytes.length + " bytes, not " + file.size;
    const subtle = globalThis.crypto && globalThis.crypto.subtle;
    if (!subtle) return "";
    const sum = Array.from(new Uint8Array(await subtle.digest("SHA-256", bytes)), (b) => b.toString(16).padStart(2, "0")).join("");
    // The name of a file carries the first digits of its sum.
    const digits = file.file.split(".")[1];
    return digits.length === 24 && sum.startsWith(digits) ? "" : file.file + " is not what the entry says";
  };

  const unpack = async (name, bytes) => {
    if (!packed(bytes)) return bytes;
    try {
      const parts = [];
      let size = 0;
      const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
        parts.push(value);
        size += value.length;
        if (size > MOST) throw new Error("too long");
      }
    } catch (error) {
      throw new Failure("load", name + " is damaged: " + error.message);
    }
  };

  // file returns the bytes of a record, checked and unpacked. A copy in the cache that is damaged is fetched once more.
  const file = async (record, step) => {
    const most = Math.max(record.size, record.raw || 0);
    let bytes = await read(record.file, "default", step, most);
    let fault = await wrong(record, bytes);
    if (fault && base) {
      bytes = await read(record.file, "reload", null, most);
      fault = await wrong(record, bytes);
    }
    if (fault) throw new Failure("load", fault);
    return unpack(record.file, bytes);
  };

  // entry reads a file that names others: entry.json, or instant.json with the list of names alone.
  const entry = async (lang, name = "entry.json") => {
    const bytes = await read(name, "no-cache", null, 1 << 20);
    let all;
    try {
      all = JSON.parse(new TextDecoder().decode(bytes));
    } catch (error) {
      throw new Failure("load", name + ": " + error.message);
    }
    if (!all || all.format !== format) throw new Failure("old", name + " has format " + (all && all.format) + ", the page has " + format);
    if (!all.languages || !all.languages[lang]) throw new Failure("load", "this copy has no search for " + lang);
    return all;
  };

  return { Failure, entry, file };
}
