// The parts of the portal that others put into their pages: a frame tells its height and nothing else, links leave the frame, the
// search box leads to the results, and nothing but the card is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, url, withPage } = stage();
const site = await all();
const CARDS = ['embed/soums/6346.html', 'embed/districts/1101.html', 'embed/missions/mn-seoul.html', 'embed/calculator.html', 'embed/search.html'];

// host makes of a page that of somebody else with a frame in it, and listens as docs/howto/embed.md says.
const host = (page, address) =>
  page.evaluate((src) => {
    globalThis.told = [];
    addEventListener('message', (event) => {
      for (const frame of document.querySelectorAll('iframe')) {
        if (frame.contentWindow !== event.source || !event.data || event.data.nutag !== 'height') continue;
        frame.height = event.data.height;
        globalThis.told.push(event.data);
      }
    });
    const frame = document.createElement('iframe');
    Object.assign(frame, { src, title: 'card', width: 320, height: 50 });
    frame.style.border = '0'; // with one, a page that counts borders into boxes would cut the card
    document.body.replaceChildren(frame);
  }, address);

test('there is a card of every soum, district and mission, each under 4 KB and kept from search engines', () => {
  for (const lang of LANGS) {
    for (const [folder, n] of [['soums', 330], ['districts', 9], ['missions', 63]]) {
      const cards = site.filter((p) => p.path.startsWith(`${lang}/embed/${folder}/`));
      assert.equal(cards.length, n, `${lang} ${folder}`);
      for (const p of cards) {
        assert.ok(p.bytes < 4096, `${p.path}: ${p.bytes} bytes`);
        assert.match(p.html, /<meta name="robots" content="noindex">/);
        assert.doesNotMatch(p.html, /<(header|nav|footer)\b/);
      }
    }
  }
});

for (const lang of LANGS) {
  for (const inner of CARDS) {
    test(`${inner} tells its height alone and fits into 320 px (${lang})`, () =>
      withPage(`${lang}/about.html`, {}, async (page) => {
        await host(page, `${url()}${lang}/${inner}`);
        await page.waitForFunction(() => globalThis.told?.length > 0 && document.querySelector('iframe').height > 50);
        const frame = page.frames()[1];
        await frame.waitForLoadState('load');
        await page.waitForTimeout(100);
        const told = await page.evaluate(() => globalThis.told);
        for (const message of told) assert.deepEqual(Object.keys(message).sort(), ['height', 'nutag']);
        const size = await frame.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, innerHeight]);
        assert.ok(size[0] <= 320, `${size[0]} px wide`);
        assert.ok(size[1] <= size[2] + 1, `${size[1]} px in a frame of ${size[2]}`);
      }));
  }

  test(`a link of a card leaves the frame (${lang})`, () =>
    withPage(`${lang}/about.html`, {}, async (page) => {
      await host(page, `${url()}${lang}/embed/soums/6346.html`);
      await page.frameLocator('iframe').locator('h1 a').click();
      await page.waitForURL(`**/${lang}/soums/6346-*.html`);
    }));

  test(`the search box leads to the results without a script (${lang})`, () =>
    withPage(`${lang}/embed/search.html`, { javaScriptEnabled: false }, async (page) => {
      await page.locator('input[type=search]').fill('Булган');
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith(`/${lang}/search.html`) && u.searchParams.get('q') === 'Булган');
    }));
}

test('the calculator computes in a frame', () =>
  withPage('en/about.html', {}, async (page) => {
    await host(page, `${url()}en/embed/calculator.html`);
    const frame = page.frameLocator('iframe');
    await frame.locator('#calc-amount').waitFor();
    assert.equal(await frame.locator('[data-calc]').isVisible(), true);
  }));
