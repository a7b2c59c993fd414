// QR codes on printed sheets, read by a program of its own, and the page of texts for phones and radio.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { LANGS, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const { dir, all, withPage } = stage();
const site = await all();

// read has a picture decoded by zbarimg, of the Debian package zbar-tools.
const read = (file) => execFileSync('zbarimg', ['--nodbus', '--quiet', '--raw', '--oneshot', file], { encoding: 'utf8' }).replace(/\n$/, '');

for (const lang of LANGS) {
  for (const name of [`${lang}/${resolve(site, 'soums/6346')}`, `${lang}/journeys/moving-for-otor.html`]) {
    test(`outreach: the code on the printed sheet of ${name} is read`, () =>
      withPage(name, { deviceScaleFactor: 4 }, async (page) => {
        const code = page.locator('.qr img').last();
        assert.equal(await code.isVisible(), false, 'the code is for print only');
        await page.emulateMedia({ media: 'print' });
        await code.evaluate((img) => { img.loading = 'eager'; return img.decode(); });
        const folder = await mkdtemp(path.join(os.tmpdir(), 'nutag-qr-'));
        try {
          const file = path.join(folder, 'code.png');
          await code.screenshot({ path: file });
          const text = read(file);
          assert.ok(text.includes('103'), text);
          assert.ok(Buffer.byteLength(text) <= 320, 'short enough for a cheap phone');
          assert.ok(text.startsWith((await page.locator('h1').textContent()).trim()), text);
        } finally {
          await rm(folder, { recursive: true });
        }
        // Printing loads the picture although it is lazy.
        await page.reload();
        const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
        assert.ok(pdf.length > 10_000);
        assert.ok(await page.locator('.qr img').last().evaluate((img) => img.complete && img.naturalWidth > 0), 'the code was loaded for print');
      }));
  }

  test(`outreach: the page offers files that a phone, a spreadsheet and a reader can open (${lang})`, () =>
    withPage(`${lang}/outreach.html`, {}, async (page) => {
      const links = await page.locator('main a[download]').evaluateAll((list) => list.map((a) => a.getAttribute('href')));
      assert.equal(links.length, 4 + (lang === 'mn' ? 3 : 2) + 21);
      for (const link of links) {
        const text = readFileSync(path.join(dir, lang, link), 'utf8');
        assert.equal(text[0], '\uFEFF', `${link} says that it is UTF-8`);
        assert.match(text, link.endsWith('.csv') ? /^\uFEFFid,lang,title,/ : /^\uFEFF== .+ \([a-z]+:.+\)\n/);
      }
      assert.ok((await page.locator('.outreach__parts li').allTextContents()).every((part) => [...part].length <= (lang === 'mn' ? 67 : 153)));
    }));
}
