// What the search may weigh, in bytes after brotli as a careful host sends them. Times are printed by make bench and make eval;
// they depend on the machine and are not asserted here.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { LANGS } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const ENGINE = 1_400_000;
const INDEX = 700_000; // of one language
const STAGE_1 = 60_000; // everything that answers before the engine is there

const { dir, url, withPage } = stage();
const entry = JSON.parse(await readFile(path.join(dir, 'search/entry.json'), 'utf8'));

// weight is the size of a file of the portal after brotli; what lies there as gzip is unpacked first.
async function weight(name, quality = 11) {
  const file = await readFile(path.join(dir, name));
  const raw = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  return brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }).length;
}

async function sum(names) {
  let total = 0;
  for (const name of names) total += await weight(name);
  return total;
}

test('search weight: the engine', async () => {
  const bytes = await sum([entry.engine, entry.glue].map((f) => `search/${f.file}`));
  assert.ok(bytes <= ENGINE, `engine and glue: ${bytes} bytes, at most ${ENGINE}`);
});

for (const lang of LANGS) {
  test(`search weight: the index of one language (${lang})`, async () => {
    const bytes = await sum(entry.languages[lang].shards.map((f) => `search/${f.file}`));
    assert.ok(bytes <= INDEX, `index: ${bytes} bytes, at most ${INDEX}`);
  });

  // The files that the entry names belong to the engine; style sheets are those of every page.
  for (const page of ['index.html', 'search.html']) {
    test(`search weight: what answers before the engine (${lang}/${page})`, () =>
      withPage(`${lang}/${page}`, {}, async (tab) => {
        const later = new Set(Object.values(entry.languages).flatMap((l) => [...l.shards, ...Object.values(l.texts)]).concat(entry.engine, entry.glue).map((f) => `search/${f.file}`));
        later.add('search/entry.json');
        const box = tab.locator('main input[name="q"]');
        await box.click();
        await box.pressSequentially('хут', { delay: 50 });
        await tab.waitForTimeout(1500);
        const loaded = await tab.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name));
        const names = new Set(loaded.filter((address) => address.startsWith(url())).map((address) => decodeURIComponent(new URL(address).pathname.slice(new URL(url()).pathname.length))));
        const first = [...names].filter((name) => !later.has(name) && /\.(m?js|json|bin|txt)$/.test(name));
        const bytes = await sum(first);
        assert.ok(first.length > 0, 'the page loads nothing for its search');
        assert.ok(bytes <= STAGE_1, `${first.join(', ')}: ${bytes} bytes, at most ${STAGE_1}`);
      }));
  }
}
