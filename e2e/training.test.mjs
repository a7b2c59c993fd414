// Courses as a learner takes them: read without a script, quiz by keyboard, progress on the device, worksheets that compute,
// and private pages that keep nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, withPage } = stage();
const site = await all();
const lessons = site.filter((p) => p.lang === 'mn' && p.kind === 'lessons');
const PHONE = { viewport: { width: 360, height: 740 } };
const LESSON = 'lessons/c2-m3-l1.html';
const kept = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

test('courses: every lesson of every course has its pages', () => {
  assert.ok(lessons.length > 40, `${lessons.length} lessons`);
  for (const lang of LANGS) {
    for (const kind of ['courses', 'lessons', 'worksheets']) assert.equal(site.filter((p) => p.lang === lang && p.kind === kind).length, site.filter((p) => p.lang === 'mn' && p.kind === kind).length);
  }
});

for (const lang of LANGS) {
  test(`no script: a lesson is whole and answers open (${lang})`, () =>
    withPage(`${lang}/${LESSON}`, { javaScriptEnabled: false, ...PHONE }, async (page) => {
      for (const id of ['story', 'idea', 'example', 'exercise', 'takeaway']) assert.ok(await page.locator(`#${id}`).isVisible(), id);
      const sets = page.locator('.quiz fieldset');
      assert.ok((await sets.count()) >= 4);
      const details = sets.first().locator('details');
      await details.locator('summary').click();
      assert.ok(await details.locator('p').last().isVisible());
      assert.equal(await page.locator('[data-lesson] button').count(), 0);
    }));

  test(`quiz: by keyboard, with an explanation, a score and another try (${lang})`, () =>
    withPage(`${lang}/${LESSON}`, PHONE, async (page) => {
      const sets = page.locator('.quiz fieldset');
      const n = await sets.count();
      await sets.first().locator('button').press('Enter');
      assert.ok((await sets.first().locator('[role=status]').textContent()).length > 5, 'it does not ask to choose first');
      for (let i = 0; i < n; i++) {
        const set = sets.nth(i);
        const right = Number(await set.getAttribute('data-right'));
        const choices = await set.locator('input').count();
        const pick = i === 0 ? (right % choices) + 1 : right; // the first one wrong
        await set.locator('input').first().focus();
        await page.keyboard.press('Space');
        for (let k = 1; k < pick; k++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        const says = await set.locator('[role=status] p').allTextContents();
        assert.equal(says.length, 2);
        assert.ok(says[1].length > 20, 'the explanation is missing');
      }
      assert.match(await page.locator('.quiz .lead').textContent(), new RegExp(`${n - 1}`));
      assert.deepEqual(JSON.parse(JSON.parse(await kept(page))['nutag.training']).lessons, { 'c2-m3-l1': { done: true, right: n - 1, of: n } });
      await page.locator('.quiz .buttons button').click();
      assert.equal(await page.locator('.quiz input:checked, .quiz input:disabled').count(), 0);
    }));

  test(`progress: marked, shown, exported, erased, imported, printed (${lang})`, () =>
    withPage(`${lang}/${LESSON}`, PHONE, async (page) => {
      await page.locator('[data-lesson] button').click();
      await page.goto(new URL('../courses/c2.html', page.url()).href);
      assert.notEqual(await page.locator('[data-lesson-state="c2-m3-l1"]').textContent(), '');
      await page.goto(new URL('c2-statement.html', page.url()).href);
      assert.ok(await page.locator('[data-tick="c2-m3-l1"]').isChecked());
      assert.equal(await page.locator('[data-tick]:checked').count(), 1);
      await page.goto(new URL('index.html', page.url()).href);
      assert.match(await page.locator('[data-lessons*="c2-m3-l1"]').textContent(), /1/);
      const wait = page.waitForEvent('download');
      await page.locator('[data-export]').click();
      const file = await (await wait).path();
      const text = await readFile(file, 'utf8');
      page.on('dialog', (d) => d.accept());
      await page.locator('[data-erase]').click();
      assert.equal(await kept(page), '{}');
      await page.locator('[data-import]').setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"v":1}') });
      await page.waitForFunction(() => document.querySelector('[data-status]').textContent.length > 20);
      assert.equal(await kept(page), '{}');
      await page.locator('[data-import]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await page.waitForFunction(() => localStorage.length === 1);
      assert.equal(JSON.parse(await kept(page))['nutag.training'], text);
    }));

  test(`worksheet: computes, keeps, prints blank and exports (${lang})`, () =>
    withPage(`${lang}/worksheets/loan-comparison-sheet.html`, PHONE, async (page) => {
      const set = (name, value) => page.fill(`[name="offers.1.${name}"]`, value);
      await set('name', '=Bank, "A"');
      await set('amount', '3,000,000');
      await set('months', '6');
      await set('rate', '2.5');
      await page.selectOption('[name="offers.1.per"]', '1');
      await page.selectOption('[name="offers.1.way"]', '2');
      const out = (name) => page.locator(`output[name="offers.1.${name}"]`).textContent();
      assert.equal(await out('interest'), '262,500');
      assert.equal(await out('year_rate'), '30');
      assert.equal(await out('effective'), '34.49');
      await set('months', 'six');
      assert.equal(await page.locator('[name="offers.1.months"]').getAttribute('aria-invalid'), 'true');
      assert.equal(await out('interest'), '');
      await set('months', '6');
      await page.reload();
      assert.equal(await out('interest'), '262,500');
      const wait = page.waitForEvent('download');
      await page.locator('[data-csv]').click();
      const csv = await readFile(await (await wait).path(), 'utf8');
      assert.match(csv, /"'=Bank, ""A"""/);
      assert.match(csv, /,262500\r\n/);
      await page.evaluate(() => {
        window.print = () => { window.shown = [...document.querySelectorAll('.sheet input, .sheet output')].map((e) => e.value).join(''); window.dispatchEvent(new Event('afterprint')); };
      });
      await page.locator('[data-blank]').click();
      assert.equal(await page.evaluate(() => window.shown), '');
      assert.equal(await out('interest'), '262,500');
    }));
}

const secret = site.filter((p) => /^(courses|lessons|worksheets)\//.test(p.inner) && p.html.includes('data-leave'));
test('private pages keep nothing and offer a quick way out', async () => {
  assert.ok(secret.length >= 16, `${secret.length} pages`);
  for (const lesson of site.filter((p) => p.kind === 'lessons' && p.inner.includes('/c8-'))) assert.ok(secret.includes(lesson), lesson.path);
  for (const p of secret.filter((x) => x.kind !== 'lessons' || x.inner.endsWith('c8-m1-l1.html'))) {
    assert.ok(!p.html.includes('progress-words'), p.path);
    await withPage(p.path, PHONE, async (page) => {
      for (const e of await page.locator('[data-sheet] input[type=text], [data-sheet] textarea').all()) await e.fill('1');
      for (const e of await page.locator('.quiz fieldset').all()) {
        await e.locator('input').first().check();
        await e.locator('button').click();
      }
      assert.equal(await kept(page), '{}', p.path);
      await page.locator('[data-leave]').click();
      await page.waitForURL(/map\.html$/);
    });
  }
});

test('stick: a lesson opened from a folder works, with the network off', () =>
  withPage(pathToFileURL(path.join(dir, 'mn', LESSON)).href, { ...PHONE, offline: true }, async (page, { seen }) => {
    const set = page.locator('.quiz fieldset').first();
    await set.locator('input').first().check();
    await set.locator('button').click();
    assert.equal(await set.locator('[role=status] p').count(), 2);
    await page.locator('a[rel=next]').click();
    await page.waitForURL(/c2-m3-l2\.html$/);
    assert.deepEqual(seen.splice(0).filter((line) => line.includes('http')), []);
  }));
