// The reference profile, word for word: what stands in <main> of Khutag-Undur in both languages. A change of the data, the words
// or the layout shows here first. Renew with GOLDEN=write and read the difference before keeping it.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { LANGS, pages, resolve, siteDir } from './lib/site.mjs';

const site = await pages(siteDir());
const inner = resolve(site, 'soums/6346');
const folder = path.join(import.meta.dirname, 'golden');

// One tag a line, so that a difference names its place.
const lines = (html) => /<main[^>]*>([\s\S]*)<\/main>/.exec(html)[1].replace(/>\s*</g, '>\n<').trim() + '\n';

for (const lang of LANGS) {
  test(`golden: the reference profile is as it was read last (${lang})`, async () => {
    const got = lines(site.find((page) => page.lang === lang && page.inner === inner).html);
    const file = path.join(folder, `khutag-undur.${lang}.html`);
    if (process.env.GOLDEN === 'write') {
      await mkdir(folder, { recursive: true });
      await writeFile(file, got);
    }
    const want = (await readFile(file, 'utf8')).split('\n');
    const at = got.split('\n').findIndex((line, i) => line !== want[i]);
    assert.ok(at < 0, `line ${at + 1} is\n  ${got.split('\n')[at]}\nand was\n  ${want[at]}`);
    assert.equal(got.split('\n').length, want.length);
  });
}
