// How people read the portal: by keyboard, without scripts, from a stick, in the other language.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { LANGS, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, url, withPage } = stage();
const site = await all();
const REFERENCE = resolve(site, 'soums/6346');
const AIMAG = resolve(site, 'aimags/63');
const SOUMS = site.filter((page) => page.lang === 'mn' && page.kind === 'soums').length;

const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    return {
      tag: e.tagName,
      text: (e.textContent ?? '').trim(),
      name: e.getAttribute('name'),
      href: e.getAttribute('href'),
      id: e.id,
      list: Boolean(e.closest('main section ul')),
      marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    };
  });

// tabTo presses Tab until the focus fits, and fails when limit presses are not enough.
async function tabTo(page, fits, limit) {
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (fits(at)) return at;
  }
  return assert.fail(`${limit} presses of Tab do not get there`);
}

for (const lang of LANGS) {
  test(`keyboard: the first Tab offers to skip to the content (${lang})`, () =>
    withPage(`${lang}/${REFERENCE}`, {}, async (page) => {
      await page.keyboard.press('Tab');
      const skip = await focused(page);
      assert.equal(skip.href, '#main');
      const box = await page.locator(':focus').boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0 && box.height > 10, 'the skip link cannot be seen when it has the focus');
      await page.keyboard.press('Enter');
      assert.equal((await focused(page)).id, 'main');
    }));

  test(`keyboard: search box, language and menu can be reached and the focus is seen (${lang})`, () =>
    withPage(`${lang}/${REFERENCE}`, {}, async (page) => {
      const menu = await page.locator('header nav a').count();
      assert.ok(menu > 3, 'there is no menu');
      let box = false;
      let links = 0;
      for (let i = 0; i < menu + 8; i++) {
        await page.keyboard.press('Tab');
        const at = await focused(page);
        assert.ok(at.marked, `the focus cannot be seen on ${at.tag} ${at.text}`);
        box ||= at.name === 'q';
        if (await page.evaluate(() => Boolean(document.activeElement.closest('header nav')))) links++;
      }
      assert.ok(box, 'the search box is not in the order of the keyboard');
      assert.equal(links, menu);
    }));

  test(`keyboard: the list that equals the map can be reached from the map (${lang})`, () =>
    withPage(`${lang}/index.html`, {}, async (page) => {
      const at = await tabTo(page, (f) => f.list && /^aimags\/\d/.test(f.href ?? ''), 900);
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith(at.href));
    }));

  test(`keyboard: the box sends the words to the search page (${lang})`, () =>
    withPage(`${lang}/${REFERENCE}`, {}, async (page) => {
      await tabTo(page, (f) => f.name === 'q', 6);
      await page.keyboard.type('Bulgan');
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/search.html`) && u.searchParams.get('q') === 'Bulgan');
    }));

  test(`no script: a profile stands whole (${lang})`, async () => {
    // The script says of an old figure that it is old, and gives a button to keep the soum; nothing else may it add.
    const read = (page) =>
      page.locator('main').evaluate((main) => {
        const copy = main.cloneNode(true);
        for (const mark of copy.querySelectorAll('.old, button[data-keep]')) mark.remove();
        return copy.textContent.split(/\s+/).filter(Boolean);
      });
    let scripted;
    await withPage(`${lang}/${REFERENCE}`, {}, async (page) => (scripted = await read(page)));
    await withPage(`${lang}/${REFERENCE}`, { javaScriptEnabled: false }, async (page) => {
      const plain = await read(page);
      const at = plain.findIndex((word, i) => word !== scripted[i]);
      assert.ok(at < 0, `without script: …${plain.slice(at - 5, at + 5).join(' ')}…; with: …${scripted.slice(at - 5, at + 5).join(' ')}…`);
      assert.equal(plain.length, scripted.length);
      assert.equal(await page.locator('h1').count(), 1);
    });
  });

  test(`no script: every soum on the map is a link, and one leads to its page (${lang})`, () =>
    withPage(`${lang}/map.html`, { javaScriptEnabled: false }, async (page) => {
      const frame = page.frames().find((f) => f.url().endsWith('.svg'));
      assert.ok(frame, 'the map is not shown');
      const targets = await frame.locator('a').evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? a.getAttribute('xlink:href')));
      const soums = new Set(targets.filter((target) => target?.includes('soums/')));
      assert.equal(soums.size, SOUMS);
      const one = [...soums].find((target) => target.includes('6346'));
      await frame.locator(`a[href="${one}"]`).first().press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/${REFERENCE}`));
    }));

  test(`no script: tables stand in their order without sort buttons (${lang})`, () =>
    withPage(`${lang}/${AIMAG}`, { javaScriptEnabled: false }, async (page) => {
      assert.ok((await page.locator('table[data-sortable] tbody tr').count()) > 1, 'there is no table');
      assert.equal(await page.locator('table[data-sortable] th button').count(), 0);
    }));

  test(`no script: the search page leads to the indexes (${lang})`, () =>
    withPage(`${lang}/search.html`, { javaScriptEnabled: false }, async (page) => {
      const link = page.locator('main a[href$="soums/index.html"]').first();
      await link.waitFor({ state: 'visible' });
      await link.click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/soums/index.html`));
      assert.ok((await page.locator('main a[href*="-"]').count()) >= SOUMS);
    }));

  test(`language: the switch leads to the same page and back (${lang})`, () =>
    withPage(`${lang}/${REFERENCE}`, {}, async (page) => {
      const other = LANGS.find((l) => l !== lang);
      for (const to of [other, lang]) {
        await page.locator(`header a[hreflang="${to}"]`).click();
        await page.waitForURL((u) => u.pathname.endsWith(`${to}/${REFERENCE}`));
        assert.equal(await page.locator('html').getAttribute('lang'), to);
      }
    }));

  test(`table: a click on a column sorts by it, a second one turns it round (${lang})`, () =>
    withPage(`${lang}/${AIMAG}`, {}, async (page) => {
      const table = page.locator('table[data-sortable]').first();
      const column = await table.evaluate((t) => [...t.tBodies[0].rows[0].cells].findIndex((cell) => cell.dataset.v !== undefined));
      assert.ok(column > 0, 'there is no column of numbers');
      const values = () => table.evaluate((t, c) => [...t.tBodies[0].rows].map((r) => r.cells[c].dataset.v).filter((v) => v !== undefined).map(Number), column);
      const head = table.locator('thead th').nth(column);
      for (const [direction, sign] of [['ascending', 1], ['descending', -1]]) {
        await head.locator('button').press('Enter');
        assert.equal(await head.getAttribute('aria-sort'), direction);
        const got = await values();
        assert.deepEqual(got, got.toSorted((a, b) => sign * (a - b)));
      }
    }));

  test(`stick: a page opened from a folder has its style and its links (${lang})`, async () => {
    // A browser gives each file an origin of its own, so the console of a folder is not judged, only the page.
    await withPage(pathToFileURL(path.join(dir, lang, REFERENCE)).href, {}, async (page, { seen }) => {
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).margin), '8px', 'the style sheet is not applied');
      await page.locator('header nav a').first().click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/index.html`));
      assert.deepEqual(seen.splice(0).filter((line) => line.includes('http')), []);
    });
  });
}

test('root: both languages are offered, without a script', () =>
  withPage('index.html', { javaScriptEnabled: false }, async (page) => {
    for (const lang of LANGS) {
      await page.goto(url());
      await page.locator(`main a[href="${lang}/index.html"]`).first().click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/index.html`));
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
    }
  }));

test('wrong address: the page says so and leads home in both languages', () =>
  withPage('none.html', {}, async (page, { seen }) => {
    assert.ok(seen.length > 0 && seen.every((line) => line.includes('404')), seen.join('\n'));
    seen.length = 0;
    assert.equal(await page.locator('h1').count(), 1);
    for (const lang of LANGS) {
      await page.goto(`${url()}none.html`);
      seen.length = 0;
      await page.locator(`main a[href$="${lang}/index.html"]`).first().click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/index.html`));
    }
  }));
