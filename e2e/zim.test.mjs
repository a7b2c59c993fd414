// The archives in a real kiwix-serve: catalogue, pages, redirects, suggestions and full-text search, and a page in a browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { launch, watch } from './lib/browser.mjs';
import { pages, siteDir } from './lib/site.mjs';

const zim = path.resolve(process.env.ZIM ?? '.');
const site = await pages(siteDir());
const NAMES = ['nutag-mn', 'nutag-en', 'nutag'];
const SOUM = { mn: 'Хутаг-Өндөр', en: 'Khutag-Undur' };
const reference = site.find((p) => p.inner.startsWith('soums/6346')).inner;

let server;
let browser;
let url;

before(async () => {
  // kiwix-serve takes no port 0; one that was free a moment ago is nearly always free still.
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  url = `http://127.0.0.1:${port}/`;
  server = spawn('kiwix-serve', ['-i', '127.0.0.1', '-p', String(port), ...NAMES.map((name) => path.join(zim, `${name}.zim`))], { stdio: 'ignore' });
  for (let i = 0; i < 100; i++) {
    if (await fetch(url).then((r) => r.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill();
});

const get = async (address) => {
  const response = await fetch(url + address);
  return { status: response.status, at: decodeURIComponent(response.url), text: await response.text() };
};
const meta = async (name, key) => (await get(`raw/${name}/meta/${key}`)).text;

test('zim: each archive says what it is', async () => {
  const languages = { 'nutag-mn': 'mon', 'nutag-en': 'eng', nutag: 'mon,eng' };
  const date = /<time datetime="([\d-]+)"/.exec(site.find((p) => p.path === 'mn/release.html').html)[1];
  for (const name of NAMES) {
    assert.equal(await meta(name, 'Language'), languages[name]);
    assert.equal(await meta(name, 'Date'), date);
    assert.match(await meta(name, 'Counter'), /text\/html=\d+/);
    const [title, description] = [await meta(name, 'Title'), await meta(name, 'Description')];
    assert.ok(title.length > 0 && title.length <= 30, title);
    assert.ok(description.length > 0 && description.length <= 80, description);
    const icon = await fetch(`${url}catalog/v2/illustration/${name}/?size=48`);
    assert.equal(icon.headers.get('content-type'), 'image/png');
    assert.ok((await icon.arrayBuffer()).byteLength > 100);
  }
});

test('zim: every page is there, without scripts and forms of ours', async () => {
  const gone = /^(404|(mn|en)\/(search|offline))\.html$|\/embed\//;
  const there = site.filter((p) => (p.lang || p.path === 'index.html') && !gone.test(p.path));
  for (const name of NAMES) {
    const wanted = there.filter((p) => name === 'nutag' || p.lang === name.slice(-2));
    assert.ok(wanted.length > 300);
    for (const { path: file } of wanted) {
      const { status, text } = await get(`raw/${name}/content/${file}`);
      assert.equal(status, 200, file);
      for (const trace of [/<script/i, /data-search/, /<noscript/i, /serviceWorker/, / hidden=""/]) assert.doesNotMatch(text, trace, `${file} ${trace}`);
    }
  }
});

for (const lang of ['mn', 'en']) {
  test(`zim: found by the reader's own search, by a name and by another name (${lang})`, async () => {
    for (const name of [`nutag-${lang}`, 'nutag']) {
      const found = await get(`search?content=${name}&pattern=${encodeURIComponent(SOUM[lang])}&format=xml`);
      assert.match(found.text, new RegExp(`/${name}/${lang}/${reference}`));
      const names = JSON.parse((await get(`suggest?content=${name}&term=${encodeURIComponent(SOUM[lang])}`)).text);
      assert.ok(names.some((s) => s.path === `${lang}/${reference}`), JSON.stringify(names.slice(0, 3)));
    }
    // The name in the other language leads to the page as well.
    const other = JSON.parse((await get(`suggest?content=nutag-${lang}&term=${encodeURIComponent(SOUM[lang === 'mn' ? 'en' : 'mn'])}`)).text);
    const alias = other.find((s) => s.path?.startsWith(`${lang}/names/`));
    assert.ok(alias, JSON.stringify(other.slice(0, 3)));
    const { status, at } = await get(`nutag-${lang}/${alias.path}`);
    assert.equal(status, 200);
    assert.ok(at.endsWith(`/${lang}/${reference}`), at);
  });

  test(`zim: a page in a browser (${lang})`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 360, height: 740 } });
    try {
      const seen = watch(context, url);
      const page = await context.newPage();
      await page.goto(`${url}raw/nutag-${lang}/content/${lang}/${reference}`);
      assert.ok((await page.locator('h1').textContent()).includes(SOUM[lang]));
      assert.ok(await page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('Noto Sans')), 'the style sheet is missing');
      assert.deepEqual(await faults(page), []);
      await page.locator('.crumbs a').first().click();
      await page.waitForURL(/index\.html$/);
      assert.deepEqual(seen, []);
    } finally {
      await context.close();
    }
  });
}
