// The results page: its state in the address, filters, order, keyboard, what it says. Most of it is tried against a stand-in for the engine,
// which answers at once and with every field that an answer may have; the real one is tried in search.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { withPage, url } = stage();
const WORKER = /\/js\/search-worker-all\.[0-9a-f]+\.js$/;

// The stand-in speaks the protocol of search-worker.js. Queries: "none" finds nothing, "loose" only by a looser reading.
const STANDIN = String.raw`
let langs = [];
const hit = (lang, n, request) => ({
  id: "soum/" + (6300 + n), lang, kind: n % 3 ? "soum" : "term", url: lang + "/soums/" + (6300 + n) + "-x.html", title: "Сум " + n + ", Булган аймаг",
  score: 1, snippet: "Энд " + request.query + " байна.", marks: [[4, 4 + request.query.length]], aimag: "63", place: "Булган",
  ...(n === 1 ? { alt: "Soum 1, Bulgan aimag" } : {}), ...(request.sort === "distance" ? { distance_km: n * 7.25 } : {}),
});
self.onmessage = ({ data }) => {
  if (data.type === "open") {
    langs = [data.lang];
    postMessage({ type: "progress", done: 1000000, total: 2100000 });
    setTimeout(() => { postMessage({ type: "ready" }); self.opened = true; }, 300);
  } else if (data.type === "add") {
    langs.push(data.lang);
    postMessage({ type: "added", lang: data.lang });
  } else if (data.type === "search") {
    const { id, request } = data;
    const lang = request.lang || langs[0];
    const total = /none/.test(request.query) && lang === langs[0] ? 0 : request.kind ? 30 : 45;
    const hits = Array.from({ length: Math.min(total, request.limit) }, (_, n) => hit(lang, n + 1, request));
    const result = { query: request.query, lang, total, took_ms: 1, hits, facets: {
      kind: [{ value: "soum", count: 30 }, { value: "term", count: 15 }],
      aimag: [{ value: "63", name: "Булган", count: 45 }],
    } };
    if (/loose/.test(request.query)) Object.assign(result, { suggestion: "Хутаг-Өндөр", suggested_only: true });
    setTimeout(() => postMessage({ type: "result", id, result, complete: true }), self.opened ? 10 : 400);
  }
};
`;

// withResults opens the results page with the stand-in.
const withResults = (query, options, act, lang = 'mn') =>
  withPage(`${lang}/search.html`, options, async (page, more) => {
    await more.context.route(WORKER, (route) => route.fulfill({ body: STANDIN, contentType: 'text/javascript', headers: { 'Content-Security-Policy': "default-src 'self'" } }));
    await page.goto(`${url()}${lang}/search.html?${new URLSearchParams(query)}`);
    if (query.q) await page.locator('[data-hits][data-stage="2"]').waitFor({ state: 'attached' });
    await act(page, more);
  });
const params = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const status = (page) => page.locator('[data-status]').textContent();

test('search page: filters are links with counts, stand in the address and go away', () =>
  withResults({ q: 'булган' }, {}, async (page) => {
    assert.match(await status(page), /45/);
    for (const part of ['help', 'notice', 'loading', 'meant', 'chips', 'enough']) assert.equal(await page.locator(`[data-${part}]`).isVisible(), false, part);
    const soums = page.locator('[data-key="kind soum"]');
    assert.match(await soums.textContent(), /30/);
    await soums.click();
    await page.locator('[data-key="chip kind"]').waitFor();
    assert.deepEqual(params(page), { q: 'булган', kind: 'soum' });
    assert.match(await status(page), /30/);
    assert.equal(await soums.getAttribute('aria-current'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'kind soum', 'the focus was lost');
    await page.locator('[data-key="aimag 63"]').click();
    await page.waitForURL((u) => u.searchParams.get('aimag') === '63');
    // Back takes one step at a time.
    await page.goBack();
    assert.deepEqual(params(page), { q: 'булган', kind: 'soum' });
    await page.locator('[data-key="chip kind"]').click();
    await page.locator('[data-key="chip kind"]').waitFor({ state: 'detached' });
    assert.deepEqual(params(page), { q: 'булган' });
    // A link of a filter works as a link too.
    const href = await soums.getAttribute('href');
    await page.goto(href);
    await page.locator('[data-key="chip kind"]').waitFor();
    assert.equal(await page.locator('main input[name="q"]').inputValue(), 'булган');
  }));

test('search page: sorted by distance from a place that is chosen by name', () =>
  withResults({ q: 'булган' }, {}, async (page) => {
    await page.locator('[data-sort="distance"]').click();
    const near = page.locator('[data-near]');
    assert.ok(await near.evaluate((e) => e === document.activeElement), 'the place is not asked for');
    await page.keyboard.type('hutag ond');
    await page.locator('#q-near-list [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((u) => u.searchParams.get('near') === 'soum/6346' && u.searchParams.get('sort') === 'distance');
    await page.locator('.hit__meta').filter({ hasText: /7\.3|7\.2/ }).first().waitFor();
    assert.match(await page.locator('[data-key="chip near"]').textContent(), /Хутаг-Өндөр/);
    await page.locator('[data-key="chip near"]').click();
    await page.waitForURL((u) => !u.searchParams.has('near') && !u.searchParams.has('sort'));
  }));

test('search page: names answer first; the engine takes over and the reader stays in place', () =>
  withPage('mn/search.html', { viewport: { width: 360, height: 640 } }, async (page, { context }) => {
    await context.route(WORKER, async (route) => {
      await new Promise((done) => { setTimeout(done, 1500); });
      await route.fulfill({ body: STANDIN.replace('"soum/" + (6300 + n)', 'n === 4 ? "soum/8410" : "soum/" + (6300 + n)'), contentType: 'text/javascript' });
    });
    await page.goto(`${url()}mn/search.html?q=${encodeURIComponent('булган')}`);
    await page.locator('[data-hits][data-stage="1"] li').first().waitFor();
    assert.ok(await page.locator('[data-loading]').isVisible());
    const link = page.locator('.hit[data-id="soum/8410"] a');
    await link.focus();
    const before = (await link.boundingBox()).y;
    await page.locator('[data-hits][data-stage="2"]').waitFor();
    assert.ok(await page.locator('.hit[data-id="soum/8410"] a').evaluate((e) => e === document.activeElement), 'the focus was lost');
    assert.ok(Math.abs((await link.boundingBox()).y - before) <= 1, 'the hit moved');
    assert.equal(await page.locator('[data-loading]').isVisible(), false);
  }));

test('search page: the bytes of the engine are told while it loads', () =>
  withPage('mn/search.html', {}, async (page, { context }) => {
    await context.route(WORKER, (route) => route.fulfill({ body: STANDIN.replace('}, 300)', '}, 2000)'), contentType: 'text/javascript' }));
    await page.goto(`${url()}mn/search.html?q=x`);
    await page.locator('[data-bytes]').filter({ hasText: '1.0 / 2.1' }).waitFor();
    assert.equal(await page.locator('progress').getAttribute('max'), '2100000');
  }));

test('search page: “did you mean”, a looser reading, the title in the other language', () =>
  withResults({ q: 'loose', kind: 'soum' }, {}, async (page) => {
    assert.equal(await page.locator('.hit__alt[lang=en]').textContent(), 'Soum 1, Bulgan aimag');
    assert.equal(await page.locator('.hit mark').first().textContent(), 'loose');
    assert.ok(await page.locator('[data-meant] span').isVisible());
    await page.locator('[data-meant] a').click();
    await page.waitForURL((u) => u.searchParams.get('q') === 'Хутаг-Өндөр' && !u.searchParams.has('kind'));
    assert.equal(await page.locator('main input[name="q"]').inputValue(), 'Хутаг-Өндөр');
  }));

test('search page: nothing found offers names, lists, and the other language', () =>
  withResults({ q: 'Дашинчлэнг none' }, {}, async (page) => {
    assert.ok(await page.locator('[data-help]').isVisible());
    assert.match(await page.locator('[data-nearest]').textContent(), /Дашинчилэн/);
    assert.ok(await page.locator('main a[href="soums/index.html"]').isVisible());
    assert.deepEqual(await faults(page), []);
    await page.locator('[data-other]').click();
    await page.locator('.hit').first().waitFor();
    assert.equal(await page.locator('.hit a').first().getAttribute('lang'), 'en');
    assert.ok(await page.locator('.hit__lang').first().isVisible());
    assert.ok((await page.locator('.hit a').first().getAttribute('href')).includes('en/soums/'));
  }));

test('search page: more results, and the reader goes on with the first new one', () =>
  withResults({ q: 'булган' }, {}, async (page) => {
    assert.equal(await page.locator('.hit').count(), 20);
    await page.locator('[data-more]').click();
    await page.locator('.hit').nth(20).waitFor();
    assert.equal(await page.locator('.hit').count(), 40);
    assert.ok(await page.locator('.hit a').nth(20).evaluate((e) => e === document.activeElement));
    await page.locator('[data-more]').click();
    await page.locator('.hit').nth(44).waitFor();
    assert.equal(await page.locator('[data-more]').isVisible(), false);
  }));

test('search page: arrows, Enter and Esc', () =>
  withResults({ q: 'булган' }, {}, async (page) => {
    const box = page.locator('main input[name="q"]');
    const focus = () => page.evaluate(() => document.activeElement.closest('.hit')?.dataset.id ?? document.activeElement.id);
    await page.keyboard.press('/');
    assert.equal(await focus(), 'q-main');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focus(), 'soum/6301');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focus(), 'soum/6302');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focus(), 'q-main');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await focus(), 'q-main');
    assert.equal(await box.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd)), 'булган');
  }));

test('search page: ends the engine when it idles and starts it again', () =>
  withPage('mn/search.html', {}, async (page, { context }) => {
    await context.route(WORKER, (route) => route.fulfill({ body: STANDIN, contentType: 'text/javascript' }));
    await page.clock.install();
    await page.goto(`${url()}mn/search.html?q=x`);
    await page.locator('[data-hits][data-stage="2"]').waitFor();
    const workers = async (n) => {
      for (let tries = 0; page.workers().length !== n && tries < 100; tries++) await page.waitForTimeout(50);
      assert.equal(page.workers().length, n);
    };
    await workers(1);
    await page.clock.fastForward('06:00');
    await workers(0);
    await page.locator('main input[name="q"]').fill('булган');
    await page.locator('main input[name="q"]').press('Enter');
    await page.clock.runFor(1000);
    await page.locator('[data-status]').filter({ hasText: '45' }).waitFor();
    await workers(1);
  }));

for (const lang of LANGS) {
  for (const width of [320, 360, 1280]) {
    test(`search page: accessible with results and filters (${lang}, ${width} px)`, () =>
      withResults({ q: 'булган', kind: 'soum', near: 'soum/6346', sort: 'distance' }, { viewport: { width, height: 800 } }, async (page) => {
        await page.locator('[data-filters]').evaluate((e) => { e.open = true; });
        assert.deepEqual(await faults(page), []);
      }, lang));
  }
}
