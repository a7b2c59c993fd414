// What every browser test needs around it: the portal served, a browser, and a fresh page.
import { after, before } from 'node:test';
import { launch, watch } from './browser.mjs';
import { serve } from './server.mjs';
import { pages, siteDir } from './site.mjs';

// stage starts server and browser before the tests of a file and stops them after: with flags of its own, and passing over messages
// of the browser that match ignore, where a file needs that.
// Result: dir, all (the pages), url(), open(path, options) and withPage(path, options, act).
export function stage({ flags, ignore } = {}) {
  const dir = siteDir();
  let server;
  let browser;
  before(async () => {
    server = await serve(dir);
    browser = await launch({ flags });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  // withPage opens path in a context of its own, lets act work with it and closes it. What
  // the console or the network showed meanwhile makes the test fail, unless act takes it from seen.
  async function withPage(path, options, act) {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
    try {
      // A page from a folder may ask for files, and for nothing over the network.
      const seen = watch(context, path.startsWith('file:') ? path : server.url);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(path.includes('://') ? path : server.url + path);
      await act(page, { context, seen });
      const left = seen.filter((line) => !ignore?.test(line));
      if (left.length > 0) throw new Error(left.join('\n'));
    } finally {
      await context.close();
    }
  }

  return { dir, all: () => pages(dir), url: () => server.url, stopServer: () => server.close(), withPage };
}
