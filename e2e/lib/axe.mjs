// Accessibility and width of a page as it stands, for tests that have brought it into some state.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// faults lists what axe finds wrong, light and dark, and whether the page scrolls sideways. The colours are looked at
// with motion reduced, as stage gives it.
export async function faults(page) {
  await page.evaluate(axe);
  const wrong = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ')}`));
    wrong.push(...found.map((line) => `${colorScheme}: ${line}`));
  }
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (width > room) wrong.push(`the page is ${width} px wide and has ${room}`);
  return wrong;
}
