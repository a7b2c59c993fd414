// Reads the built portal from its folder, so that the tests follow the pages that exist
// and no list of pages has to be kept by hand.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export const LANGS = ['mn', 'en'];

// files lists every file of dir, sorted, as paths with forward slashes relative to dir.
export async function files(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

// pages reads every HTML page: path, language ('' at the root), kind, title, bytes, html.
// The kind is the folder under the language; an index page and a page without a folder
// are each a kind of their own, because each has a layout of its own.
export async function pages(dir) {
  const names = (await files(dir)).filter((name) => name.endsWith('.html'));
  return Promise.all(
    names.map(async (name) => {
      const html = await readFile(path.join(dir, name), 'utf8');
      const [first, ...rest] = name.split('/');
      const lang = LANGS.includes(first) ? first : '';
      const inner = lang ? rest : [first, ...rest];
      const file = inner.at(-1);
      const kind = inner.length > 1 && file !== 'index.html' ? inner[0] : inner.join('/').replace(/\.html$/, '');
      const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? '';
      return { path: name, lang, inner: inner.join('/'), kind, title, bytes: Buffer.byteLength(html), html };
    }),
  );
}

// select picks of each kind and language the heaviest, the lightest and the longest-titled
// page: the ones most likely to break a layout. When bytes or letters are equal the first path wins.
export function select(all) {
  const groups = new Map();
  for (const page of all) {
    const key = `${page.lang}:${page.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const chosen = new Map();
  for (const group of groups.values()) {
    const by = (weigh) => group.reduce((best, page) => (weigh(page) > weigh(best) ? page : best));
    for (const page of [by((p) => p.bytes), by((p) => -p.bytes), by((p) => p.title.length)]) chosen.set(page.path, page);
  }
  return [...chosen.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// resolve finds the page a person means: "home", "about", "soums/6346", "aimags/63-bulgan.html".
// Result: the path of the page inside its language folder; an error when none or several fit.
export function resolve(all, wanted) {
  const inner = [...new Set(all.filter((page) => page.lang).map((page) => page.inner))];
  const exact = wanted === 'home' ? 'index.html' : wanted;
  for (const name of [exact, `${exact}.html`, `${exact}/index.html`]) if (inner.includes(name)) return name;
  const fits = inner.filter((name) => name.startsWith(`${wanted}-`));
  if (fits.length === 1) return fits[0];
  throw new Error(`${fits.length ? 'several pages fit' : 'no page fits'} ${JSON.stringify(wanted)}`);
}

// siteDir is the folder given as --dir or SITE, checked to be a built portal.
export function siteDir(value = process.env.SITE ?? 'public') {
  if (!existsSync(path.join(value, 'mn', 'index.html'))) throw new Error(`${value} is not a built portal: mn/index.html is missing`);
  return path.resolve(value);
}
