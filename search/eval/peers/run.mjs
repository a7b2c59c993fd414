// Puts the queries of the judge to three engines in one headless Chromium and measures them alike.
//
//   node run.mjs SITE WORK    WORK holds judge.json (from search/eval/judge) and receives answers.json
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import MiniSearch from 'minisearch';
import { launch } from '../../../e2e/lib/browser.mjs';
import { options } from './pages/minisearch-options.js';
import { serve } from './server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [site, work] = process.argv.slice(2).map((p) => path.resolve(p));
const { queries, documents, packages } = JSON.parse(await readFile(path.join(work, 'judge.json'), 'utf8'));
const LANGS = ['mn', 'en'];
const FIRST = { mn: 'Хутаг-Өндөр', en: 'Khutag-Undur' }; // every engine finds it
const SLOW = 200_000; // bytes a second
const RUNS = 3;

const say = (text) => process.stderr.write(`${text}\n`);

// Pagefind reads the built pages, their main part, as a site that uses it would tell it to: those that the search is to find.
// Cards for other sites and scenes of the same soum, which a site would mark as not to be indexed, are left out.
async function indexPagefind() {
  const began = performance.now();
  await rm(path.join(work, 'pagefind'), { recursive: true, force: true });
  const pages = path.join(work, 'pages');
  await rm(pages, { recursive: true, force: true });
  for (const url of new Set(documents.map((d) => d.url.replace(/#.*/, '')))) {
    await cp(path.join(site, url), path.join(pages, url));
  }
  await promisify(execFile)(process.execPath, [
    path.join(here, 'node_modules/pagefind/lib/runner/bin.cjs'),
    '--site', pages, '--output-path', path.join(work, 'pagefind'), '--root-selector', 'main', '--glob', '{mn,en}/**/*.html', '--silent',
  ], { maxBuffer: 1 << 26 });
  return performance.now() - began;
}

async function indexMiniSearch() {
  const began = performance.now();
  const folder = path.join(work, 'minisearch');
  await mkdir(folder, { recursive: true });
  await cp(path.join(here, 'node_modules/minisearch/dist/umd/index.js'), path.join(folder, 'minisearch.js'));
  for (const lang of LANGS) {
    const engine = new MiniSearch(options);
    engine.addAll(documents.filter((d) => d.lang === lang).map((d) => ({ ...d, aliases: (d.aliases ?? []).join('\n'), headings: (d.headings ?? []).join('\n') })));
    await writeFile(path.join(folder, `${lang}.json`), JSON.stringify(engine));
  }
  return performance.now() - began;
}

// renderers lists the processes of the browser that hold pages; the browser may start a spare one at any time, which is not ours.
async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter((p) => p.type === 'renderer').map((p) => p.id);
}

// privateBytes is what these processes have for themselves, workers and WebAssembly included; Linux only.
async function privateBytes(ids) {
  let sum = 0;
  for (const id of ids) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    for (const [, kB] of rollup.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)) sum += Number(kB) * 1024;
  }
  return sum;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const round = (n, digits = 1) => Number(n.toFixed(digits));

const built = { pagefind: await indexPagefind(), minisearch: await indexMiniSearch() };
const server = await serve({ '/pages/': path.join(here, 'pages'), '/site/': site, '/pagefind/': path.join(work, 'pagefind'), '/minisearch/': path.join(work, 'minisearch') });
const browser = await launch();
try {
  // visit opens an engine in a context of its own, so that nothing is cached, and answers the first query.
  const visit = async (name, lang, then) => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(`${server.url}pages/index.html?engine=${name}&lang=${lang}`);
      await page.waitForFunction(() => window.ready);
      const ids = await renderers(browser);
      const empty = await privateBytes(ids);
      server.reset();
      const first = await page.evaluate((query) => window.first(query), FIRST[lang]);
      first.bytes = server.sent();
      return { first, more: then ? await then(page, async () => (await privateBytes(ids)) - empty) : null };
    } finally {
      await context.close();
    }
  };

  // show opens the search page of the built site with a query in its address and waits for the hit, as a reader does.
  const show = async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      server.reset();
      const began = performance.now();
      await page.goto(`${server.url}site/mn/search.html?q=${encodeURIComponent(FIRST.mn)}`, { waitUntil: 'commit' });
      await page.locator('main a[href*="soums/6346"]').first().waitFor();
      return { ms: performance.now() - began, bytes: server.sent() };
    } finally {
      await context.close();
    }
  };

  const engines = {};
  for (const name of ['nutag', 'pagefind', 'minisearch']) {
    if (!packages.includes(name)) continue;
    say(`${name}: first answers`);
    const out = { index_ms: round(built[name] ?? 0, 0), answers: new Array(queries.length) };
    await visit(name, 'mn'); // warms the server
    const cold = [];
    for (let i = 0; i < RUNS; i++) cold.push((await visit(name, 'mn')).first);
    out.bytes = cold[0].bytes;
    out.cold_ms = round(median(cold.map((c) => c.ms)), 0);
    server.rate(SLOW);
    out.slow_ms = round((await visit(name, 'mn')).first.ms, 0);
    server.rate(0);
    if (name === 'nutag') {
      await show();
      const shown = [];
      for (let i = 0; i < RUNS; i++) shown.push(await show());
      server.rate(SLOW);
      const slow = await show();
      server.rate(0);
      Object.assign(out, { page_bytes: slow.bytes, page_cold_ms: round(median(shown.map((s) => s.ms)), 0), page_slow_ms: round(slow.ms, 0) });
    }
    say(`${name}: ${queries.length} queries`);
    let more = 0;
    for (const lang of LANGS) {
      const chosen = queries.flatMap((q, i) => (q.lang === lang ? [{ i, text: q.query }] : []));
      const { more: result } = await visit(name, lang, async (page, grown) => {
        const before = server.sent();
        const answers = await page.evaluate((texts) => window.all(texts), chosen.map((c) => c.text));
        await page.requestGC();
        const memory = await grown();
        return { answers, memory, bytes: server.sent() - before };
      });
      result.answers.forEach((a, k) => {
        out.answers[chosen[k].i] = a.ids;
      });
      more += result.bytes;
      if (lang === 'mn') out.memory = result.memory;
    }
    out.more_bytes = more;
    engines[name] = out;
  }

  // Times of warm queries: all engines stand open side by side and answer a few queries in turn, so that a machine that is busy
  // for a while is so for all of them.
  say('times of warm queries');
  const sample = queries.filter((q, i) => q.lang === 'mn' && i % 3 === 0).map((q) => q.query);
  const open = [];
  for (const name of Object.keys(engines)) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.url}pages/index.html?engine=${name}&lang=mn`);
    await page.waitForFunction(() => window.ready);
    await page.evaluate((query) => window.first(query), FIRST.mn);
    await page.evaluate((texts) => window.all(texts), sample.slice(0, 40));
    open.push({ name, context, page, times: [] });
  }
  for (let at = 0; at < sample.length; at += 20) {
    for (const one of open) {
      const answers = await one.page.evaluate((texts) => window.all(texts), sample.slice(at, at + 20));
      one.times.push(...answers.map((a) => a.ms));
    }
  }
  for (const { name, context, times } of open) {
    engines[name].p50_ms = round(percentile(times, 0.5), 2);
    engines[name].p95_ms = round(percentile(times, 0.95), 2);
    await context.close();
  }
  await writeFile(path.join(work, 'answers.json'), JSON.stringify(engines));
} finally {
  await browser.close();
  await server.close();
}
