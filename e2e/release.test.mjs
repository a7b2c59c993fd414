// The page about this copy: what it says before a release, after one, past its date, and with a clock that is wrong.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, withPage } = stage();

// made-up values, as a release writes them
const FILLED = { number: '7', date: '2001-03-01', 'review-by': '2001-09-01', edition: 'full' };

test('release: every footer leads to it, and only it can hold a release', async () => {
  for (const { path: file, lang, html } of await all()) {
    if (!lang || /\/embed\//.test(file)) continue;
    assert.match(html, /<footer[^]*href="[^"]*release\.html"/, file);
    assert.equal(/data-release="/.test(html), /^(mn|en)\/release\.html$/.test(file), file);
  }
});

for (const lang of LANGS) {
  test(`release: without a release it is a working copy (${lang})`, () => withPage(`${lang}/release.html`, { viewport: { width: 320, height: 700 } }, async (page) => {
    const said = await page.locator('[data-release]').allTextContents();
    assert.equal(said.length, 4);
    assert.equal(new Set(said).size, 1);
    assert.match(said[0], lang === 'mn' ? /ажлын хуулбар/ : /working copy/);
    assert.ok(await page.locator('[data-old]').isHidden());
    assert.doesNotMatch(await page.locator('[data-age]').textContent(), /\d/);
    assert.deepEqual(await faults(page), []);
  }));

  test(`release: after one it counts the days, and says when it is old (${lang})`, () => withPage('404.html', {}, async (page) => {
    let html = await readFile(path.join(dir, lang, 'release.html'), 'utf8');
    for (const [name, value] of Object.entries(FILLED)) html = html.replace(new RegExp(`(data-release="${name}">)[^<]*`), `$1${value}`);
    await page.route('**/release.html', (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }));
    for (const [now, days, old] of [['2001-03-01T10:00:00Z', 0, false], ['2001-03-02T10:00:00Z', 1, false], ['2001-09-01T23:00:00Z', 184, false], ['2001-09-02T00:00:01Z', 185, true], ['1970-01-02T00:00:00Z', null, false]]) {
      await page.clock.setFixedTime(new Date(now));
      await page.goto(new URL(`${lang}/release.html`, page.url().replace(/(404|(mn|en)\/release)\.html$/, '')).href);
      const age = await page.locator('[data-age]').textContent();
      if (days === null) assert.doesNotMatch(age, /\d/);
      else assert.match(age, new RegExp(`^${days}(?!\\d)`));
      assert.equal(await page.locator('[data-old]').isVisible(), old, now);
      assert.equal(await page.locator('[data-release=number]').textContent(), '7');
    }
  }));
}
