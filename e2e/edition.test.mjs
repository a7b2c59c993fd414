// What an edition of one aimag shows of the others: the finder knows all soums, and leads to those whose pages are there.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LANGS, siteDir } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { withPage } = stage();
const dir = siteDir();
const names = (page) => page.locator('.soums .soum__head').evaluateAll((list) => list.map((e) => ({ name: e.textContent.trim(), href: e.querySelector('a')?.href ?? '' })));

for (const lang of LANGS) {
  for (const [how, address] of [['served', `${lang}/finder.html`], ['from a folder', pathToFileURL(path.join(dir, lang, 'finder.html')).href]]) {
    test(`edition: the finder names all soums and links to its own, ${how} (${lang})`, async () => {
      await withPage(address, { viewport: { width: 360, height: 740 } }, async (page) => {
        await page.locator('.soums .soum').first().waitFor();
        const all = await names(page);
        assert.ok(all.length > 5, `${all.length} soums`);
        assert.deepEqual(all.filter((s) => s.href && !s.href.includes('soums/63')), []);
        assert.ok(all.every((s) => s.name));
      });
      await withPage(`${address}#v=1&a=63`, { viewport: { width: 360, height: 740 } }, async (page) => {
        await page.locator('.soums .soum__head a').first().waitFor();
        const own = await names(page);
        for (const { name, href } of own) {
          assert.match(href, /soums\/63\d\d-/, name);
          if (how !== 'served') assert.ok(existsSync(fileURLToPath(href)), href);
        }
        const first = own[0];
        await page.locator('.soums .soum__head a').first().click();
        assert.ok((await page.locator('h1').textContent()).includes(first.name.split(/[ ,]/)[0]));
      });
    });
  }
}
