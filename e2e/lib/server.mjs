// A static server for the built portal, as plain and as strict as a careful host:
// no compression, no rewriting, and a content security policy that a portal without
// third parties must live with. It serves the portal under a path, not at the root,
// because a copy has to work at any path of any host.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
};

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
].join('; ');

// serve answers requests for the files of dir until close is called.
// Result: url (ends with a slash, the portal's root) and close.
export async function serve(dir, { prefix = '/any/path/' } = {}) {
  const root = path.resolve(dir);
  const server = createServer((request, response) => {
    answer(root, prefix, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    // A second call finds the server closed already, which is as good.
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(root, prefix, request, response) {
  const headers = { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' };
  // The browser asks for an icon at the root of the host by itself; it is not the portal's file.
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/favicon.ico') {
    response.writeHead(204, headers).end();
    return;
  }
  const file = pathname.startsWith(prefix) ? await find(root, decodeURIComponent(pathname.slice(prefix.length))) : null;
  if (!file) {
    const page = await readFile(path.join(root, '404.html')).catch(() => Buffer.from('not found'));
    response.writeHead(404, { ...headers, 'Content-Type': TYPES['.html'] }).end(page);
    return;
  }
  headers['Content-Type'] = TYPES[path.extname(file.name)] ?? 'application/octet-stream';
  headers['Content-Length'] = file.size;
  response.writeHead(200, headers);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file.name).on('error', () => response.destroy()).pipe(response);
}

async function find(root, relative) {
  let name = path.join(root, relative);
  if (name !== root && !name.startsWith(root + path.sep)) return null;
  let info = await stat(name).catch(() => null);
  if (info?.isDirectory()) {
    name = path.join(name, 'index.html');
    info = await stat(name).catch(() => null);
  }
  return info?.isFile() ? { name, size: info.size } : null;
}
