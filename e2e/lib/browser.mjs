// One way to start Chromium for all tests: the system's own browser, headless, with a
// profile of its own and without the calls home that a browser makes on its own account.
import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// launch starts the browser named by CHROMIUM, else the first one that the system has.
// A missing browser is an error: no browser test is ever passed over in silence. Flags are those that a test needs beside its own.
export async function launch({ flags = [] } = {}) {
  const wanted = process.env.CHROMIUM ? [process.env.CHROMIUM] : CANDIDATES;
  const executablePath = wanted.find(runnable);
  if (!executablePath) {
    throw new Error(`no browser at ${wanted.join(', ')}; install the package chromium or set CHROMIUM to its path`);
  }
  return chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...flags] });
}

function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// watch collects what a reader never sees but should not be there: console messages that
// are warnings or errors, script errors, and requests that leave the host of root.
// Result: an array of sentences that grows while the page lives.
export function watch(context, root) {
  const { origin } = new URL(root);
  const seen = [];
  context.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) seen.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => seen.push(`script error: ${error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && url.origin !== origin) seen.push(`request to another host: ${url.href}`);
  });
  return seen;
}
