// The portal as it travels: a release is made of the built portal, a copy of it is got and written to a stick, and a person
// without a network opens the one page that lies there.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/browser.mjs';
import { LANGS, pages, resolve, siteDir } from './lib/site.mjs';

const site = siteDir();
const nutag = process.env.NUTAG ?? path.join(site, '..', 'nutag'); // where make check puts it
const REFERENCE = resolve(await pages(site), 'soums/6346');

let work;
let browser;
const at = (...parts) => path.join(work, ...parts);
const box = (...args) => spawnSync(at('nutag-box'), [...args, '--lang', 'en'], { encoding: 'utf8' });

before(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'nutag-stick-')); // keys never lie below a repository
  writeFileSync(at('pass'), 'a passphrase for tests\n');
  const secret = ['--passphrase-file', at('pass')];
  execFileSync('go', ['build', '-trimpath', '-buildvcs=false', '-o', at('nutag-box'), './mirror/nutag-box'], { cwd: path.join(import.meta.dirname, '..') });
  const said = execFileSync(nutag, ['keys', 'init', '--work', '10', '--holder', 'test', '--expires', '2090-01-01', ...secret, at('keys')], { encoding: 'utf8' });
  const fingerprint = /fingerprint, to give out: ([0-9a-f ]+)/.exec(said)[1];
  execFileSync(nutag, ['release', '--key', at('keys', 'release.key'), ...secret, '--site', site, '--out', at('release'), '--date', '2026-11-01']);
  const got = box('get', '--fingerprint', fingerprint, at('release'), at('home'));
  assert.equal(got.status, 0, got.stderr);
  const exported = box('export', '--copy', at('home'), at('stick'));
  assert.equal(exported.status, 0, exported.stderr);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  if (work) rmSync(work, { recursive: true, force: true });
});

test('stick: one page leads into the portal, and its search works without a network', async () => {
  const context = await browser.newContext({ offline: true, viewport: { width: 360, height: 740 } });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(at('stick', 'index.html')).href);
    await page.waitForURL((u) => u.pathname.endsWith('/nutag-1/index.html'));
    for (const lang of LANGS) {
      await page.goto(pathToFileURL(at('stick', 'nutag-1', lang, 'index.html')).href);
      await page.locator('main input[name="q"]').click();
      await page.keyboard.type('hutag');
      await page.locator('[role=option]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL((u) => u.pathname.endsWith(`${lang}/${REFERENCE}`));
      if (!existsSync(at('stick', 'nutag-1', lang, 'release.html'))) continue;
      await page.goto(pathToFileURL(at('stick', 'nutag-1', lang, 'release.html')).href);
      assert.equal(await page.locator('[data-release="number"]').textContent(), '1');
      assert.equal(await page.locator('[data-release="date"]').textContent(), '2026-11-01');
    }
  } finally {
    await context.close();
  }
});

test('stick: a changed page is found by its name, and mended from another copy', () => {
  const changed = path.join('nutag-1', 'mn', REFERENCE);
  assert.equal(box('verify', at('stick')).status, 0);
  appendFileSync(at('stick', changed), 'x');
  const found = box('verify', at('stick'));
  assert.equal(found.status, 1);
  assert.match(found.stdout, /1 file is not as it was signed/);
  assert.ok(found.stdout.includes(changed));
  assert.equal(box('merge', '--copy', at('home'), at('stick')).status, 0);
  assert.equal(box('verify', at('stick')).status, 0);
});
