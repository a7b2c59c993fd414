// Each page kind's heaviest, lightest and longest-titled page, in both languages, light and
// dark, narrow and wide: accessible by axe, no sideways scrolling, a silent console and
// no request to any other host.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, watch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { pages, select, siteDir } from './lib/site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];

const dir = siteDir();
const selected = select(await pages(dir));
let server;
let browser;

before(async () => {
  server = await serve(dir);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const { path } of selected) {
  test(`looks: ${path}`, async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    try {
      const seen = watch(context, server.url);
      const page = await context.newPage();
      await page.goto(server.url + path);
      await page.evaluate(axe);
      const wrong = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        wrong.push(...(await page.evaluate(overflow)).map((line) => `${width} px: ${line}`));
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          wrong.push(...(await page.evaluate(violations)).map((line) => `${width} px, ${colorScheme}: ${line}`));
        }
      }
      const kept = await context.cookies();
      if (kept.length > 0) wrong.push(`the page left ${kept.length} cookies`);
      const all = [...wrong, ...seen];
      assert.equal(all.length, 0, all.join('\n'));
    } finally {
      await context.close();
    }
  });
}

// Runs in the page. WCAG 2.2 AA and axe's own good practice, at most a few places a rule.
async function violations() {
  const result = await axe.run(document, { resultTypes: ['violations'] });
  return result.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`);
}

// Runs in the page. Names what reaches over the right edge, unless it scrolls within itself. An element with an
// absolute position belongs to its nearest positioned ancestor, so a scrolling box between the two does not hold it.
function overflow() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const holds = (e) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX);
  const held = (element) => {
    let free = getComputedStyle(element).position === 'absolute';
    for (let e = element.parentElement; e && e !== root; e = e.parentElement) {
      const { position } = getComputedStyle(e);
      if (free && position === 'static') continue;
      free = position === 'absolute';
      if (holds(e)) return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !held(e));
  const names = wide.slice(0, 3).map((e) => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') ?? ''}">`);
  return [`the page is ${root.scrollWidth} px wide: ${names.join(', ')}`];
}
