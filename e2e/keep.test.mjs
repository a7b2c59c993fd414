// The portal kept on a device: one aimag, the network gone, search and pages work, what is not kept says so, erased without a rest.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { faults } from './lib/axe.mjs';
import { launch, watch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { pages, resolve, siteDir } from './lib/site.mjs';

const dir = siteDir();
const site = await pages(dir);
const REFERENCE = resolve(site, 'soums/6346');
const AIMAG = '63';
const PATIENCE = 60_000;
const sum = (data) => createHash('sha256').update(data).digest();
const short = (data) => sum(data).subarray(0, 12).toString('base64url');
const sets = JSON.parse(await readFile(path.join(dir, 'offline/sets.json')));
const listOf = async (folder, set) => JSON.parse(await readFile(path.join(folder, 'offline', set.list)));

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

// A server of its own for each test, since most stop it.
async function withSite(folder, act, options = {}) {
  const server = await serve(folder);
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 360, height: 740 }, ...options });
  try {
    const seen = watch(context, server.url);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await act(page, { context, server, seen });
    assert.deepEqual(seen, []);
  } finally {
    await context.close();
    await server.close();
  }
}

const status = (page) => page.locator('[data-status]').textContent();
const state = (page) => page.evaluate(() => globalThis.nutagKeep('../').state());
const stored = (page) => page.evaluate(async () => {
  const all = {};
  for (const name of await caches.keys()) all[name] = (await (await caches.open(name)).keys()).map((request) => request.url).sort();
  return all;
});

// begin opens the page and makes the choice; the size must stand there before anything is loaded.
async function begin(page, server, lang, what = AIMAG) {
  await page.goto(`${server.url}${lang}/offline.html`);
  if (what === 'all') await page.locator('input[value=all]').check();
  else await page.locator('select[name=aimag]').selectOption(what);
  await page.locator('[data-go]:not([disabled])').waitFor();
  return page.locator('[data-size]').textContent();
}

// run presses the button and waits for the end, whatever it is. The button sleeps meanwhile.
async function run(page) {
  await page.locator('[data-go]').click();
  await page.locator('[data-go]:not([disabled])').waitFor({ timeout: PATIENCE });
}

async function finish(page) {
  await run(page);
  assert.match(await status(page), /дууслаа|Done/);
}

test('keep: the lists name every file a page needs, with its size and hash', async () => {
  let bytes = 0;
  for (const set of sets.sets) {
    const list = await listOf(dir, set);
    assert.equal(list.length, set.files);
    for (const [name, size, hash] of list) {
      const data = await readFile(path.join(dir, name));
      assert.equal(data.length, size, name);
      if (!name.endsWith('/release.html')) assert.equal(hash, short(data), name);
    }
    bytes += (await readFile(path.join(dir, 'offline', set.list))).length;
  }
  const known = new Set((await Promise.all(sets.sets.map((set) => listOf(dir, set)))).flat().map(([name]) => name));
  for (const { path: name, html } of site.filter((p) => !/\/embed\//.test(p.path))) {
    assert.ok(known.has(name), `${name} is in no list`);
    for (const [, raw] of html.matchAll(/<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]+)"/g)) {
      assert.ok(known.has(path.posix.join(path.posix.dirname(name), raw)), `${name} needs ${raw}`);
    }
  }
  console.error(`keep: ${known.size} files in ${sets.sets.length} lists of ${bytes} bytes`);
});

for (const lang of ['mn', 'en']) {
  test(`keep: one aimag, without a network, and erased again (${lang})`, () => withSite(dir, async (page, { context, server, seen }) => {
    const said = await begin(page, server, lang);
    assert.match(said, /\d+\.\d/);
    assert.deepEqual(await stored(page), {}, 'something was stored before it was asked for');
    assert.deepEqual(await faults(page), []);
    await finish(page);
    assert.deepEqual(await faults(page), []);
    const kept = (await state(page)).current;
    assert.equal(kept.bytes, sets.sets.filter((s) => [undefined, lang].includes(s.lang) && [undefined, AIMAG].includes(s.aimag)).reduce((n, s) => n + s.bytes, 0));
    assert.equal(kept.aimag, AIMAG);

    // Reading about danger, or anything else, stores nothing.
    const before = await stored(page);
    await page.goto(`${server.url}${lang}/guides/help-now.html`);
    await page.goto(`${server.url}${lang}/${REFERENCE}`);
    await page.goto(`${server.url}${lang}/offline.html`);
    assert.deepEqual(await stored(page), before);

    await page.waitForLoadState('networkidle'); // a request that is under way would be cut off
    await server.close();
    await page.reload();
    // The list of sizes is not there, and the page says so; what is kept can still be erased.
    await page.locator('[data-erase]:visible').waitFor();
    await page.goto(`${server.url}${lang}/${REFERENCE}`);
    assert.ok((await page.locator('h1').textContent()).length > 3);
    assert.ok(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('Noto Sans')), 'the style sheet is missing');
    await page.goto(`${server.url}${lang}/search.html?q=${encodeURIComponent(lang === 'mn' ? 'Хутаг-Өндөр' : 'Khutag-Undur')}`);
    await page.locator('[data-hits][data-stage="2"] .hit a[href*="soums/6346"]').first().waitFor({ timeout: PATIENCE });
    await page.locator('.hit mark').first().waitFor();
    await page.goto(`${server.url}${lang}/`); // a folder is its index
    await page.locator('h1').waitFor();
    await page.goto(`${server.url}${lang}/soums/0000-none.html`);
    assert.match(page.url(), new RegExp(`${lang}/offline.html#missing$`));
    assert.ok(await page.locator('[data-missing]').isVisible());

    page.once('dialog', (dialog) => dialog.accept());
    await page.locator('[data-erase]').click();
    await page.locator('[data-erase]').waitFor({ state: 'hidden' });
    assert.deepEqual(await stored(page), {});
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    // A request that failed because there is no network shows in the console of every browser; nothing else may.
    const rest = seen.filter((line) => !/ERR_CONNECTION_REFUSED/.test(line));
    seen.length = 0;
    assert.deepEqual(rest, []);
    void context;
  }));
}

test('keep: paused in the middle, nothing half is used, and going on loads the rest alone', () => withSite(dir, async (page, { context, server }) => {
  let asked = 0;
  await context.route(/[?&]keep=/, async (route) => {
    asked++;
    if (asked === 60) await page.locator('[data-pause]').click();
    await route.continue().catch(() => {});
  });
  await begin(page, server, 'en');
  await run(page);
  assert.match(await status(page), /^Paused/);
  const half = await state(page);
  assert.equal(half.current, null);
  assert.equal(half.pending.aimag, AIMAG);
  const there = Object.values(await stored(page)).flat().length;
  assert.ok(there > 10 && there < half.pending.files, `${there} files`);
  // The worker is there, and does not use the half set.
  await page.reload();
  assert.equal(await page.evaluate(() => caches.keys().then((names) => names.length)), 2);
  await page.locator('[data-go]:not([disabled])').waitFor();
  assert.equal(await page.locator('select[name=aimag]').inputValue(), AIMAG);
  const total = half.pending.files;
  asked = 1000;
  await finish(page);
  assert.ok(asked - 1000 < total - there + 10, `${asked - 1000} requests for ${total - there} files`);
  assert.equal((await state(page)).pending, null);
}));

// copy makes a folder with the sets of one choice, to be changed.
async function copy() {
  const folder = await mkdtemp(path.join(tmpdir(), 'nutag-keep-'));
  const wanted = sets.sets.filter((s) => [undefined, 'en'].includes(s.lang) && [undefined, AIMAG].includes(s.aimag));
  const put = async (name) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await cp(path.join(dir, name), path.join(folder, name));
  };
  for (const set of wanted) {
    for (const [name] of await listOf(dir, set)) await put(name);
    await put(`offline/${set.list}`);
  }
  await put('sw.js');
  await writeFile(path.join(folder, 'offline/sets.json'), JSON.stringify({ format: 1, sets: wanted }));
  // change gives a file other content, its list another name.
  const change = async (name, text) => {
    const all = JSON.parse(await readFile(path.join(folder, 'offline/sets.json')));
    for (const set of all.sets) {
      const list = await listOf(folder, set);
      const entry = list.find(([file]) => file === name);
      if (!entry) continue;
      const data = Buffer.from(text);
      await writeFile(path.join(folder, name), data);
      set.bytes += data.length - entry[1];
      entry.splice(1, 2, data.length, short(data));
      const bytes = JSON.stringify(list);
      set.list = `${set.id}.${sum(bytes).subarray(0, 12).toString('hex')}.json`;
      await writeFile(path.join(folder, 'offline', set.list), bytes);
    }
    await writeFile(path.join(folder, 'offline/sets.json'), JSON.stringify(all));
  };
  return { folder, change };
}

test('keep: renewing loads what has changed and swaps as one', async () => {
  const { folder, change } = await copy();
  try {
    await withSite(folder, async (page, { context, server, seen }) => {
      await begin(page, server, 'en');
      await finish(page);
      const first = await state(page);
      const html = await readFile(path.join(folder, `en/${REFERENCE}`), 'utf8');
      await change(`en/${REFERENCE}`, html.replace('<h1>', '<h1>Renewed '));
      await writeFile(path.join(folder, 'en/release.html'), (await readFile(path.join(folder, 'en/release.html'), 'utf8')).replace('<h1>', '<h1>Number 7 '));
      let asked = [];
      await context.route(/[?&]keep=/, (route) => {
        asked.push(new URL(route.request().url()).pathname.split('/any/path/')[1]);
        return route.continue();
      });
      await finish(page);
      const second = await state(page);
      assert.notEqual(second.current.id, first.current.id);
      assert.equal(Object.keys(await stored(page)).length, 2, 'the old set is still there');
      const loaded = asked.filter((name) => !name.startsWith('offline/')).sort();
      assert.deepEqual(loaded, ['en/release.html', `en/${REFERENCE}`]);

      // The site is replaced while it loads: the older set stays whole and in use.
      await change('en/about.html', 'new words');
      await writeFile(path.join(folder, 'en/about.html'), 'newer words');
      await run(page);
      assert.match(await status(page), /renewed meanwhile/);
      assert.equal((await state(page)).current.id, second.current.id);

      await server.close();
      await page.goto(`${server.url}en/${REFERENCE}`);
      assert.match(await page.locator('h1').textContent(), /^Renewed /);
      await page.goto(`${server.url}en/release.html`);
      assert.match(await page.locator('h1').textContent(), /^Number 7 /);
      await page.goto(`${server.url}en/about.html`);
      assert.ok((await page.locator('h1').textContent()).length > 3);
      seen.length = 0; // the network is gone
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('keep: where nothing can be kept the page says so, and asks nothing', async () => {
  const context = await browser.newContext({ offline: true });
  const root = pathToFileURL(dir).href;
  const seen = watch(context, root);
  const page = await context.newPage();
  await page.goto(`${root}/mn/offline.html`);
  await page.locator('[data-impossible]').waitFor({ state: 'visible' });
  assert.ok(await page.locator('form[data-keep]').isHidden());
  assert.deepEqual(seen, []);
  await context.close();
  await withSite(dir, async (page2, { server }) => {
    await page2.goto(`${server.url}en/offline.html`);
    assert.ok(await page2.locator('form[data-keep]').isHidden());
    assert.ok(await page2.locator('noscript').count() > 0);
  }, { javaScriptEnabled: false });
});

test('keep: the browser takes manifest and icons', () => withSite(dir, async (page, { context, server }) => {
  await page.goto(`${server.url}mn/offline.html`);
  await page.locator('link[rel=manifest]').waitFor({ state: 'attached' });
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).name, 'Нутаг');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito'), []);
}));
