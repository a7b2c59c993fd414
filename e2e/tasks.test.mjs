// What a reader in trouble has to do, on a small screen: three people, each from the home page without scripts and from the
// search box, in both languages. A step is a tap, or one line typed and sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { withPage } = stage();
const PHONE = { viewport: { width: 360, height: 740 } };
const STEPS = 3;

const TASKS = [
  {
    name: 'in Busan, passport lost',
    // The way through the page about the loss, to whom she turns in Busan.
    taps: ['journeys/lost-passport.html', 'countries/index.html', 'countries/kr.html'],
    then: 'a[href$="missions/mn-c-busan.html"]',
    typed: {
      mn: ['Пусанд байна паспортаа алдсан', 'gadaad passportoo aldsan', 'Солонгост паспортоо гээсэн'],
      en: ['I am in Busan and lost my passport', 'lost passport Korea'],
    },
    found: ['journeys/lost-passport', 'missions/mn-c-busan', 'services/passport-lost', 'countries/kr', 'flows/travel-paper'],
  },
  {
    name: 'parents who want to move to Khutag-Undur',
    taps: ['soums/index.html', 'soums/6346-khutag-undur.html'],
    then: 'h1',
    typed: {
      mn: ['эцэг эх маань Хутаг-Өндөр рүү нүүх гэж байна', 'hutag undur ruu nuuh'],
      en: ['my parents want to move to Khutag-Undur', 'moving to khutag undur'],
    },
    found: ['soums/6346-khutag-undur', 'journeys/moving-to-a-soum'],
  },
  {
    name: 'papers taken away',
    taps: ['journeys/deceived-or-in-danger.html'],
    then: 'a[href="tel:102"]',
    typed: {
      mn: ['бичиг баримтыг минь авчихсан', 'pasport mini avchihsan'],
      en: ['somebody took my papers', 'boss took my passport'],
    },
    found: ['journeys/deceived-or-in-danger', 'flows/trap-check', 'guides/help-now', 'services/trafficking-victims', 'hotlines/index'],
  },
];

for (const lang of LANGS) {
  for (const task of TASKS) {
    test(`task: ${task.name}, from the home page without scripts (${lang})`, () =>
      withPage(`${lang}/index.html`, { ...PHONE, javaScriptEnabled: false }, async (page) => {
        assert.ok(task.taps.length <= STEPS, 'too many steps');
        for (const inner of task.taps) {
          const link = page.locator(`a[href$="${inner}"]:visible`).first();
          assert.ok((await link.count()) > 0, `${page.url()} has no link to ${inner}`);
          await link.click();
          await page.waitForURL((u) => u.pathname.endsWith(inner));
        }
        assert.ok(await page.locator(task.then).first().isVisible(), `${page.url()} does not show ${task.then}`);
      }));

    for (const query of task.typed[lang]) {
      test(`task: ${task.name}, searched as “${query}” (${lang})`, () =>
        withPage(`${lang}/index.html`, PHONE, async (page) => {
          const box = page.locator('main input[type=search], header input[type=search]').first();
          await box.fill(query);
          await box.press('Enter');
          await page.locator('[data-hits][data-stage="2"]').waitFor({ state: 'attached' });
          const first = await page.locator('[data-hits] a[href]').evaluateAll((links, n) => links.slice(0, n).map((a) => a.pathname), STEPS);
          assert.ok(first.some((path) => task.found.some((inner) => path.includes(`/${inner}`))), `the first hits are ${first.join(', ')}`);
          await page.locator('[data-hits] a[href]').first().click();
          await page.waitForURL((u) => u.pathname === first[0]);
        }));
    }
  }
}
