// A static server for the judge, as a good host is: it packs text with brotli, lets nothing be cached, counts what it sends, and
// can send as slowly as a thin line does, to the page and its workers together.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const PIECE = 4000;
const DELAY = 60; // milliseconds before an answer begins on a slow line

// serve answers with the files of the mounts ({"/prefix/": folder}).
// Result: url, close, sent() (bytes of bodies since the last reset), reset() and rate(bytes per second; 0: as fast as it goes).
export async function serve(mounts) {
  let sent = 0;
  let limit = 0;
  let free = 0; // when the line is free again
  const packed = new Map();

  const find = async (pathname) => {
    const prefix = Object.keys(mounts).find((p) => pathname.startsWith(p));
    if (!prefix) return null;
    const root = path.resolve(mounts[prefix]);
    const name = path.join(root, decodeURIComponent(pathname.slice(prefix.length)));
    if (!name.startsWith(root + path.sep)) return null;
    if (packed.has(name)) return packed.get(name);
    const plain = await readFile(name).catch(() => null);
    if (!plain) return null;
    const type = TYPES[path.extname(name)];
    const file = { type: type ?? 'application/octet-stream', body: plain, encoding: '' };
    if (type) Object.assign(file, { body: await brotli(plain), encoding: 'br' });
    packed.set(name, file);
    return file;
  };

  const send = async (response, body) => {
    const speed = limit; // of this answer to its end
    if (!speed) {
      response.end(body);
      return;
    }
    await wait(DELAY);
    for (let at = 0; at < body.length && !response.destroyed; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      free = Math.max(free, performance.now()) + (piece.length / speed) * 1000;
      const pause = free - performance.now();
      if (pause > 1) await wait(pause);
      response.write(piece);
    }
    response.end();
  };

  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://localhost');
      const headers = { 'Cache-Control': 'no-store' };
      const file = await find(pathname);
      if (!file) {
        response.writeHead(pathname === '/favicon.ico' ? 204 : 404, headers).end();
        return;
      }
      headers['Content-Type'] = file.type;
      if (file.encoding) headers['Content-Encoding'] = file.encoding;
      headers['Content-Length'] = file.body.length;
      response.writeHead(200, headers);
      if (!pathname.startsWith('/pages/')) sent += file.body.length;
      await send(response, file.body);
    } catch {
      response.destroy();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    sent: () => sent,
    reset: () => { sent = 0; },
    rate: (bytes) => { limit = bytes; free = 0; },
    close: () => { server.closeAllConnections(); return new Promise((resolve) => server.close(resolve)); },
  };
}
