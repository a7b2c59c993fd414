// A new reader on a small phone, from the front page on: a whole course with its worksheets, and two quotes for a remittance. Nothing
// but the copy itself can be reached: served, every other host is cut off; from a folder, the network is off.
// SHOTS=folder takes a picture of each step, to look at.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, url, withPage } = stage();
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
const kept = (page) => page.evaluate(() => ({ ...localStorage }));

// picture keeps what the reader sees, for a person to look at.
async function picture(page, name) {
  if (!process.env.SHOTS) return;
  await mkdir(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

// narrow holds a page to the width of the screen.
const narrow = async (page) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, page.url());

// fill types into every blank of a worksheet what its kind takes, and gives back how many there were.
async function fill(page) {
  const blanks = await page.locator('[data-sheet] :is(input, textarea, select)').all();
  for (const [i, e] of blanks.entries()) {
    if (i > 12 && i < blanks.length - 2) continue; // the first rows and the last fields are enough
    const kind = await e.evaluate((x) => (x.tagName === 'SELECT' ? 'choice' : x.type === 'checkbox' ? 'tick' : x.inputMode === 'decimal' ? 'number' : 'text'));
    if (kind === 'choice') await e.selectOption({ index: 1 });
    else if (kind === 'tick') await e.check();
    else await e.fill(kind === 'number' ? '12' : 'A');
  }
  return blanks.length;
}

// steps are the copies that a reader may have: from a host in the house, or from a stick.
const COPIES = {
  served: { start: (lang) => `${lang}/index.html`, options: {} },
  folder: { start: (lang) => pathToFileURL(path.join(dir, lang, 'index.html')).href, options: { offline: true } },
};

for (const [copy, { start, options }] of Object.entries(COPIES)) {
  for (const lang of LANGS) {
    // Both languages from a host; the folder in the one that most people read.
    if (copy === 'folder' && lang !== 'mn') continue;
    const name = (step) => `${copy}-${lang}-${step}`;
    test(`learner: course one with its worksheets, to the printed record (${copy}, ${lang})`, { timeout: 400_000 }, () =>
      withPage(start(lang), { ...PHONE, ...options }, async (page, { context, seen }) => {
        await context.route((u) => !u.href.startsWith(url()) && !['file:', 'blob:', 'data:'].includes(u.protocol), (route) => route.abort());
        await page.locator('.menu a[href$="courses/index.html"]').click();
        await page.waitForURL(/courses\/index\.html$/);
        await picture(page, name('1-courses'));
        await page.locator('a[href$="c1.html"]').first().click();
        await page.waitForURL(/c1\.html$/);
        await narrow(page);
        await picture(page, name('2-course'));
        const lessons = await page.locator('.lessons > li').count();
        await page.locator('main a.button').first().click();
        const own = []; // lessons that keep nothing
        const sheets = new Set();
        for (let n = 1; ; n++) {
          await page.waitForURL(/lessons\/c1-/);
          await narrow(page);
          const id = path.basename(new URL(page.url()).pathname, '.html');
          if ((await page.locator('[data-lesson]').count()) === 0) own.push(id);
          await page.locator('#exercise a.button').click();
          await page.waitForURL(/worksheets\//);
          await narrow(page);
          const secret = (await page.locator('[data-leave]').count()) > 0;
          const sheet = path.basename(new URL(page.url()).pathname, '.html');
          assert.ok((await fill(page)) > 0, sheet);
          const outputs = await page.locator('[data-sheet] output').allTextContents();
          if (outputs.length > 0) assert.ok(outputs.some((text) => /\d/.test(text)), `${sheet} computes nothing`);
          assert.equal(Object.hasOwn(await kept(page), `nutag.worksheet.${sheet}`), !secret, sheet);
          if (!secret) sheets.add(sheet);
          await picture(page, name(`3-${id}-sheet`));
          await page.goBack();
          await page.waitForURL(/lessons\/c1-/);
          for (const [i, set] of (await page.locator('.quiz fieldset').all()).entries()) {
            const right = Number(await set.getAttribute('data-right')) - 1;
            const choices = set.locator('input');
            await choices.nth(n === 1 && i === 0 ? (right + 1) % (await choices.count()) : right).check(); // one mistake
            await set.locator('button').click();
          }
          await picture(page, name(`3-${id}`));
          const next = page.locator('a[rel=next]');
          if ((await next.count()) === 0) {
            assert.equal(n, lessons);
            break;
          }
          await next.click();
        }
        await page.locator('.turn a[href$="c1-statement.html"]').click();
        await page.waitForURL(/c1-statement\.html$/);
        const ticks = page.locator('[data-tick]');
        assert.equal(await page.locator('[data-tick]:checked').count(), lessons - own.length);
        assert.deepEqual(own, ['c1-m3-l1']);
        for (const id of own) await page.locator(`[data-tick="${id}"]`).check(); // the learner ticks these
        await page.fill('#st-name', 'A');
        await page.fill('#st-date', '1');
        assert.equal(await ticks.count(), await page.locator('[data-tick]:checked').count());
        await narrow(page);
        await picture(page, name('4-record'));
        assert.equal(pages(await page.pdf({ format: 'A4', preferCSSPageSize: true })), 1, 'the record is longer than a sheet');

        // To another phone: out as a file, away, and in again.
        await page.goto(new URL('index.html', page.url()).href);
        const wait = page.waitForEvent('download');
        await page.locator('[data-export]').click();
        const text = await readFile(await (await wait).path(), 'utf8');
        const record = JSON.parse(text).lessons;
        assert.equal(Object.keys(record).length, lessons - own.length);
        assert.equal(record['c1-m1-l1'].right, record['c1-m1-l1'].of - 1);
        page.on('dialog', (d) => d.accept());
        await page.locator('[data-erase]').click();
        assert.deepEqual(Object.keys(await kept(page)).sort(), [...sheets].map((s) => `nutag.worksheet.${s}`).sort(), 'worksheets must stay when the progress goes');
        await page.locator('[data-import]').setInputFiles({ name: 'nutag-progress.json', mimeType: 'application/json', buffer: Buffer.from(text) });
        await page.waitForFunction(() => localStorage.getItem('nutag.training') !== null);
        await picture(page, name('5-moved'));
        assert.match(await page.locator('[data-lessons*="c1-m1-l1"]').textContent(), new RegExp(`${lessons - own.length}`));
        assert.deepEqual(seen.splice(0).filter((line) => line.includes('http')), []);
      }));

    test(`sender: a million won and two quotes, from the front page to one printed sheet (${copy}, ${lang})`, () =>
      withPage(start(lang), { ...PHONE, ...options }, async (page, { context, seen }) => {
        await context.route((u) => !u.href.startsWith(url()) && !['file:', 'blob:', 'data:'].includes(u.protocol), (route) => route.abort());
        await picture(page, name('s1-home'));
        // Two taps: to the pages on sending money, then to the calculator.
        await page.locator('main a[href$="remittances/index.html"]').click();
        await page.waitForURL(/remittances\/index\.html$/);
        await narrow(page);
        await picture(page, name('s2-money'));
        await page.locator('main a[href$="calculator.html"]').first().click();
        await page.waitForURL(/calculator\.html$/);
        await picture(page, name('s3-blank'));
        await page.fill('#calc-amount', '1,000,000');
        await page.fill('#calc-reference', '2.5');
        for (const [i, quote] of [{ name: 'A', fee: '5000', offered: '2.45' }, { name: 'B', fee: '0', offered: '2.40' }].entries()) {
          for (const [field, value] of Object.entries(quote)) await page.fill(`#calc-${field}-${i}`, value);
        }
        await page.locator('form.calc__form [type=submit]').click();
        assert.ok(await page.locator('[data-table]').isVisible());
        await narrow(page);
        await picture(page, name('s4-result'));
        const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true });
        assert.equal(pages(pdf), 1);
        assert.deepEqual(seen.splice(0).filter((line) => line.includes('http')), []);
      }));
  }
}
