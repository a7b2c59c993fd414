// The scene at the seat of a soum: it is drawn, what it draws is what the page says, and the page is whole without it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { faults } from './lib/axe.mjs';
import { LANGS, resolve } from './lib/site.mjs';
import { stage } from './lib/stage.mjs';

const SCRIPT = 250_000; // bytes of the scene after brotli
const PAGE = 14_000;

// Without a graphics card the drawing is made by the processor, which Chromium wants to be asked for.
const { dir, all, url, withPage } = stage({
  flags: ['--enable-unsafe-swiftshader', '--use-angle=swiftshader'],
  ignore: /GPU stall due to ReadPixels/, // the test reads the picture back, a reader never does
});
const site = await all();
const inner = resolve(site, 'welcome/6346');
const dataOf = (page) => page.locator('#scene-data').evaluate((node) => JSON.parse(node.textContent));

async function open(page) {
  await page.getByRole('button', { name: /Эргэн тойрноо харах|Look around/ }).click();
  await page.waitForFunction(() => document.querySelector('[data-canvas]').nutagScene);
}

const drawn = (page) => page.locator('[data-canvas]').evaluate((host) => host.nutagScene.drawn());

// colours counts the different colours of a picture, looked at in steps.
const colours = (page) => page.locator('[data-canvas]').evaluate((host) => {
  const canvas = host.nutagScene.picture();
  const copy = document.createElement('canvas');
  copy.width = 160;
  copy.height = 100;
  const pen = copy.getContext('2d');
  pen.drawImage(canvas, 0, 0, 160, 100);
  const { data } = pen.getImageData(0, 0, 160, 100);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) seen.add((data[i] >> 4) * 256 + (data[i + 1] >> 4) * 16 + (data[i + 2] >> 4));
  return seen.size;
});

test('vr: every soum has a scene, the library is the pinned one, and weights are kept', async () => {
  for (const lang of LANGS) {
    const scenes = site.filter((page) => page.lang === lang && page.kind === 'welcome');
    const soums = site.filter((page) => page.lang === lang && page.kind === 'soums');
    assert.equal(scenes.length, soums.length, `${lang}: scenes`);
    for (const page of scenes) {
      const bytes = brotliCompressSync(page.html).length;
      assert.ok(bytes <= PAGE, `${page.path}: ${bytes} bytes`);
    }
  }
  const vendor = path.join(import.meta.dirname, '../themes/nutag/vendor/three');
  const hash = async (name) => createHash('sha256').update(await readFile(path.join(vendor, name))).digest('hex');
  assert.equal(await hash('three.core.min.js'), '0e9dd2793e01d0d9eb4f2ab00b4ffcdd4488275ebebee5c31fa8d347bc29f0bf');
  assert.equal(await hash('three.module.min.js'), '86bcee248b64f44bcfc23c331ae74619061957d59cab040171dcb6fb5900beb6');
  const scripts = (await readdir(path.join(dir, 'js'))).filter((name) => /^scene\.[0-9a-f]+\.js$/.test(name));
  assert.equal(scripts.length, 1, `scripts of the scene: ${scripts}`);
  const code = await readFile(path.join(dir, 'js', scripts[0]));
  const bytes = brotliCompressSync(code).length;
  console.error(`vr: the script of the scene has ${code.length} bytes, ${bytes} after brotli`);
  assert.ok(bytes <= SCRIPT, `${bytes} bytes, at most ${SCRIPT}`);
  assert.doesNotMatch(code.toString(), /\beval\(|new Function\(/);
});

for (const lang of LANGS) {
  test(`vr: the scene says what the page says (${lang})`, () => withPage(`${lang}/${inner}`, {}, async (page) => {
    const data = await dataOf(page);
    assert.ok(data.signs.length >= 5, `${data.signs.length} signs`);
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter((e) => /scene\.[0-9a-f]+\.js/.test(e.name)).length);
    assert.equal(await loaded(), 0, 'the script is loaded before the reader asks');
    await open(page);
    assert.equal(await loaded(), 1);
    const { signs, figures } = await drawn(page);
    assert.equal(signs.length, data.signs.length);
    for (const sign of data.signs) {
      const got = signs.find((one) => one.id === sign.id);
      const off = Math.abs(((got.bearing - sign.bearing + 540) % 360) - 180);
      assert.ok(off < 0.2, `${sign.name} stands at ${got.bearing}°, the data say ${sign.bearing}°`);
      const said = got.text.join(' ');
      for (const word of [sign.name, sign.km, sign.what, sign.other ?? '']) assert.ok(said.includes(word), `${said} lacks ${word}`);
      const row = await page.locator(`#${sign.id}`).innerText();
      for (const word of [sign.name, sign.km, sign.where]) assert.ok(row.includes(word), `the row ${row} lacks ${word}`);
      assert.ok(sign.where.includes(`${Math.round(sign.bearing) % 360}°`), sign.where);
    }
    // Boards of one row never cover each other.
    assert.equal(new Set(signs.map((one) => one.text[0])).size, signs.length);
    assert.deepEqual(figures.map((one) => one.id).sort(), ['climate', 'herd', 'people']);
    for (const [id, count] of [['people', data.people], ['herd', data.herd]]) {
      const got = figures.find((one) => one.id === id);
      assert.equal(got.n, count.n);
      assert.deepEqual(got.text, [count.title, count.text, count.each]);
    }
    assert.ok(await colours(page) > 25, 'the picture is blank');
  }));
}

test('vr: keys, buttons and drag turn and walk', () => withPage(`mn/${inner}`, {}, async (page) => {
  const data = await dataOf(page);
  await open(page);
  const view = async () => (await drawn(page)).view;
  const turned = (from, to) => Math.round((((to.yaw - from.yaw + 540) % 360) - 180) * 10) / 10;
  const start = await view();
  await page.keyboard.press('ArrowRight');
  assert.equal(turned(start, await view()), 15);
  assert.match(await page.locator('[data-says]').innerText(), /Харж буй зүг: .+°/);
  await page.keyboard.press('ArrowLeft');
  assert.equal(turned(start, await view()), 0);
  await page.keyboard.press('ArrowUp');
  const walked = await view();
  assert.ok(Math.abs(Math.hypot(walked.x, walked.z) - 0.5) < 1e-6);
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowUp');
  const far = await view();
  assert.ok(Math.hypot(far.x, far.z) <= 11.001, 'the reader leaves the scene');
  await page.keyboard.press('PageUp');
  assert.equal(Math.round((await view()).pitch - far.pitch), 10);
  await page.keyboard.press('Home');
  assert.deepEqual(await view(), start);
  // Tab leaves the scene: it is no trap.
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-turn]')));
  // From sign to sign, said aloud.
  const said = [];
  for (const _ of data.signs) {
    await page.getByRole('button', { name: 'Дараагийн шон' }).click();
    said.push(await page.locator('[data-says]').innerText());
    const { yaw } = await view();
    assert.ok(data.signs.some((sign) => Math.abs(sign.bearing - yaw) < 0.1 && said.at(-1).includes(sign.name)), `${yaw}: ${said.at(-1)}`);
  }
  assert.equal(new Set(said).size, data.signs.length);
  await page.getByRole('button', { name: 'Дараагийн дүрс' }).click();
  assert.ok((await page.locator('[data-says]').innerText()).includes(data.words.climate));
  await page.locator('[data-season]').selectOption('winter');
  const winter = data.seasons.find((one) => one.id === 'winter');
  assert.ok((await page.locator('[data-says]').innerText()).includes(winter.day));
  // A drag to the left turns to the right.
  const before = await view();
  const box = await page.locator('[data-canvas]').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 100, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  assert.ok(turned(before, await view()) > 3);
  await page.getByRole('button', { name: 'Хаах' }).click();
  assert.equal(await page.locator('[data-canvas] canvas').count(), 0);
  assert.ok(await page.getByRole('button', { name: 'Эргэн тойрноо харах' }).evaluate((node) => node === document.activeElement));
}));

test('vr: a phone, dark and light, without fault', () => withPage(`mn/${inner}`, { viewport: { width: 320, height: 640 } }, async (page) => {
  await open(page);
  assert.deepEqual(await faults(page), []);
}));

test('vr: from a folder', () => withPage(pathToFileURL(path.join(dir, 'mn', inner)).href, {}, async (page) => {
  await open(page);
  assert.ok(await colours(page) > 25, 'the picture is blank');
  assert.equal(await page.getByRole('button', { name: 'VR шилээр үзэх' }).count(), 0);
}));

test('vr: without script the text is whole', () => withPage(`mn/${inner}`, { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator('main noscript p').isVisible());
  assert.equal(await page.getByRole('button', { name: 'Эргэн тойрноо харах' }).count(), 0);
  assert.ok(await page.locator('#sign-1').isVisible());
}));

test('vr: where nothing can be drawn the page says so', () => withPage(`mn/${inner}`, {}, async (page, { seen }) => {
  await page.evaluate(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  await page.getByRole('button', { name: 'Эргэн тойрноо харах' }).click();
  await page.getByText('Энэ төхөөрөмж гурван хэмжээст').waitFor();
  assert.ok(await page.locator('[data-stage]').isHidden());
  seen.splice(0); // the library's own word about it
}));

test('vr: where the script is missing the page says so and can be asked again', () => withPage(`mn/${inner}`, {}, async (page, { seen }) => {
  await page.route(/scene\.[0-9a-f]+\.js/, (route) => route.abort());
  await page.getByRole('button', { name: 'Эргэн тойрноо харах' }).click();
  await page.getByText('Дүрслэл ачаалагдсангүй').waitFor();
  await page.unroute(/scene\.[0-9a-f]+\.js/);
  await open(page);
  seen.splice(0);
}));

test('vr: a headset is offered where there is one, and asked in the click', () => withPage(`mn/${inner}`, {}, async (page) => {
  assert.ok(url().startsWith('http://127.0.0.1'));
  await page.evaluate(() => {
    const xr = new EventTarget();
    xr.isSessionSupported = async (mode) => mode === 'immersive-vr';
    xr.requestSession = async (mode, options) => { globalThis.asked = [mode, options.optionalFeatures, navigator.userActivation.isActive]; throw new DOMException('no device', 'NotSupportedError'); };
    Object.defineProperty(navigator, 'xr', { value: xr, configurable: true });
  });
  await open(page);
  await page.getByRole('button', { name: 'VR шилээр үзэх' }).click();
  await page.getByText('Дүрслэл зогслоо').waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.asked), ['immersive-vr', ['local-floor'], true]);
}));
