// The pages on sending money as readers meet them: without scripts, on a small phone, printed, and found by what they type.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, withPage } = stage();
const site = await all();
const phone = { viewport: { width: 360, height: 740 } };
const START = 'remittances/index.html';
const paths = (lang) => site.filter((p) => p.lang === lang && ['channels', 'remittances'].includes(p.kind) && !p.path.endsWith('calculator.html')).map((p) => p.path);

// What no page may say, whatever the tables hold: a price of today, or the cheapest.
const NEVER = { mn: /хамгийн хямд|үнэгүй/i, en: /cheapest|best price|for free/i };

for (const lang of LANGS) {
  test(`remittances: every page reads without scripts on a phone of 360 px (${lang})`, () =>
    withPage(`${lang}/${START}`, { ...phone, javaScriptEnabled: false }, async (page) => {
      assert.ok(paths(lang).length > 25, 'pages are missing');
      for (const path of paths(lang)) {
        await page.goto(new URL(`../../${path}`, page.url()).href);
        const look = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          text: document.querySelector('main').innerText,
          hidden: Array.from(document.querySelectorAll('main table, main dl, main .warn')).filter((e) => !e.closest('details') && e.offsetHeight === 0).length,
          empty: Array.from(document.querySelectorAll('main section')).filter((s) => s.innerText.trim().split('\n').length < 2).map((s) => s.innerText),
        }));
        assert.equal(look.wide, 0, `${path} scrolls sideways`);
        assert.equal(look.hidden, 0, `${path} hides a table, a list or a warning`);
        assert.deepEqual(look.empty, [], `${path} has an empty section`);
        assert.doesNotMatch(look.text, NEVER[lang], path);
        assert.doesNotMatch(look.text, /‹|›\s*‹|<no value>|undefined|NaN/, path);
      }
    }));

  test(`remittances: the way from the start to a channel, the calculator and back (${lang})`, () =>
    withPage(`${lang}/${START}`, phone, async (page) => {
      await page.click('main .situation a[href$="channels/index.html"]');
      await page.click('main a[href$="bank-khan.html"]');
      await page.waitForURL((u) => u.pathname.endsWith('channels/bank-khan.html'));
      assert.match(await page.locator('main').innerText(), /AGMOMNUB/);
      assert.ok(await page.locator('main .warn').first().isVisible(), 'the warning is not at the top');
      await page.click('main a[href$="remittances/calculator.html"] >> nth=0');
      await page.locator('form.calc__form').waitFor();
      await page.click('.crumbs a[href$="index.html"] >> nth=1');
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/${START}`));
    }));

  test(`remittances: an observed fee says on paper too that it is history (${lang})`, () =>
    withPage(`${lang}/channels/mto-moneygram-transdev.html`, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('#fees ~ .scroll tbody tr').count(), 6);
      for (const part of ['#fees ~ .warn', '#fees ~ .scroll caption', 'main > .warn', '#notes-h']) assert.ok(await page.locator(part).first().isVisible(), part);
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1');
      assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, 'pages');
    }));

  test(`remittances: charts have their numbers in a table beside them (${lang})`, () =>
    withPage(`${lang}/remittances/figures.html`, {}, async (page) => {
      for (const label of await page.locator('main svg.chart').evaluateAll((all) => all.map((svg) => svg.getAttribute('aria-label')))) assert.ok(label?.length > 20, label);
      assert.equal(await page.locator('main svg.chart').count(), 2);
      const rows = await page.locator('#series ~ .scroll tbody tr').evaluateAll((all) => all.map((tr) => Array.from(tr.cells, (c) => c.textContent.trim())));
      assert.equal(rows.length, 27);
      assert.deepEqual(rows.find((r) => r[0] === '2019'), ['2019', '560.9', '3.9%', '233.4']);
      assert.doesNotMatch(rows.find((r) => r[0] === '2024')[3], /\d/, 'an unknown figure is shown as a number');
      assert.match(await page.locator('main').innerText(), /574\.4/);
    }));

  test(`remittances: a channel is found by its SWIFT code and by its name in the other language (${lang})`, () =>
    withPage(`${lang}/search.html?q=AGMOMNUB`, {}, async (page) => {
      const first = page.locator('[data-hits] a').first();
      await first.waitFor();
      assert.match(await first.getAttribute('href'), /channels\/bank-khan\.html$/);
      await page.goto(new URL(`search.html?q=${encodeURIComponent(lang === 'mn' ? 'Golomt Bank' : 'Голомт банк')}`, page.url()).href);
      await first.waitFor();
      assert.match(await first.getAttribute('href'), /channels\/bank-golomt\.html$/);
    }));
}
