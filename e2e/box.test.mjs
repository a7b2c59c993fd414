// The portal as the server of a mirror gives it: a release is made of the built portal, a copy of it is got, checked and
// served by nutag-box itself, and a reader's browser opens it. No page may break the strict policy that the server sends.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { faults } from './lib/axe.mjs';
import { launch, watch } from './lib/browser.mjs';
import { LANGS, pages, resolve, select, siteDir } from './lib/site.mjs';

const site = siteDir();
const all = await pages(site);
const REFERENCE = resolve(all, 'soums/6346');
const PATIENCE = 60_000;

let work;
let box;
let url;
let browser;

before(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'nutag-box-'));
  execFileSync('go', ['run', './e2e/benchbox', '-make', work, '-site', site], { cwd: path.join(import.meta.dirname, '..'), stdio: ['ignore', 'ignore', 'inherit'] });
  const notice = path.join(work, 'notice.md');
  writeFileSync(notice, '## Зохиомол номын сан\n\nТуршилтын бичвэр, **бодит биш**. <script>alert(1)</script>\n');
  ({ process: box, url } = await start(['--notice', notice]));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  box?.kill('SIGTERM');
  if (work) rmSync(work, { recursive: true, force: true });
});

// start runs nutag-box serve on a free port and waits for the address that it says.
function start(flags) {
  const child = spawn(path.join(work, 'nutag-box'), ['serve', path.join(work, 'copy'), '--addr', '127.0.0.1:0', '--admin', 'off', '--lang', 'en', ...flags]);
  return new Promise((found, failed) => {
    let said = '';
    const hear = (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (address) found({ process: child, url: address[0], said: () => said });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => failed(new Error(`nutag-box ended with ${code}: ${said}`)));
  });
}

// reader opens a path in a context of its own; what the console and the network show makes the test fail, but for what is
// expected of a page.
async function reader(where, options, act, expected = /^$/) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options });
  try {
    const seen = watch(context, url);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url + where);
    await act(page, context);
    assert.deepEqual(seen.filter((line) => !expected.test(line)), []);
  } finally {
    await context.close();
  }
}

for (const lang of LANGS) {
  const locale = { mn: 'mn-MN', en: 'en-GB' }[lang];

  test(`box: the address alone leads to the first page in the reader's language (${lang})`, () =>
    reader('', { locale }, async (page) => {
      assert.ok(page.url().endsWith(`/${lang}/index.html`));
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
    }));

  test(`box: the engine answers in a worker, with text, and the server says the same (${lang})`, () =>
    reader(`${lang}/search.html?q=${encodeURIComponent('хутаг-өндөр')}`, { locale }, async (page) => {
      await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
      assert.equal(page.workers().length, 1);
      const target = await page.locator('.hit a[href]').first().getAttribute('href');
      const answer = await (await fetch(`${url}api/search?lang=${lang}&q=${encodeURIComponent('хутаг-өндөр')}`)).json();
      assert.equal(new URL(target, page.url()).pathname, `/${answer.hits[0].url}`);
      assert.ok(answer.hits[0].snippet && answer.total > 0 && answer.took_ms >= 0);
      await page.locator(`.hit a[href*="soums/6346"]`).first().click();
      await page.waitForURL((u) => u.pathname === `/${lang}/${REFERENCE}`);
    }));

  for (const kind of ['take', 'local', 'nowhere.html']) {
    test(`box: the host's page ${kind} is accessible, wide and narrow (${lang})`, async () => {
      // The browser itself tells of a page that is missing.
      const expected = kind === 'nowhere.html' ? /status of 404/ : undefined;
      for (const width of [320, 1280]) {
        await reader(`${kind}?lang=${lang}`, { viewport: { width, height: 800 } }, async (page) => {
          assert.equal(await page.locator('html').getAttribute('lang'), lang);
          assert.deepEqual(await faults(page), []);
        }, expected);
      }
    });
  }
}

test('box: without a worker the page itself may compile the engine', () =>
  reader('mn/index.html', {}, async (page, context) => {
    await context.addInitScript(() => { delete globalThis.Worker; });
    await page.goto(`${url}mn/search.html?q=%D1%85%D1%83%D1%82%D0%B0%D0%B3`);
    await page.locator('[data-hits][data-stage="2"] .hit').first().waitFor({ timeout: PATIENCE });
    assert.equal(page.workers().length, 0);
  }));

// One page of each kind, as far as the policy can tell them apart.
test('box: no kind of page breaks the policy', async () => {
  const kinds = new Map(select(all).map((page) => [`${page.lang} ${page.kind}`, page.path]));
  for (const where of kinds.values()) {
    await reader(where, {}, async (page) => {
      assert.ok(await page.locator('h1').count() > 0, where);
    });
  }
});

test('box: the notice of the host is shown as text, and the way to a copy', () =>
  reader('local?lang=mn', {}, async (page) => {
    assert.match(await page.locator('main').textContent(), /Зохиомол номын сан.*бодит биш.*<script>alert\(1\)<\/script>/s);
    assert.equal(await page.locator('script').count(), 0);
    await page.locator('main a[href^="/take"]').click();
    await page.waitForURL((u) => u.pathname === '/take');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()]);
    assert.equal(download.suggestedFilename(), 'nutag-full-1.zip');
    // Unpacked, it is a copy that passes the check.
    const file = path.join(work, 'taken.zip');
    await download.saveAs(file);
    execFileSync('unzip', ['-q', file, '-d', work]);
    const said = execFileSync(path.join(work, 'nutag-box'), ['verify', path.join(work, 'nutag-full-1'), '--lang', 'en'], { encoding: 'utf8' });
    assert.match(said, /genuine and complete/);
  }));

test('box: a copy that was changed is refused, and marked where the host insists', async () => {
  writeFileSync(path.join(work, 'copy', 'nutag-1', 'mn', 'about.html'), '<!DOCTYPE html><html lang="mn"><body><h1>x</h1></body></html>');
  await assert.rejects(start([]), /ended with 1[\s\S]*about\.html/);
  const marked = await start(['--unverified']);
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const broken = watch(context, marked.url);
    await page.goto(`${marked.url}mn/index.html`);
    assert.equal(await page.locator('.nutag-unverified').count(), 2);
    assert.ok(await page.locator('.nutag-unverified').first().isVisible());
    assert.deepEqual(broken, []);
    await context.close();
  } finally {
    marked.process.kill('SIGTERM');
  }
});
