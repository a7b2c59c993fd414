// What other programs read, against validators that others wrote: the description of the API (OpenAPI 3.1), the Data Package and
// every table of it (Frictionless), and the feeds of changes (RFC 4287 by RELAX NG, JSON Feed 1.1). The records of the API
// themselves are held to their schemas by the Go tests of generator/opendata.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import datapackage from 'datapackage';
import { files, siteDir } from './lib/site.mjs';

const dir = siteDir();
const names = await files(dir);
const read = (name) => readFileSync(path.join(dir, name), 'utf8');
const json = (name) => JSON.parse(read(name));
const JING = '/usr/share/java/jing.jar';

// problems says what the validator of OpenAPI finds; nothing is a valid document of version 3.1.
async function problems(document) {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert.equal(validator.version, '3.1');
  return valid ? '' : JSON.stringify(errors);
}

test('the description of the API is OpenAPI 3.1', async () => {
  assert.equal(await problems(json('api/v1/openapi.json')), '');
});

test('the validator of OpenAPI can refuse', async () => {
  for (const spoil of [(d) => delete d.info.title, (d) => (d.paths['/services/{id}.json'].get.parameters[0].in = 'nowhere'), (d) => (d.paths['/soums/index.json'].get.responses = [])]) {
    const document = json('api/v1/openapi.json');
    spoil(document);
    assert.notEqual(await problems(document), '');
  }
});

test('every path of the description leads to files, and every file has a path', () => {
  const document = json('api/v1/openapi.json');
  const paths = Object.keys(document.paths).map((p) => new RegExp(`^api/v1${p.replaceAll('.', '\\.').replace('{id}', '(?!index\\.)[a-z0-9-]+')}$`));
  const ours = names.filter((n) => n.startsWith('api/v1/') && !/^api\/v1\/(schema|hsds)\/|openapi\.json$/.test(n));
  assert.deepEqual(ours.filter((n) => !paths.some((p) => p.test(n))), []);
  assert.deepEqual(paths.filter((p) => !ours.some((n) => p.test(n))), []);
  for (const [p, item] of Object.entries(document.paths)) {
    for (const { example } of item.get.parameters ?? []) assert.ok(existsSync(path.join(dir, 'api/v1', p.replace('{id}', example))), `${p}: no file for the example ${example}`);
  }
});

test('the Data Package and every table of it hold what its descriptor says', async () => {
  const found = await datapackage.Package.load(path.join(dir, 'data/datapackage.json'));
  assert.deepEqual(found.errors.map(String), []);
  let rows = 0;
  for (const resource of found.resources) {
    assert.deepEqual(resource.errors.map(String), [], resource.name);
    if (resource.tabular) rows += (await resource.read()).length;
  }
  assert.ok(found.resources.length > 60 && rows > 20000, `${found.resources.length} files, ${rows} rows`);
  assert.deepEqual(found.resources.map((r) => `data/${r.descriptor.path}`).sort(), names.filter((n) => n.startsWith('data/') && n !== 'data/datapackage.json'));
});

// One process for all feeds: Java starts slowly.
const jing = (list) => execFileSync('java', ['-jar', JING, '-c', path.join(import.meta.dirname, 'lib/atom.rnc'), ...list], { encoding: 'utf8', stdio: 'pipe' });
const feeds = names.filter((n) => n.startsWith('feeds/'));
const atom = feeds.filter((n) => n.endsWith('.xml'));

test('every Atom feed is as RFC 4287 asks', () => {
  assert.ok(existsSync(JING), 'jing is missing: install the Debian package libjing-java');
  assert.ok(atom.length > 50, `${atom.length} feeds`);
  assert.equal(jing(atom.map((n) => path.join(dir, n))), '');
});

test('the rules of Atom can refuse', () => {
  const good = read(atom[0]);
  const folder = mkdtempSync(path.join(tmpdir(), 'nutag-'));
  const file = path.join(folder, 'feed.xml');
  try {
    for (const bad of [
      good.replace(/<updated>[^<]*<\/updated>/, ''), good.replace(/<id>[^<]*<\/id>/, '<id>relative</id>'), good.replace(/T00:00:00Z/, ''),
      good.replace(/<author>[\s\S]*?<\/author>/, ''), good.replace('<entry>', '<entry><item></item>'), good.replace(/ href="[^"]*"/, ''),
    ]) {
      assert.notEqual(bad, good);
      writeFileSync(file, bad);
      assert.throws(() => jing([file]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every link of a feed leads to a page', () => {
  let links = 0;
  for (const name of atom) {
    for (const [, href] of read(name).matchAll(/<link rel="alternate"[^>]* href="([^"]+)"/g)) {
      links++;
      const page = path.posix.join(path.posix.dirname(name), href.replace(/#.*/, ''));
      assert.ok(existsSync(path.join(dir, page)), `${name}: no ${page}`);
    }
  }
  assert.ok(links > 500, `${links} links`);
});

test('every JSON feed is as version 1.1 asks, and tells the same as its Atom twin', () => {
  const twins = feeds.filter((n) => n.endsWith('.json'));
  assert.equal(twins.length, atom.length);
  for (const name of twins) {
    const feed = json(name);
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.ok(feed.title && feed.items.length > 0 && feed.authors.every((a) => a.name), name);
    const ids = feed.items.map((i) => i.id);
    assert.equal(new Set(ids).size, ids.length, `${name}: ids repeat`);
    for (const item of feed.items) {
      assert.ok(typeof item.id === 'string' && item.content_text && !Number.isNaN(Date.parse(item.date_published)), `${name}: ${JSON.stringify(item)}`);
    }
    const entries = [...read(name.replace(/json$/, 'xml')).matchAll(/<entry>\s*<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    assert.deepEqual(ids, entries, name);
  }
});
