// Choosing a soum as a reader does it: on a small phone, without a network, by keyboard, printed, kept and sent on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import vm from 'node:vm';
import { faults } from './lib/axe.mjs';
import { LANGS, files, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, withPage } = stage();
const site = await all();
const phone = { viewport: { width: 360, height: 740 } };
const family = JSON.parse(readFileSync(new URL('./golden/finder-family.json', import.meta.url), 'utf8'));
const script = readFileSync(path.join(dir, (await files(dir)).find((name) => /^finder\/soums\.[0-9a-f]+\.js$/.test(name))), 'utf8');
const realm = vm.createContext({});
vm.runInContext(script, realm);
const data = JSON.parse(JSON.stringify(realm.nutagSoums));
const rules = vm.runInNewContext(`${readFileSync(new URL('../themes/nutag/assets/js/finder-score.js', import.meta.url), 'utf8')}; SoumFinder`);

const sheets = async (page) => (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
const listed = (page, key = 'fits') => page.locator(`[data-list="${key}"] > li`).evaluateAll((items) => items.map((li) => li.dataset.soum));
const keep = (page, codes) => page.evaluate((text) => localStorage.setItem('nutag.soums', text), JSON.stringify({ v: 1, soums: codes }));

test('finder: the script answers the question of the family as the tables do', () => {
  const state = rules.decode(family.fragment, data);
  const found = rules.find(data, state, 'mn');
  const plain = (list) => JSON.parse(JSON.stringify(list)).map(({ i, score }) => ({ code: data.codes[i], score: Math.round(score * 1e4) / 1e4 }));
  assert.deepEqual(plain(found.fits), family.fits);
  assert.deepEqual(plain(found.unsure), family.unsure);
  assert.equal(found.out, family.out);
  assert.ok(family.fits.length >= 3 && family.unsure.length > 0);
});

for (const lang of LANGS) {
  test(`finder: a family gets to three soums, compares, prints and keeps them, network off, on a phone (${lang})`, () =>
    withPage(`${lang}/finder.html`, phone, async (page, { context }) => {
      await page.locator('[data-finder] a[href^="#v=1"]').first().click();
      await page.waitForFunction(() => location.hash.length > 9);
      assert.equal(new URL(page.url()).hash, `#${family.fragment}`, 'the first example is the question of the family');
      assert.deepEqual((await listed(page)).slice(0, 3), family.fits.slice(0, 3).map((x) => x.code));
      const first = page.locator('[data-list="fits"] > li').first();
      const score = Math.round(family.fits[0].score);
      assert.ok((await first.locator('.soum__score').innerText()).includes(String(score)), 'the score is not shown');
      assert.ok(await first.locator('details li').first().isVisible(), 'why the score is what it is stands hidden');
      const why = await first.locator('details').innerText();
      assert.match(why, new RegExp(`= ${family.fits[0].score.toFixed(1)}`), why);
      assert.match(await first.innerText(), /\(2025\)/, 'a figure has no year');
      assert.ok(await first.locator('.facts .ref a').count() >= 5, 'a figure has no source');
      for (let k = 0; k < 3; k++) await page.locator('[data-list="fits"] > li input[type=checkbox]').nth(k).check();
      for (let k = 0; k < 3; k++) await page.locator('[data-list="fits"] > li .soum__do button').nth(k).click();
      assert.deepEqual(JSON.parse(await page.evaluate(() => localStorage.getItem('nutag.soums'))).soums, family.fits.slice(0, 3).map((x) => x.code));
      await page.locator('[data-picked] a').click();
      await page.waitForURL(/compare\.html#v=1&c=/);
      await context.setOffline(true);
      assert.equal(await page.locator('[data-table] thead th').count(), 3);
      assert.ok(await page.locator('.compare__mark').count() > 10);
      assert.equal(await sheets(page), 1, 'the comparison does not print on one page');
    }));

  test(`finder: conditions by hand, unknown figures in the open (${lang})`, () =>
    withPage(`${lang}/finder.html`, {}, async (page) => {
      const block = page.locator('details.crit', { has: page.locator('#error-coldest-month') });
      assert.equal(await block.count(), 1);
      await page.locator('.critgroup', { has: block }).locator('> summary').click();
      await block.locator('summary').click();
      assert.match(await block.innerText(), /52/, 'how many soums have no figure is not said');
      await block.locator('[data-from]').fill('-20');
      await page.waitForFunction(() => location.hash.includes('coldest-month~-20~'));
      await page.waitForFunction(() => document.querySelectorAll('[data-list="unsure"] > li').length > 0);
      const want = rules.find(data, rules.decode('#v=1&m=coldest-month~-20~', data), lang);
      const status = await page.locator('[data-status]').innerText();
      for (const n of [want.fits.length, want.unsure.length, want.out]) assert.ok(status.includes(String(n)), `${status} does not say ${n}`);
      assert.equal(want.unsure.length, 52);
      assert.match(await page.locator('[data-list="unsure"] > li .soum__missing').first().innerText(), /\S/);
      await page.locator('input[name=unknown]').uncheck();
      assert.equal(await page.locator('[data-list="unsure"] > li').count(), 0);
      assert.match(await page.locator('[data-hidden]').innerText(), /52/);
      // The number beside a choice is what the choice gives.
      const choice = block.locator('.crit__group').nth(4);
      const promised = Number(/\((\d+)\)$/.exec(await choice.innerText())[1]);
      await choice.click();
      assert.equal(await choice.getAttribute('aria-pressed'), 'true');
      assert.ok((await page.locator('[data-status]').innerText()).includes(String(promised)));
      const map = await page.locator('[data-map] .m-best, [data-map] .m-fits').count();
      assert.equal(map, promised, 'map and list are not in step');
      await block.locator('[data-from]').fill('x');
      await page.waitForFunction(() => document.querySelector('#error-coldest-month').textContent.length > 5);
      assert.ok(!new URL(page.url()).hash.includes('coldest-month'), 'a mistake counts as a condition');
      await page.locator('[type=reset]').click();
      assert.equal(new URL(page.url()).hash, '');
      assert.equal((await listed(page)).length, 12);
    }));

  test(`finder: the mark of a figure leads to its source, which is folded away before (${lang})`, () =>
    withPage(`${lang}/finder.html`, phone, async (page) => {
      const mark = page.locator('.soums .facts .ref a').first();
      const source = page.locator((await mark.getAttribute('href')).replace(/^.*#/, '#'));
      assert.equal(await source.isVisible(), false);
      await mark.click();
      await source.waitFor();
      assert.ok(await source.isVisible());
    }));

  test(`finder: by keyboard alone (${lang})`, () =>
    withPage(`${lang}/finder.html`, phone, async (page) => {
      await page.locator('#wish-new').focus();
      await page.selectOption('#wish-new', 'coldest-month~more');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('w=coldest-month~more~2'));
      assert.ok(await page.evaluate(() => document.activeElement.closest('.wish') !== null), 'the focus is not at the new wish');
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction(() => location.hash.includes('w=coldest-month~more~3'));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'wish-new');
      await page.locator('.crit > summary').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.waitForFunction(() => location.hash.includes('m=distance-ulaanbaatar~~250'));
    }));

  test(`finder: accessible and narrow with everything open, light and dark (${lang})`, () =>
    withPage(`${lang}/finder.html#${family.fragment}&z=steppe.forest_steppe&c=6346`, { viewport: { width: 320, height: 700 } }, async (page) => {
      await page.locator('[data-list="fits"] > li').first().waitFor();
      await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true; });
      assert.deepEqual(await faults(page), []);
    }));

  test(`finder: a hostile address shows no more than text and keeps what is known (${lang})`, () =>
    withPage(`${lang}/finder.html#v=1&m=${encodeURIComponent('<img src=x onerror=alert(1)>')}~1~2&m=population~5000~&w=__proto__~more~3&a=63.%3Cb%3E&c=0000.6346&z=%27`, {}, async (page) => {
      await page.locator('[data-list="fits"] > li').first().waitFor();
      assert.equal(await page.locator('main img').count(), 0);
      const want = rules.find(data, rules.decode('#v=1&m=population~5000~&a=63', data), lang);
      assert.deepEqual(await listed(page), Array.from(want.fits, ({ i }) => data.codes[i]).slice(0, 12));
      assert.match(await page.locator('[data-picked-names]').innerText(), lang === 'mn' ? /Хутаг-Өндөр/ : /Khutag-Undur/);
    }));

  test(`finder: without scripts there are tables of all soums and no dead form (${lang})`, () =>
    withPage(`${lang}/finder.html`, { javaScriptEnabled: false }, async (page) => {
      assert.ok(await page.locator('[data-finder]').isHidden());
      assert.ok(await page.locator('noscript p').isVisible());
      assert.equal(await page.locator('main table tbody tr a').count(), 21);
      await page.locator('main table tbody tr a').first().click();
      await page.waitForURL(/at-a-glance\.html#a-\d\d$/);
      assert.equal(await page.locator('.glance tbody tr').count(), 330);
      assert.equal(await page.locator('.glance').count(), 21);
    }));

  test(`finder: from a folder, without a server, in both directions (${lang})`, () =>
    withPage(pathToFileURL(path.join(dir, lang, 'finder.html')).href + `#${family.fragment}`, {}, async (page) => {
      assert.deepEqual((await listed(page)).slice(0, 3), family.fits.slice(0, 3).map((x) => x.code));
      await page.locator('[data-list="fits"] > li .soum__do button').first().click();
      await page.goto(pathToFileURL(path.join(dir, lang, 'my-list.html')).href);
      assert.equal(await page.locator('[data-table] tbody tr').count(), 1);
      await page.goto(pathToFileURL(path.join(dir, lang, 'compare.html')).href);
      await page.locator('[data-kept-list] button').click();
      await page.fill('#soum-name', 'hutag');
      await page.fill('#soum-name', lang === 'mn' ? 'хутаг ондор' : 'khutag');
      await page.locator('.sug').first().click();
      assert.equal(await page.locator('[data-table] thead th').count(), 2);
    }));

  test(`compare: chosen by name and keyboard, differences in words, back from the address and in the other language (${lang})`, () =>
    withPage(`${lang}/compare.html`, phone, async (page) => {
      const add = async (name) => {
        await page.locator('#soum-name').fill(name);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      };
      await add(lang === 'mn' ? 'Хутаг-Өндөр' : 'Khutag-Undur');
      assert.ok(await page.locator('[data-result]').isHidden(), 'one soum is no comparison');
      await add(lang === 'mn' ? 'Хангал' : 'Khangal');
      const { hash } = new URL(page.url());
      assert.match(hash, /^#v=1&c=6346\.\d{4}$/);
      const row = page.locator('[data-table] tbody tr', { has: page.locator('th', { hasText: lang === 'mn' ? /^Хүн ам$/ : /^Population$/ }) });
      const people = data.measures.find((m) => m.id === 'population');
      const [a, b] = hash.slice(7).split('.').map((code) => people.values[data.codes.indexOf(code)]);
      const cells = await row.locator('td').allInnerTexts();
      const words = lang === 'mn' ? ['хамгийн их', 'хамгийн бага'] : ['highest', 'lowest'];
      assert.ok(cells[0].includes(words[a > b ? 0 : 1]) && cells[1].includes(words[a > b ? 1 : 0]), cells.join('|'));
      assert.match(cells[0], /\(2025\)/);
      const indexes = hash.slice(7).split('.').map((code) => data.codes.indexOf(code));
      const known = data.measures.filter((m) => indexes.some((i) => m.values[i] !== null));
      assert.equal(await page.locator('[data-table] tbody tr').count(), known.length + 1, 'a row for each figure that is known, and the zone');
      assert.match(await page.locator('[data-nowhere]').innerText(), /\S/, 'what is known of none is not named');
      await page.locator('a.lang').click();
      await page.waitForURL((u) => u.hash === hash && !u.pathname.includes(`/${lang}/`));
      assert.equal(await page.locator('[data-table] thead th').count(), 2);
      assert.deepEqual(await faults(page), []);
    }));

  test(`compare: four soums with what is not known, on one sheet (${lang})`, () =>
    withPage(`${lang}/compare.html#v=1&c=6346.${family.unsure[0].code}.2101.8537.9999.4601`, {}, async (page) => {
      assert.equal(await page.locator('[data-table] thead th').count(), 4, 'more than four, or one that is none');
      assert.match(await page.locator('[data-table]').innerText(), lang === 'mn' ? /мэдээлэл байхгүй/i : /not known yet/i);
      assert.equal(await sheets(page), 1);
      // On paper the sources that are not cited are left out, and those that are keep their numbers.
      const wrong = await page.evaluate(() => Array.from(document.querySelectorAll('[data-table] .ref a'), (a) => [a.textContent, document.getElementById(a.hash.slice(1))])
        .filter(([text, li]) => !li || li.classList.contains('noprint') || (li.closest('ol') && `[${li.value}]` !== text)).map(([text]) => text));
      assert.deepEqual(wrong, []);
    }));

  test(`my list: from the page of a soum to paper, file and back, and gone when erased (${lang})`, () =>
    withPage(`${lang}/${resolve(site, 'soums/6346')}`, phone, async (page) => {
      await page.locator('[data-keep]').click();
      await page.goto(new URL(`../my-list.html`, page.url()).href);
      assert.equal(await page.locator('[data-table] tbody tr').count(), 1);
      await keep(page, ['6346', '4601', '2101']);
      await page.reload();
      assert.equal(await page.locator('[data-table] tbody tr').count(), 3);
      assert.match(await page.locator('[data-compare]').getAttribute('href'), /#v=1&c=6346\.4601\.2101$/);
      assert.deepEqual(await faults(page), []);
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await sheets(page), 1);
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()]);
      const kept = readFileSync(await download.path(), 'utf8');
      assert.deepEqual(JSON.parse(kept), { v: 1, soums: ['6346', '4601', '2101'] });
      page.once('dialog', (dialog) => dialog.accept());
      await page.locator('[data-erase]').click();
      assert.equal(await page.evaluate(() => localStorage.getItem('nutag.soums')), null);
      assert.ok(await page.locator('[data-result]').isHidden());
      await page.setInputFiles('[data-import]', { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"v":1,"soums":"<img>"}') });
      await page.waitForFunction(() => document.querySelector('[data-status]').textContent.length > 20);
      assert.ok(await page.locator('[data-result]').isHidden(), 'a wrong file was taken');
      await page.setInputFiles('[data-import]', { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(kept) });
      await page.locator('[data-table] tbody tr').nth(2).waitFor();
    }));

  test(`finder: home, journey and guides lead to it (${lang})`, () =>
    withPage(`${lang}/index.html`, phone, async (page) => {
      assert.ok(await page.locator('.situation--ochre a[href="finder.html"]').isVisible());
      assert.ok(await page.locator('.menu a[href$="finder.html"]').isVisible());
      await page.goto(new URL('journeys/moving-to-a-soum.html', page.url()).href);
      assert.equal(await page.locator('.also a[href="../finder.html"]').count(), 1);
      await page.goto(new URL('../guides/choosing-a-soum.html', page.url()).href);
      for (const name of ['finder', 'compare', 'my-list']) assert.ok(await page.locator(`.prose a[href="../${name}.html"]`).count() > 0, name);
    }));
}
