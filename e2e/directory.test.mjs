// Whom a person can turn to: the way from the home page, the quick exit, numbers to dial, without scripts, by keyboard, printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, url, withPage } = stage();
const site = await all();
const HELP = 'guides/help-now.html';
const LINES = 'hotlines/index.html';
const TRAFFICKING = 'services/trafficking-victims.html';
const LEAVE = 'a[data-leave]';
const plain = (number) => number.replaceAll('&#43;', '+').replaceAll(/[ ()-]/g, '');
const ends = (name) => (u) => u.pathname.endsWith(name);

for (const lang of LANGS) {
  for (const inner of [HELP, LINES, TRAFFICKING]) {
    test(`quick exit: ${inner} leaves no entry in the history (${lang})`, () =>
      withPage(`${lang}/glossary.html`, {}, async (page) => {
        await page.goto(`${url()}${lang}/${inner}`);
        await page.locator(LEAVE).click();
        await page.waitForURL(ends(`${lang}/map.html`));
        await page.goBack();
        assert.ok(ends(`${lang}/glossary.html`)(new URL(page.url())), `back leads to ${page.url()}`);
      }));

    test(`quick exit: ${inner} without scripts is a plain link (${lang})`, () =>
      withPage(`${lang}/${inner}`, { javaScriptEnabled: false }, async (page) => {
        await page.locator(LEAVE).click();
        await page.waitForURL(ends(`${lang}/map.html`));
      }));

    test(`quick exit: ${inner} keeps nothing on the device (${lang})`, () =>
      withPage(`${lang}/${inner}`, {}, async (page, { context }) => {
        await page.locator('main a').last().hover();
        const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie]);
        assert.deepEqual(kept, [0, 0, 0, '']);
        assert.deepEqual(await context.cookies(), []);
      }));
  }

  test(`quick exit: it is the second stop of the keyboard and stays in sight (${lang})`, () =>
    withPage(`${lang}/${HELP}`, {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate((leave) => document.activeElement.matches(leave), LEAVE), 'the exit has not the focus');
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const box = await page.locator(LEAVE).boundingBox();
      assert.ok(box.y >= 0 && box.y < 60 && box.height >= 44, JSON.stringify(box));
      await page.keyboard.press('Enter');
      await page.waitForURL(ends(`${lang}/map.html`));
    }));

  test(`help: exit, numbers and the way to the mission stand in one screen of 320 px (${lang})`, () =>
    withPage(`${lang}/${HELP}`, { viewport: { width: 320, height: 568 } }, async (page) => {
      const parts = page.locator(`${LEAVE}, .calls a, .now p a`);
      const boxes = await parts.evaluateAll((list) => list.map((e) => e.getBoundingClientRect().toJSON()));
      assert.ok(boxes.length >= 7, `${boxes.length} parts`);
      for (const box of boxes) assert.ok(box.left >= 0 && box.right <= 320 && box.bottom <= 568, JSON.stringify(box));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    }));

  test(`help: the numbers dial, with scripts and without (${lang})`, async () => {
    for (const javaScriptEnabled of [true, false]) {
      await withPage(`${lang}/${HELP}`, { javaScriptEnabled }, async (page) => {
        const numbers = await page.locator('.calls a').evaluateAll((list) => list.map((a) => a.getAttribute('href')));
        assert.deepEqual(numbers.slice(0, 3), ['tel:102', 'tel:103', 'tel:108']);
      });
    }
  });

  test(`taps: from home to the mission for Busan in three, without scripts (${lang})`, () =>
    withPage(`${lang}/index.html`, { javaScriptEnabled: false }, async (page) => {
      await page.locator('main a[href="countries/index.html"]').click();
      await page.locator('main a[href="../countries/kr.html"]').first().click();
      await page.waitForURL(ends('countries/kr.html'));
      assert.ok((await page.locator('a[href^="tel:+82"]').count()) > 0, 'no number to dial');
      await page.locator('main a[href="../missions/mn-c-busan.html"]').first().click();
      await page.waitForURL(ends('missions/mn-c-busan.html'));
    }));

  test(`map of missions: it and the list lead to the same countries, without scripts (${lang})`, () =>
    withPage(`${lang}/countries/index.html`, { javaScriptEnabled: false }, async (page) => {
      const listed = new Set(await page.locator('section.letter:not(#map) a').evaluateAll((list) => list.map((a) => new URL(a.href).pathname)));
      const beside = await page.locator('#map p a').evaluateAll((list) => list.map((a) => new URL(a.href).pathname));
      await page.locator('object.bigmap').scrollIntoViewIfNeeded();
      const drawing = page.frames().find((f) => f.url().endsWith('missions.svg'));
      await drawing.waitForSelector('a path');
      const drawn = await drawing.locator('a').evaluateAll((list) => list.map((a) => new URL(a.href.baseVal, a.baseURI).pathname));
      assert.equal(new Set(drawn).size, drawn.length, 'a country is drawn twice');
      assert.deepEqual([...drawn, ...beside].toSorted(), [...listed].toSorted());
      // Whoever cannot tell the colours apart sees a ground, stripes or dots.
      const fills = await drawing.locator('path').evaluateAll((list) => Object.fromEntries(list.map((p) => [p.getAttribute('class'), getComputedStyle(p).fill])));
      assert.match(fills['m-from'], /#f/);
      assert.match(fills['m-unknown'], /#u/);
      assert.equal(new Set(Object.values(fills)).size, 5, JSON.stringify(fills));
      const australia = drawing.locator('a[href$="countries/au.html"] path').first();
      await australia.click();
      await page.waitForURL(ends('countries/au.html'));
    }));

  test(`taps: every situation of the home page has a way to services or numbers (${lang})`, () =>
    withPage(`${lang}/index.html`, {}, async (page) => {
      for (const href of ['services/index.html#abroad', 'services/index.html#internal', LINES, HELP]) {
        assert.equal(await page.locator(`.situations a[href="${href}"]`).count(), 1, href);
      }
    }));

  test(`print: a service is at most two pages of A4 (${lang})`, async () => {
    const heavy = site.filter((p) => p.lang === lang && p.kind === 'services').toSorted((a, b) => b.bytes - a.bytes)[0];
    await withPage(heavy.path, {}, async (page) => {
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      assert.ok(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length <= 2);
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.ticks li').first().isVisible());
    });
  });

  test(`numbers: a link dials the number that it shows (${lang})`, () => {
    let links = 0;
    for (const page of site.filter((p) => p.lang === lang)) {
      for (const [, tel, shown] of page.html.matchAll(/<a (?:class="?nobreak"? )?href="?tel:([^\s">]*)"?[^>]*>(?:<strong>)?([^<]*)</g)) {
        links++;
        assert.equal(plain(tel), plain(shown), page.path);
      }
    }
    assert.ok(links > 50, `${links} links`);
  });
}
