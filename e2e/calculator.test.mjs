// The cost calculator as a reader uses it: on a small phone, without a network, by keyboard, printed and sent on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { dir, withPage } = stage();
const PAGE = 'remittances/calculator.html';
const phone = { viewport: { width: 360, height: 740 } };

// The case worked by hand in remittance-cost.test.mjs, and a second quote with no fee and a worse rate.
const FIRST = { name: 'A', fee: '5000', offered: '2.45', receiving: '3000' };
const SECOND = { name: 'B', fee: '0', offered: '2.40', receiving: '' };

async function typeQuotes(page) {
  await page.fill('#calc-amount', '1,000,000');
  await page.fill('#calc-reference', '2.5');
  for (const [i, quote] of [FIRST, SECOND].entries()) for (const [name, value] of Object.entries(quote)) await page.fill(`#calc-${name}-${i}`, value);
}

const rows = (page) => page.locator('[data-table] tbody tr').evaluateAll((all) => all.map((tr) => Array.from(tr.cells, (c) => Array.from(c.childNodes, (n) => n.textContent).join('|'))));

for (const lang of LANGS) {
  test(`calculator: two quotes side by side (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, phone, async (page, { context }) => {
      await context.setOffline(true);
      await typeQuotes(page);
      await page.keyboard.press('Enter');
      const got = await rows(page);
      assert.equal(got.length, 8);
      // A: 0.5 + 2 = 2.5 %; B: 0 + (2.5 - 2.4) / 2.5 = 4 %.
      const total = got[5];
      assert.match(total[1], /^2\.50%\|25,000\u00a0KRW\|62,500\u00a0₮\|/);
      assert.match(total[2], /^4\.00%\|40,000\u00a0KRW\|100,000\u00a0₮\|/);
      assert.match(got[7][1], /^2,447,000/);
      assert.doesNotMatch(got[6][2], /\d/, 'an unknown charge is shown as a number');
      // 5,000 + 0.02 x = 0.04 x at x = 250,000.
      assert.match(await page.locator('[data-crossings] li').innerText(), /250,000/);
      assert.match(await page.locator('[data-status]').innerText(), /A: 2\.50%; B: 4\.00%/);
      const focus = await page.evaluate(() => document.activeElement.closest('[data-result]') !== null);
      assert.ok(focus, 'the focus is not at the result');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, 'the page scrolls sideways');
    }));

  test(`calculator: the comparison comes back from its address, in the other language too (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, {}, async (page) => {
      await typeQuotes(page);
      await page.click('form.calc__form [type=submit]');
      const before = await rows(page);
      const { hash } = new URL(page.url());
      assert.match(hash, /^#v=1&c=KRW&a=1000000&r=2\.5&q=A~5000~2\.45~3000&q=B~0~2\.4~$/);
      await page.reload();
      assert.deepEqual(await rows(page), before);
      await page.click('a.lang');
      await page.waitForURL((u) => u.hash === hash && !u.pathname.includes(`/${lang}/`));
      assert.equal(await page.inputValue('#calc-fee-0'), '5000');
      assert.equal((await rows(page)).length, 8);
    }));

  test(`calculator: a mistake is told at its field (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, {}, async (page) => {
      await typeQuotes(page);
      await page.fill('#calc-offered-1', '0.4');
      await page.click('form.calc__form [type=submit]');
      const field = page.locator('#calc-offered-1');
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const described = (await field.getAttribute('aria-describedby')).split(' ');
      const told = await Promise.all(described.map((id) => page.locator(`[id="${id}"]`).innerText()));
      assert.ok(described.length === 2 && told.every((text) => text.length > 10), told.join('|'));
      assert.equal(await page.evaluate(() => document.activeElement.id), 'calc-offered-1');
      assert.equal((await rows(page))[0].length, 2, 'the quote that is right is not shown');
      await field.fill('2.4');
      await page.waitForFunction(() => !document.getElementById('calc-offered-1').hasAttribute('aria-invalid'));
    }));

  test(`calculator: four quotes at most, each with labels of its own (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, phone, async (page) => {
      await page.click('[data-add]');
      await page.click('[data-add]');
      assert.equal(await page.locator('[data-quotes] fieldset').count(), 4);
      assert.ok(await page.locator('[data-add]').isHidden());
      await typeQuotes(page);
      await page.fill('#calc-fee-3', '100');
      await page.fill('#calc-offered-3', '2.47');
      await page.fill('#calc-dollar', '1250');
      await page.click('form.calc__form [type=submit]');
      assert.equal((await rows(page)).length, 10, 'the two amounts in dollars are missing');
      await page.evaluate(axe);
      const wrong = await page.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`));
      assert.deepEqual(wrong, []);
      await page.click('[data-quotes] fieldset:nth-child(3) [data-remove]');
      assert.equal(await page.inputValue('#calc-fee-2'), '100');
      assert.equal(await page.locator('#calc-fee-3').count(), 0);
      await page.click('form.calc__form [type=reset]');
      assert.ok(await page.locator('[data-result]').isHidden());
      assert.equal(new URL(page.url()).hash, '');
    }));

  test(`calculator: a hostile address shows no more than text (${lang})`, () =>
    withPage(`${lang}/${PAGE}#v=1&c=KRW&a=1000&r=2.5&q=${encodeURIComponent('<img src=x onerror=alert(1)>')}~1~2.4~&q=~~`, {}, async (page) => {
      assert.equal(await page.locator('[data-result] img').count(), 0);
      assert.match(await page.locator('[data-table] thead').innerText(), /<img/);
    }));

  test(`calculator: comparison and empty sheet print on one page of A4 (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, {}, async (page) => {
      const sheets = async () => (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
      assert.equal(await sheets(), 1, 'the empty sheet');
      for (let i = 0; i < 2; i++) await page.click('[data-add]');
      await typeQuotes(page);
      for (const i of [2, 3]) {
        await page.fill(`#calc-fee-${i}`, '7000');
        await page.fill(`#calc-offered-${i}`, '2.44');
      }
      await page.fill('#calc-dollar', '1250');
      await page.click('form.calc__form [type=submit]');
      assert.equal(await sheets(), 1, 'the comparison');
    }));

  test(`calculator: without scripts there are formula, example and sheet, and no dead form (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator('form.calc__form').isHidden());
      for (const part of ['.calc__how', '.calc__checked table', '.calc__sheet table', 'noscript p']) assert.ok(await page.locator(part).first().isVisible(), part);
    }));

  test(`calculator: from a folder, without a server (${lang})`, () =>
    withPage(`${lang}/${PAGE}`, {}, async (page, { seen }) => {
      await page.goto(pathToFileURL(path.join(dir, lang, PAGE)).href);
      seen.length = 0; // the files of a folder are requests to no host
      await typeQuotes(page);
      await page.click('form.calc__form [type=submit]');
      assert.match((await rows(page))[5][1], /^2\.50%/);
      assert.deepEqual(seen, []);
    }));
}
