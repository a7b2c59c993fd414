// The list of soums that a reader keeps: read from any text, joined, bounded, and honest where nothing can be kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const script = readFileSync(new URL('../themes/nutag/assets/js/soum-list.js', import.meta.url), 'utf8');

// A store that refuses throws as browsers do.
function list(refuses = false) {
  const kept = new Map();
  const refuse = () => { throw new Error('refused'); };
  const localStorage = refuses ? { getItem: refuse, setItem: refuse, removeItem: refuse } : { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, String(v)), removeItem: (k) => kept.delete(k) };
  return { api: vm.runInNewContext(`${script}; SoumList`, { localStorage }), kept };
}
const plain = (x) => JSON.parse(JSON.stringify(x));
const { api } = list();

test('my list: what is written comes back', () => {
  assert.deepEqual(plain(api.read(api.write(['9001', '9002']))), ['9001', '9002']);
});

test('my list: a hostile file does no harm', () => {
  for (const text of ['', 'x', 'null', '[]', '{}', '{"v":2,"soums":[]}', '{"v":1}', '{"v":1,"soums":"9001"}', `{"v":1,"soums":[]}${' '.repeat(5000)}`, undefined, 5]) assert.equal(api.read(text), null, String(text).slice(0, 30));
  assert.deepEqual(plain(api.read('{"v":1,"soums":["9001","9001","<b>","../x",9002,null,"90011","9003"],"__proto__":{"x":1}}')), ['9001', '9003']);
  const many = JSON.stringify({ v: 1, soums: Array.from({ length: 60 }, (_, i) => String(9000 + i)) });
  assert.equal(api.read(many).length, api.MOST);
});

test('my list: added, taken away, full, erased', () => {
  const { api: l, kept } = list();
  assert.deepEqual(plain(l.toggle('9001')), { on: true, full: false, kept: true });
  assert.deepEqual(plain(l.toggle('9001')), { on: false, full: false, kept: true });
  assert.equal(kept.size, 0, 'an empty list leaves a trace');
  for (let i = 0; i < l.MOST; i++) l.toggle(String(9000 + i));
  assert.deepEqual(plain(l.toggle('9999')), { on: false, full: true, kept: true });
  assert.equal(l.join(l.load(), ['9999']).length, l.MOST);
  l.save([]);
  assert.equal(kept.size, 0);
});

test('my list: a browser that keeps nothing says so, and the list lives with the page', () => {
  const { api: l } = list(true);
  assert.deepEqual(plain(l.toggle('9001')), { on: true, full: false, kept: false });
  assert.deepEqual(plain(l.load()), ['9001']);
});
