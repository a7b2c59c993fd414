// The record of what a learner has done: read from any text, joined with another, never trusted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const script = readFileSync(new URL('../themes/nutag/assets/js/progress.js', import.meta.url), 'utf8');

// store stands in for the browser's; a store that refuses throws as browsers do.
function progress(refuses = false) {
  const kept = new Map();
  const refuse = () => { throw new Error('refused'); };
  const localStorage = refuses ? { getItem: refuse, setItem: refuse, removeItem: refuse } : { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, String(v)), removeItem: (k) => kept.delete(k) };
  return { api: vm.runInNewContext(`${script}; TrainingProgress`, { localStorage }), kept };
}
const plain = (x) => JSON.parse(JSON.stringify(x));
const { api } = progress();

test('progress: what is written comes back', () => {
  const record = { v: 1, lessons: { 'c1-m1-l1': { done: true, right: 3, of: 4 }, 'c7-m2-l3': { done: true } } };
  assert.deepEqual(plain(api.read(api.write(record))), record);
});

test('progress: a hostile file does no harm', () => {
  for (const text of ['', 'x', 'null', '[]', '{}', '{"v":2,"lessons":{}}', '{"v":1}', '{"v":1,"lessons":null}', `{"v":1,"lessons":{}}${' '.repeat(70000)}`, undefined, 5]) assert.equal(api.read(text), null, String(text).slice(0, 30));
  const text = '{"v":1,"lessons":{"__proto__":{"done":true},"c9-m1-l1":{"done":true},"c8-m1-l1":{"done":true},"<b>":{"done":true},"c1-m1-l1":{"done":"yes","right":5,"of":4},"c1-m1-l2":{"right":1,"of":4,"x":"<img>"},"c1-m1-l3":7}}';
  assert.deepEqual(plain(api.read(text)), { v: 1, lessons: { 'c1-m1-l2': { right: 1, of: 4 } } });
});

test('progress: two records are joined, the better score stays', () => {
  const a = { v: 1, lessons: { 'c1-m1-l1': { done: true, right: 4, of: 4 }, 'c1-m1-l2': { right: 1, of: 4 } } };
  const b = { v: 1, lessons: { 'c1-m1-l1': { right: 2, of: 4 }, 'c1-m1-l2': { done: true, right: 3, of: 4 }, 'c2-m1-l1': { done: true } } };
  assert.deepEqual(plain(api.join(a, b)).lessons, { 'c1-m1-l1': { done: true, right: 4, of: 4 }, 'c1-m1-l2': { done: true, right: 3, of: 4 }, 'c2-m1-l1': { done: true } });
});

test('progress: kept, changed, erased; a private course never', () => {
  const { api: p, kept } = progress();
  assert.equal(p.change('c1-m1-l1', { done: true }), true);
  assert.equal(p.change('c8-m1-l1', { done: true }), false);
  assert.equal(kept.size, 1);
  assert.deepEqual(plain(p.load()).lessons, { 'c1-m1-l1': { done: true } });
  p.erase();
  assert.equal(kept.size, 0);
});

test('progress: a browser that keeps nothing says so', () => {
  const { api: p } = progress(true);
  assert.deepEqual(plain(p.load()), { v: 1, lessons: {} });
  assert.equal(p.change('c1-m1-l1', { done: true }), false);
  p.erase();
});
