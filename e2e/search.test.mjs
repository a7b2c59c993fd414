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

test('search: nothing is loaded for it until the reader turns to it', () =>
  withPage(`mn/${REFERENCE}`, {}, async (page) => {
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter((e) => /\/search\//.test(e.name)).length);
    await page.waitForTimeout(500);
    assert.equal(await loaded(), 0);
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
