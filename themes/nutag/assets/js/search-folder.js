// Without a server a page may not read the files beside it, but it may load scripts: each file of the search lies there as a
// script too, which calls nutagFile with its bytes in base64. Result: a function that returns the bytes of a file by its name.
globalThis.nutagFolder = (base) => {
  "use strict";
  const waiting = new Map(); // by name: what to do with the bytes
  const coming = new Map(); // by name: promise of the bytes
  globalThis.nutagFile = (name, text) => {
    waiting.get(name)?.(Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  };
  const bring = (name) => new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = document.createElement("script");
    script.src = base + name.replace(/\.json$/, "") + ".js";
    const end = (why) => {
      script.remove();
      waiting.delete(name);
      coming.delete(name);
      reject(new Error(name + why)); // without effect when the bytes are there
    };
    script.onload = () => end(": its script holds something else");
    script.onerror = () => end(" is missing");
    document.head.append(script);
  });
  return (name) => {
    if (!coming.has(name)) coming.set(name, bring(name));
    return coming.get(name);
  };
};
