// The search of a portal that was copied into a folder and opened by a double click: no server, no network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGS, files, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, withPage } = stage();
const REFERENCE = resolve(await all(), 'soums/6346');
const address = (inner, query) => pathToFileURL(path.join(dir, inner)).href + (query ? `?q=${encodeURIComponent(query)}` : '');
const QUESTIONS = { mn: 'хутаг-өндөрийн хүн ам', en: 'khutag-undur population' };
const OFFLINE = { offline: true, viewport: { width: 360, height: 740 } };
const PATIENCE = 60_000;

test('search in a folder: what its scripts cost', async () => {
  const size = (pattern) => names.filter((name) => pattern.test(name)).reduce((sum, name) => sum + readFileSync(path.join(dir, name)).length, 0);
  const names = await files(dir);
  const [scripts, plain] = [size(/^search\/.*\.(bin|js)\.js$|^search\/(entry|instant)\.js$/), size(/^search\/(.*\.bin|(entry|instant)\.json|wasm_exec\.[0-9a-f]+\.js)$/)];
  console.error(`search in a folder: ${scripts} bytes of scripts beside ${plain} bytes of files`);
  assert.ok(scripts > plain && scripts < plain * 1.34 + 10_000);
});

for (const lang of LANGS) {
  test(`search in a folder: suggests and leads to the page (${lang})`, () =>
    withPage(address(`${lang}/index.html`), OFFLINE, async (page) => {
      await page.locator('main input[name="q"]').click();
      await page.keyboard.type('hutag');
      await page.locator('[role=option]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.protocol === 'file:' && u.pathname.endsWith(`${lang}/${REFERENCE}`));
    }));

  test(`search in a folder: the engine answers, with marked text (${lang})`, () =>
    withPage(address(`${lang}/search.html`, QUESTIONS[lang]), OFFLINE, async (page) => {
      await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
      await page.locator('.hit mark').first().waitFor();
      assert.equal(page.workers().length, 1);
      assert.ok(await page.locator(`.hit a[href*="soums/6346"]`).count() > 0);
      // A query in the box, Back, and a hit.
      await page.locator('main input[name="q"]').fill('Баянхонгор');
      await page.locator('main input[name="q"]').press('Enter');
      await page.locator('.hit a[href*="aimags/64"]').first().waitFor();
      await page.locator('.hit a[href*="aimags/64"]').first().click();
      await page.waitForURL((u) => /aimags\/64/.test(u.pathname));
    }));
}

test('search in a folder: without a worker the engine runs in the page', () =>
  withPage(address('mn/index.html'), OFFLINE, async (page, { context }) => {
    await context.addInitScript(() => { delete globalThis.Worker; });
    await page.goto(address('mn/search.html', QUESTIONS.mn));
    await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
    assert.equal(page.workers().length, 0);
  }));
