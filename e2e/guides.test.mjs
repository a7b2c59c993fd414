// Journeys, decision flows, figures and programmes as readers use them: without scripts, by keyboard, on paper, and in
// danger, where nothing may stay on the device.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { all, withPage } = stage();
const site = await all();
const of = (lang, kind, more = () => true) => site.filter((page) => page.lang === lang && page.kind === kind && more(page)).map((page) => page.path);
const isStart = (page) => page.inner.split('/').length === 2;
const DANGER = ['journeys/deceived-or-in-danger.html', 'flows/trap-check.html', 'flows/trap-check/now.html', 'flows/trap-check/end-sign.html'];
const EXIT = 'a[data-leave]';

const sheets = async (page) => (await page.pdf({ format: 'A4', preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
const kept = (page) => page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);

for (const lang of LANGS) {
  test(`guides: seven journeys and six flows, all reached from the home page (${lang})`, async () => {
    assert.equal(of(lang, 'journeys').length, 7);
    assert.equal(of(lang, 'flows', isStart).length, 6);
    await withPage(`${lang}/index.html`, { javaScriptEnabled: false }, async (page) => {
      for (const path of of(lang, 'journeys')) assert.ok(await page.locator(`main a[href="${path.slice(lang.length + 1)}"]`).count(), path);
      await page.locator('main a[href="flows/index.html"]').click();
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/flows/index.html`));
      assert.equal(await page.locator('main .cards a').count(), 6);
    });
  });

  test(`journey: whole without scripts, with nothing to tick (${lang})`, async () => {
    for (const path of of(lang, 'journeys')) {
      await withPage(path, { javaScriptEnabled: false }, async (page) => {
        assert.ok((await page.locator('.step').count()) >= 8, path);
        assert.equal(await page.locator('.phase h2').count(), 3, path);
        assert.equal(await page.locator('main input, main button:visible').count(), 0, path);
        // Each step says what it rests on.
        assert.equal(await page.locator('.step:not(:has(.cites, .glines))').count(), 0, path);
      });
    }
  });

  test(`journey: prints on one or two sheets of A4, with squares to tick where it is no matter of danger (${lang})`, async () => {
    for (const path of of(lang, 'journeys')) {
      await withPage(path, {}, async (page) => {
        assert.ok([1, 2].includes(await sheets(page)), path);
        await page.emulateMedia({ media: 'print' });
        const squares = await page.locator('.tick:visible').count();
        assert.equal(squares, DANGER.includes(path.slice(lang.length + 1)) ? 0 : await page.locator('.step').count(), path);
      });
    }
  });

  test(`journey: ticks by keyboard stay on the device, in the other language too, until they are cleared (${lang})`, () =>
    withPage(`${lang}/journeys/lost-passport.html`, {}, async (page) => {
      const boxes = page.locator('input.tick');
      const steps = await page.locator('.step').count();
      assert.equal(await boxes.count(), steps);
      assert.equal(await kept(page), 0);
      await boxes.nth(1).focus();
      await page.keyboard.press('Space');
      assert.ok(await boxes.nth(1).isChecked());
      assert.match(await page.locator('[data-status]').innerText(), new RegExp(`\\b1\\b.*\\b${steps}\\b`));
      assert.ok((await boxes.nth(1).getAttribute('aria-label')).length > 12);
      const box = await boxes.nth(1).boundingBox();
      assert.ok(box.width >= 24 && box.height >= 24, 'too small to hit');
      await page.reload();
      assert.ok(await boxes.nth(1).isChecked());
      await page.click('a.lang');
      await page.waitForURL((u) => !u.pathname.includes(`/${lang}/`));
      assert.ok(await boxes.nth(1).isChecked());
      assert.equal(await kept(page), 1);
      await page.locator('[data-clear]').press('Enter');
      assert.equal(await page.locator('input.tick:checked').count(), 0);
      assert.equal(await kept(page), 0);
    }));

  test(`danger: nothing is kept, nothing to tick, a way out that can be seen at once (${lang})`, async () => {
    for (const inner of DANGER) {
      await withPage(`${lang}/${inner}`, { viewport: { width: 320, height: 568 } }, async (page, { context }) => {
        const exit = page.locator(EXIT).first();
        const box = await exit.boundingBox();
        assert.ok(box && box.y + box.height < 568, `${inner}: the way out is not on the first screen`);
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(200);
        const later = await exit.boundingBox();
        assert.ok(later && later.y >= 0 && later.y < 568, `${inner}: the way out scrolls away`);
        assert.equal(await page.locator('main input').count(), 0);
        assert.equal(await page.locator('[data-checklist]').count(), 0);
        assert.equal((await kept(page)) + (await context.cookies()).length, 0, inner);
      });
      await withPage(`${lang}/${inner}`, { javaScriptEnabled: false }, async (page) => {
        await page.locator(EXIT).first().click();
        await page.waitForURL((u) => u.pathname.endsWith(`${lang}/map.html`));
      });
    }
  });

  test(`flow: every answer leads on to an end, without scripts (${lang})`, async () => {
    for (const start of of(lang, 'flows', isStart)) {
      for (const pick of ['first', 'last']) {
        await withPage(start, { javaScriptEnabled: false }, async (page) => {
          let steps = 0;
          while ((await page.locator('.answers a').count()) > 0) {
            assert.ok(steps++ < 20, `${start} goes in a circle`);
            const link = page.locator('.answers a')[pick]();
            const href = new URL(await link.getAttribute('href'), page.url()).pathname;
            await link.click();
            await page.waitForURL((u) => u.pathname === href);
            assert.equal(await page.locator('h1').count(), 1);
          }
          assert.ok(steps > 0 && (await page.locator('.ask--end :is(.cites, .glines)').count()) > 0, `${page.url()} rests on nothing`);
          assert.equal(await page.locator('.way li').count(), await page.locator('.way li a').count());
        });
      }
    }
  });

  test(`flow: on paper every question stands on at most two sheets (${lang})`, async () => {
    for (const start of of(lang, 'flows', isStart)) {
      await withPage(start, {}, async (page) => {
        const nodes = site.filter((p) => p.lang === lang && p.path.startsWith(start.replace('.html', '/'))).length;
        assert.equal(await page.locator('.nodes > li').count(), nodes, start);
        assert.ok([1, 2].includes(await sheets(page)), start);
      });
    }
  });

  test(`flow: answers are reached and followed by keyboard (${lang})`, () =>
    withPage(`${lang}/flows/travel-paper.html`, {}, async (page) => {
      const first = page.locator('.answers a').first();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter'); // to the content
      for (let i = 0; i < 8 && !(await first.evaluate((a) => a === document.activeElement)); i++) await page.keyboard.press('Tab');
      assert.ok(await first.evaluate((a) => a === document.activeElement), 'the first answer is far from the content');
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.pathname.includes('/flows/travel-paper/'));
    }));

  test(`figures: three totals side by side, each with what it counts, and the doubts named (${lang})`, () =>
    withPage(`${lang}/figures/index.html`, { javaScriptEnabled: false }, async (page) => {
      const totals = page.locator('.factgroup').first();
      const text = await totals.innerText();
      for (const n of ['122,300', '167,300', '200,000']) assert.ok(text.includes(n), n);
      assert.equal(await totals.locator('li svg').count(), 3);
      assert.equal(await totals.locator('li p.small').count() >= 3, true);
      assert.equal(await totals.locator('.doubt').count(), 1);
      assert.equal(await page.locator('#held dt').count(), 2);
      assert.ok(!(await page.locator('main').innerText()).includes('2020-05-08'));
    }));

  test(`programmes: the whole list without scripts, narrowed with one (${lang})`, async () => {
    const path = `${lang}/programmes/index.html`;
    let total;
    await withPage(path, { javaScriptEnabled: false }, async (page) => {
      total = await page.locator('main .situation:visible').count();
      assert.equal(total, of(lang, 'programmes').length);
      assert.ok(await page.locator('[data-narrow]').isHidden());
    });
    await withPage(path, {}, async (page) => {
      const shown = () => page.locator('main .situation:visible').count();
      assert.equal(await shown(), total);
      await page.selectOption('[name=objectives]', '10');
      const few = await shown();
      assert.ok(few > 0 && few < total);
      assert.match(await page.locator('[data-status]').innerText(), new RegExp(`\\b${few}\\b.*\\b${total}\\b`));
      await page.selectOption('[name=audience]', 'victims');
      assert.ok((await shown()) <= few && (await shown()) > 0);
      assert.equal(await page.locator('[data-narrow-group]:visible').evaluateAll((groups) => groups.filter((g) => !g.querySelector('li:not([hidden])')).length), 0);
    });
  });
}
