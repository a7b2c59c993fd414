// What goes wrong: hostile queries, files that are damaged, cut short, missing or of another build, hosts that refuse workers. The
// page says what is wrong, hangs nowhere, and finds names all the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { files } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, withPage, url } = stage();
const names = await files(dir);
const find = (pattern) => names.find((name) => pattern.test(name));
const ENGINE = find(/^search\/engine\.[0-9a-f]+\.bin$/);
const SHARD = find(/^search\/index-mn[^/]*\.bin$/);
const INSTANT = find(/^search\/instant-mn\.[0-9a-f]+\.bin$/);
const ENTRY = 'search/entry.json';
const PATIENCE = 60_000;
const bytes = (name) => readFileSync(path.join(dir, name));
const words = JSON.parse(/globalThis\.nutagWords = (\{.*\});/.exec(bytes(find(/^js\/search-box-mn\..*\.js$/)).toString())[1]);
const entry = () => JSON.parse(bytes(ENTRY));

// withFault opens the results page in Mongolian with one file of the search replaced.
const withFault = (file, answer, act, query = 'булган') =>
  withPage('mn/about.html', {}, async (page, { context, seen }) => {
    await context.route((u) => u.pathname.endsWith(file), (route) => answer(route));
    await page.goto(`${url()}mn/search.html?q=${encodeURIComponent(query)}`);
    await act(page);
    // The browser itself tells of files that do not come; an error of a script is one all the same.
    for (let i = seen.length - 1; i >= 0; i--) if (/^console error: Failed to load resource/.test(seen[i])) seen.splice(i, 1);
  });
const says = (page, text) => page.locator('[data-status]').filter({ hasText: text }).waitFor({ timeout: PATIENCE });
const namesStay = async (page) => {
  await page.locator('.hit a[href*="aimags/63"]').first().waitFor();
  assert.ok(await page.locator('main a[href="soums/index.html"]').isVisible());
  assert.equal(await page.locator('[data-loading]').isVisible(), false);
  // The page still answers.
  await page.locator('main input[name="q"]').fill('hutag ond');
  await page.locator('.hit a[href*="soums/6346"]').first().waitFor();
};
const flipped = (name, at) => {
  const copy = Buffer.from(bytes(name));
  copy[Math.floor(copy.length * at)] ^= 0x20;
  return copy;
};

const FAULTS = [
  ['an engine with one bit turned', ENGINE, (route) => route.fulfill({ body: flipped(ENGINE, 0.5) }), 'load'],
  ['an engine cut short', ENGINE, (route) => route.fulfill({ body: bytes(ENGINE).subarray(0, 100_000) }), 'load'],
  ['an engine of no bytes', ENGINE, (route) => route.fulfill({ body: '' }), 'load'],
  ['an engine that a host has replaced by its own page', ENGINE, (route) => route.fulfill({ body: '<!DOCTYPE html><title>Log in</title>', contentType: 'text/html' }), 'load'],
  ['an index with one bit turned', SHARD, (route) => route.fulfill({ body: flipped(SHARD, 0.3) }), 'load'],
  ['an index cut short', SHARD, (route) => route.fulfill({ body: bytes(SHARD).subarray(0, 2_000) }), 'load'],
  ['an index that is longer than it may be', SHARD, (route) => route.fulfill({ body: Buffer.concat([bytes(SHARD), Buffer.alloc(1 << 20)]) }), 'load'],
  ['an index that is gone: the site was replaced', SHARD, (route) => route.fulfill({ status: 404, body: '' }), 'old'],
  ['a network that breaks off', ENGINE, (route) => route.abort('connectionreset'), 'load'],
];
for (const [what, file, answer, why] of FAULTS) {
  test(`search, hostile: ${what}`, () => withFault(file, answer, async (page) => {
    await says(page, words[why]);
    await namesStay(page);
  }));
}

test('search, hostile: an entry of another format asks for the page anew', () =>
  withFault(ENTRY, (route) => route.fulfill({ json: { ...entry(), format: 99 } }), async (page) => {
    await says(page, words.old);
    assert.equal(await page.locator('[data-retry]').textContent(), words.reload);
    await namesStay(page);
    assert.ok(await page.locator('main a[href="soums/index.html"]').isVisible());
  }));

test('search, hostile: files of two builds are never mixed', () => {
  // The entry names the index of the other language as if it were this one: sizes and sums fit, the content does not.
  const mixed = entry();
  mixed.languages.mn.shards = mixed.languages.en.shards;
  return withFault(ENTRY, (route) => route.fulfill({ json: mixed }), async (page) => {
    await page.locator('[data-notice]:not([hidden])').waitFor({ timeout: PATIENCE });
    await namesStay(page);
  });
});

for (const [what, body] of [['no JSON', '<html>'], ['nothing', ''], ['null', 'null'], ['an empty object', '{}']]) {
  test(`search, hostile: an entry that is ${what}`, () =>
    withFault(ENTRY, (route) => route.fulfill({ body }), async (page) => {
      await page.locator('[data-notice]:not([hidden])').waitFor({ timeout: PATIENCE });
      assert.ok(await page.locator('main a[href="soums/index.html"]').isVisible());
    }));
}

test('search, hostile: without the list of names the engine answers alone, and the box is a form', () =>
  withFault(INSTANT, (route) => route.fulfill({ body: flipped(INSTANT, 0.4) }), async (page) => {
    await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
    await page.goto(`${url()}mn/index.html`);
    await page.locator('main input[name="q"]').fill('булган');
    await page.locator('main input[name="q"]').press('Enter');
    await page.waitForURL((u) => u.pathname.endsWith('mn/search.html'));
  }));

test('search, hostile: trying again mends what was only a bad moment', () => {
  let bad = true;
  return withFault(ENGINE, (route) => (bad ? route.abort() : route.continue()), async (page) => {
    await says(page, words.load);
    bad = false;
    await page.locator('[data-retry]').click();
    await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
    assert.equal(await page.locator('[data-notice]').isVisible(), false);
  });
});

for (const [what, script] of [
  ['has no workers', () => { delete globalThis.Worker; }],
  ['refuses workers', () => { globalThis.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } }; }],
]) {
  test(`search, hostile: a browser that ${what} runs the engine in the page`, () =>
    withPage('mn/about.html', {}, async (page, { context }) => {
      await context.addInitScript(script);
      await page.goto(`${url()}mn/search.html?q=${encodeURIComponent('булган')}`);
      await page.locator('[data-hits][data-stage="2"] .hit mark').first().waitFor({ timeout: PATIENCE });
      assert.equal(page.workers().length, 0);
    }));
}

test('search, hostile: a host whose policy forbids workers', () =>
  withPage('mn/about.html', {}, async (page, { context, seen }) => {
    await context.route(/search\.html/, async (route) => {
      const response = await route.fetch();
      const policy = response.headers()['content-security-policy'].replace(/worker-src [^;]*/, "worker-src 'none'");
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
    });
    await page.goto(`${url()}mn/search.html?q=${encodeURIComponent('булган')}`);
    await page.locator('[data-hits][data-stage="2"] .hit mark').first().waitFor({ timeout: PATIENCE });
    assert.equal(page.workers().length, 0);
    assert.ok(seen.splice(0).every((line) => /Content Security Policy/.test(line)));
  }));

// A box on a local network is no secure context: there is no crypto.subtle. The sums inside gzip and the index hold then.
const plain = () => {
  delete globalThis.Worker;
  Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });
};
for (const [what, file, why] of [['', null, ''], [': an engine with one bit turned', ENGINE, 'load'], [': an index with one bit turned', SHARD, 'load']]) {
  test(`search, hostile: on plain http${what}`, () =>
    withFault(file ?? 'nothing', (route) => route.fulfill({ body: flipped(file, 0.6) }), async (page) => {
      await page.addInitScript(plain);
      await page.reload();
      if (why) await says(page, words[why]);
      else await page.locator('[data-hits][data-stage="2"] .hit mark').first().waitFor({ timeout: PATIENCE });
    }));
}

test('search, hostile: a host that undoes gzip on its way', () =>
  withFault('.bin', async (route) => route.fulfill({ body: gunzipSync(bytes(decodeURIComponent(new URL(route.request().url()).pathname.split('/').slice(-2).join('/')))) }), async (page) => {
    await page.locator('[data-hits][data-stage="2"] .hit mark').first().waitFor({ timeout: PATIENCE });
  }));

test('search, hostile: a browser without WebAssembly says so', () =>
  withPage('mn/about.html', {}, async (page, { context }) => {
    await context.addInitScript(() => { delete globalThis.Worker; delete globalThis.WebAssembly; });
    await page.goto(`${url()}mn/search.html?q=${encodeURIComponent('булган')}`);
    await says(page, words.engine);
    await namesStay(page);
  }));

test('search, hostile: any text in the box', () =>
  withPage(`mn/search.html?q=${encodeURIComponent('булган')}`, {}, async (page) => {
    await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
    const hostile = [
      'ө'.repeat(10_240), 'булган '.repeat(1_500), 'a b '.repeat(2_600), '"'.repeat(10_240), '(((((*:~^ AND OR NOT [1 TO *] /.*/', '\\', '<img src=x onerror=alert(1)>',
      '\u0000\u0001\u001f\u007f', '\u200b\u200d\ufeff\u00ad', '\u202eгаралуб', 'e\u0301'.repeat(2_000), '\u0301'.repeat(5_000), '👩‍👩‍👧‍👦🇲🇳💥', 'ᠮᠣᠩᠭᠣᠯ', '日本語한국어', 'العربية עברית ไทย',
      '１２３ ⅷ ½ ٣', 'ﬁ ǅ ẞ İ ı', '\ud800', '\udfff\ud800', '\u{10ffff}\ufffe', '%00%ff ../../ file:///', '—–‑‐-', '    \u00a0\u3000  ', 'constructor __proto__ toString',
    ];
    let longest = 0;
    for (const text of hostile) {
      longest = Math.max(longest, await page.evaluate(async (value) => {
        const [box, list, form] = ['main input[name="q"]', '[data-hits]', 'main form'].map((s) => document.querySelector(s));
        box.value = value;
        const from = performance.now();
        form.requestSubmit();
        while (list.hasAttribute('aria-busy')) {
          await new Promise((done) => { setTimeout(done, 5); });
          if (performance.now() - from > 15_000) throw new Error('no answer to ' + JSON.stringify(value.slice(0, 40)));
        }
        return performance.now() - from;
      }, text));
    }
    console.error(`search, hostile: ${hostile.length} texts, the slowest answer took ${Math.round(longest)} ms`);
    assert.equal(await page.locator('main img').count(), 0);
    assert.equal(await page.locator('[data-notice]').isVisible(), false, 'the engine failed');
    await page.locator('main input[name="q"]').fill('булган');
    await page.locator('main input[name="q"]').press('Enter');
    await page.locator('.hit a[href*="aimags/63"]').first().waitFor();
  }));

test('search, hostile: an address that nobody would write', () =>
  withPage('mn/about.html', {}, async (page) => {
    for (const query of ['q=булган&kind=%00<b>&aimag=../..&sort=up&near=soum/../x', 'q=булган&kind=soum&kind=term&aimag=63&near=&sort=distance', 'q=%FF%FE', 'q[]=x&q=булган', 'q=булган#%E0%A4%A']) {
      await page.goto(`${url()}mn/search.html?${query}`);
      await page.locator('main input[name="q"]').waitFor();
      await page.locator('[data-hits][data-stage="2"]').waitFor({ state: 'attached', timeout: PATIENCE });
      assert.equal(await page.locator('[data-notice]').isVisible(), false, query);
      assert.equal(await page.locator('main b').count(), 0);
    }
  }));

test('search, hostile: any text in the box of another page', () =>
  withPage('mn/about.html', {}, async (page) => {
    const box = page.locator('header input[name="q"]');
    await box.click();
    await page.keyboard.type('булган');
    await page.locator('[role=option]').first().waitFor();
    for (const text of ['ө'.repeat(10_240), 'булган '.repeat(1_500), '<img src=x onerror=alert(1)>', '\u0000', '\ud800', '"', '$& $1 {n} {q}']) {
      await box.fill(text);
      await page.locator('[role=option]').last().waitFor();
    }
    assert.equal(await page.locator('header img').count(), 0);
  }));
