// The search as a reader uses it: in the page, in both languages, and with the network cut.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, url, stopServer, withPage } = stage();
const site = await all();
const REFERENCE = resolve(site, 'soums/6346');
const NAMES = { mn: 'Хутаг-Өндөр', en: 'Khutag-Undur' };

// The engine is several megabytes and compiles on a slow machine; a reader would see its progress.
const PATIENCE = 60_000;

// first gives the target of the first hit, once there is one that leads to wanted. Hits stand in a list in the main part.
async function first(page, wanted) {
  await page.locator(`main li a[href*="${wanted}"]`).first().waitFor({ timeout: PATIENCE });
  return page.evaluate((target) => {
    const hit = document.querySelector(`main li a[href*="${target}"]`);
    return hit.closest('ol, ul').querySelector('a[href]').getAttribute('href');
  }, wanted);
}

for (const lang of LANGS) {
  test(`search: the name of a soum gives its profile first (${lang})`, () =>
    withPage(`${lang}/search.html?q=${encodeURIComponent(NAMES[lang])}`, {}, async (page) => {
      assert.ok((await first(page, 'soums/6346')).endsWith(REFERENCE.replace('soums/', '')));
      // A screen reader is told how many there are.
      const spoken = await page.locator('main [aria-live], main [role="status"]').first().textContent();
      assert.match(spoken, /\d/);
      await page.locator(`main li a[href*="soums/6346"]`).first().click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/${REFERENCE}`));
    }));

  test(`search: the box of the start page leads to the answer, and Back leads home (${lang})`, () =>
    withPage(`${lang}/index.html`, {}, async (page) => {
      const box = page.locator('main input[name="q"]');
      await box.fill(NAMES[lang]);
      await box.press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith('search.html') && u.searchParams.get('q') === NAMES[lang]);
      await first(page, 'soums/6346');
      await page.goBack();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/index.html`));
    }));

  // Longer addresses are refused by many hosts before the page is asked.
  test(`search: a hostile question does no harm (${lang})`, () =>
    withPage(`${lang}/search.html?q=${encodeURIComponent('<img src=x onerror=alert(1)> "((*:~^ \u0000' + 'ө'.repeat(1000))}`, {}, async (page) => {
      await page.locator('main [aria-live], main [role="status"]').filter({ hasText: /\S/ }).first().waitFor({ timeout: PATIENCE });
      assert.equal(await page.locator('main img[src="x"]').count(), 0);
    }));
}

test('search: the engine counts by kind and aimag, and a filter keeps what it says', () =>
  withPage(`mn/search.html?q=${encodeURIComponent('булган')}`, {}, async (page) => {
    const count = async (key) => Number((await page.locator(`[data-key="${key}"] .facet__n`).textContent()).replace(/\D/g, ''));
    await page.locator('[data-key="kind soum"]').waitFor({ timeout: PATIENCE });
    const soums = await count('kind soum');
    assert.ok(soums > 6);
    await page.locator('[data-key="kind soum"]').click();
    await page.locator('[data-status]').filter({ hasText: new RegExp(`\\b${soums}\\b`) }).waitFor();
    const here = await count('aimag 63');
    await page.locator('[data-key="aimag 63"]').click();
    await page.locator('[data-status]').filter({ hasText: new RegExp(`\\b${here}\\b`) }).waitFor();
    for (const text of await page.locator('.hit').allTextContents()) assert.match(text, /Булган аймаг/);
  }));

test('search: sorted by distance, the nearest first', () =>
  withPage('mn/search.html?q=%D1%81%D1%83%D0%BC&kind=soum&sort=distance&near=soum/6346', {}, async (page) => {
    await page.locator('.hit__meta').filter({ hasText: /км/ }).first().waitFor({ timeout: PATIENCE });
    const far = (await page.locator('.hit__meta').allTextContents()).map((t) => Number(/([\d.,]+)\s*км/.exec(t)?.[1].replace(',', '') ?? 0));
    assert.ok(far.length >= 20 && far.at(-1) > 0);
    assert.deepEqual(far, far.toSorted((a, b) => a - b));
    assert.match(await page.locator('.hit').first().textContent(), /Хутаг-Өндөр/);
  }));

test('search: another language is opened beside the first on demand', () =>
  withPage('en/search.html', {}, async (page) => {
    const ids = await page.evaluate(() => new Promise((resolve, reject) => {
      const { worker, root } = document.querySelector('[data-results]').dataset;
      const engine = new Worker(worker);
      const base = new URL(root + 'search/', location.href).href;
      const answers = [];
      engine.onmessage = ({ data }) => {
        if (data.type === 'failed') reject(new Error(data.detail));
        else if (data.type === 'ready') engine.postMessage({ type: 'add', lang: 'mn' });
        else if (data.type === 'added') engine.postMessage({ type: 'search', id: 1, request: { query: 'Хутаг-Өндөр', lang: 'mn' } });
        else if (data.type === 'result' && data.complete) {
          answers.push(`${data.result.hits[0].lang} ${data.result.hits[0].id}`);
          if (data.id === 1) engine.postMessage({ type: 'search', id: 2, request: { query: 'Хутаг-Өндөр' } });
          else resolve(answers);
        }
      };
      engine.postMessage({ type: 'open', base, format: globalThis.nutagWords.format, lang: 'en' });
    }));
    assert.deepEqual(ids, ['mn soum/6346', 'en soum/6346']);
  }));

// Last, since it stops the server for good.
test('search: works with the network cut after the first load', () =>
  withPage(`mn/search.html?q=${encodeURIComponent(NAMES.mn)}`, {}, async (page, { context }) => {
    await first(page, 'soums/6346');
    await page.locator('[data-results][data-whole]').waitFor();
    await context.setOffline(true);
    await stopServer();
    const other = site.find((p) => p.lang === 'mn' && p.kind === 'soums' && p.inner !== REFERENCE);
    const name = /<h1[^>]*>([^<]+)</.exec(other.html)[1].trim();
    const box = page.locator('main input[name="q"]');
    await box.fill(name);
    await box.press('Enter');
    assert.ok((await first(page, other.inner.replace('.html', ''))).length > 0);
    assert.ok(page.url().startsWith(url()), 'the page was left');
  }));
