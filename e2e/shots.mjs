// Takes pictures of built pages for people to look at.
//
//   node e2e/shots.mjs --dir public --out DIR [--pages home,soums/6346] [--langs mn,en]
//                      [--widths 360,1280] [--schemes light,dark] [--no-print] [--viewport] [--no-script]
//
// Each picture is <page>.<lang>.<scheme>.<width>.png; the print sheet is <page>.<lang>.print.png and .pdf.
// Without --pages it takes the heaviest, lightest and longest-titled page of each kind.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch, watch } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { LANGS, pages, resolve, select, siteDir } from './lib/site.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: 'public' },
    out: { type: 'string' },
    pages: { type: 'string' },
    langs: { type: 'string', default: LANGS.join(',') },
    widths: { type: 'string', default: '360,1280' },
    schemes: { type: 'string', default: 'light,dark' },
    viewport: { type: 'boolean', default: false },
    'no-print': { type: 'boolean', default: false },
    'no-script': { type: 'boolean', default: false },
  },
});
if (!options.out) {
  console.error('usage: node e2e/shots.mjs --dir public --out DIR [--pages a,b] [--langs mn,en] [--widths 360,1280]');
  process.exit(2);
}

const list = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

const dir = siteDir(options.dir);
const all = await pages(dir);
const wanted = options.pages
  ? list(options.pages).map((name) => splitQuery(name)).map(({ name, query }) => ({ inner: resolve(all, name), query }))
  : select(all.filter((page) => page.lang === 'mn')).map((page) => ({ inner: page.inner, query: '' }));

await mkdir(options.out, { recursive: true });
const server = await serve(dir);
const browser = await launch();
const said = new Set();
let count = 0;
try {
  const looks = list(options.widths).flatMap((width) => list(options.schemes).map((scheme) => ({ width: Number(width), scheme })));
  for (const look of looks) await pictures(look);
  if (!options['no-print']) await prints();
} finally {
  await browser.close();
  await server.close();
}
for (const line of said) console.log(line);
console.log(`${count} pictures in ${options.out}`);

async function pictures({ width, scheme }) {
  await eachPage({ viewport: { width, height: width < 700 ? 740 : 900 }, colorScheme: scheme }, async (page, stem) => {
    await page.screenshot({ path: `${stem}.${scheme}.${width}.png`, fullPage: !options.viewport });
  });
}

// The width is that of A4 paper at 96 dots an inch.
async function prints() {
  await eachPage({ viewport: { width: 794, height: 1123 } }, async (page, stem) => {
    await page.pdf({ path: `${stem}.print.pdf`, preferCSSPageSize: true, format: 'A4', printBackground: true });
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: `${stem}.print.png`, fullPage: true });
  });
}

async function eachPage(look, take) {
  const context = await browser.newContext({ ...look, javaScriptEnabled: !options['no-script'] });
  const seen = watch(context, server.url);
  const page = await context.newPage();
  for (const lang of list(options.langs)) {
    for (const { inner, query } of wanted) {
      // A fresh start for each page, since the media emulation of a print stays.
      await page.emulateMedia({ media: null });
      await page.goto(`${server.url}${lang}/${inner}${query}`);
      // A page with a question in its address answers only when its engine has been loaded.
      if (query) await page.waitForLoadState('networkidle').then(() => page.waitForTimeout(2000));
      const name = `${inner.replace(/\.html$/, '')}${query.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
      await take(page, path.join(options.out, `${name.replaceAll('/', '_')}.${lang}`));
      count++;
      for (const line of seen.splice(0)) said.add(`${lang}/${inner}: ${line}`);
    }
  }
  await context.close();
}

// "search?q=Хутаг" asks for a page with a question in its address.
function splitQuery(text) {
  const at = text.indexOf('?');
  return at < 0 ? { name: text, query: '' } : { name: text.slice(0, at), query: text.slice(at) };
}
