// A soum profile prints on one sheet of A4, so that it can hang in an office or go by post.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS, resolve, select } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, withPage } = stage();
const site = await all();

// The heaviest pages are the ones most likely to run over.
const HEAVY = 4;

for (const lang of LANGS) {
  const soums = site.filter((page) => page.lang === lang && page.kind === 'soums');
  const heavy = soums.toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)).slice(0, HEAVY);
  const chosen = new Set([`${lang}/${resolve(site, 'soums/6346')}`, ...select(soums).map((p) => p.path), ...heavy.map((p) => p.path)]);
  for (const name of chosen) {
    test(`print: ${name} is one page of A4`, () =>
      withPage(name, {}, async (page) => {
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1');
        assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'pages');
        const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
        assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `the sheet has ${width} × ${height} points`);
      }));
  }

  const lists = site.filter((page) => page.lang === lang && page.kind === 'checklists');
  test(`print: each journey has a checklist on at most two pages of A5, with the same steps (${lang})`, async () => {
    const journeys = site.filter((page) => page.lang === lang && page.kind === 'journeys' && !page.path.endsWith('/index.html'));
    assert.equal(lists.length, journeys.length);
    assert.ok(lists.length >= 7, `${lists.length} checklists`);
    for (const { path } of lists) {
      let steps;
      await withPage(path, {}, async (page) => {
        steps = await page.locator('.paper li').evaluateAll((list) => list.map((li) => [li.querySelector('b').textContent, li.lastChild.textContent.trim()]));
        const numbers = await page.locator('.paper b.nobreak').evaluateAll((list) => list.map((b) => b.querySelector('a[href^="tel:"]')?.textContent ?? null));
        assert.ok(!numbers.includes(null), `${path}: a number that does not dial was not verified`);
        if (path.includes('danger')) assert.ok(['102', '103', '108'].every((n) => numbers.includes(n)), `${path}: ${numbers}`);
        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
        assert.ok(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length <= 2, `${path}: pages`);
        const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
        assert.ok(Math.abs(width - 420) < 2 && Math.abs(height - 595) < 2, `${path}: ${width} × ${height} points`);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('.qr img').first().isVisible(), true, `${path}: the code`);
      });
      await withPage(path.replace('/checklists/', '/journeys/'), {}, async (page) => {
        const full = await page.locator('.step').evaluateAll((list) => list.map((li) => [li.querySelector('h3').lastChild.textContent.trim(), li.querySelector('.step__in > p').textContent.trim()]));
        assert.deepEqual(steps, full, path);
        assert.equal(await page.locator('a[href*="checklists/"]').count(), 1);
      });
    }
  });
}
