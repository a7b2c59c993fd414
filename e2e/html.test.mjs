// Every page of the portal against the HTML standard, by html-validate.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { files, siteDir } from './lib/site.mjs';

// More would only repeat the same mistake of the same layout.
const SHOWN = 20;

if (isMainThread) {
  test('html-validate finds no error on any page', async () => {
    const dir = siteDir();
    const names = (await files(dir)).filter((name) => name.endsWith('.html'));
    assert.ok(names.length > 2, 'there are no pages');
    const workers = Math.min(availableParallelism(), 4);
    const found = await Promise.all(Array.from({ length: workers }, (_, i) => validate(dir, names.filter((_, n) => n % workers === i))));
    const lines = found.flat().sort();
    assert.equal(lines.length, 0, `${lines.length} errors:\n${lines.slice(0, SHOWN).join('\n')}`);
  });
} else {
  const config = JSON.parse(readFileSync(new URL('./htmlvalidate.json', import.meta.url), 'utf8'));
  const validator = new HtmlValidate(new FileSystemConfigLoader(config));
  const lines = [];
  for (const name of workerData.names) {
    const report = validator.validateStringSync(readFileSync(path.join(workerData.dir, name), 'utf8'), name, config);
    for (const result of report.results) {
      for (const { line, column, message, ruleId } of result.messages) lines.push(`${name}:${line}:${column}: ${message} [${ruleId}]`);
    }
  }
  parentPort.postMessage(lines);
}

function validate(dir, names) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { dir, names } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
