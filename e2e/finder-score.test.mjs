// The rules of the finder: conditions, what is not known, wishes and their score, addresses that anybody may have written. The
// soums of these tests are invented.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const script = readFileSync(new URL('../themes/nutag/assets/js/finder-score.js', import.meta.url), 'utf8');
const finder = vm.runInNewContext(`${script}; SoumFinder`);
const plain = (x) => JSON.parse(JSON.stringify(x));

// Five invented soums. The fourth has no temperature and no zone; "lists" stands for a list that cannot say "none".
const data = {
  codes: ['9001', '9002', '9003', '9004', '9005'],
  aimags: [{ code: '90' }, { code: '91' }],
  aimag: [0, 0, 0, 1, 1],
  order: { mn: [4, 3, 2, 1, 0], en: [0, 1, 2, 3, 4] },
  zones: { ids: ['taiga', 'steppe'], main: [0, 1, 1, -1, 1] },
  measures: [
    { id: 'far', values: [100, 200, 300, 400, 500], limits: [200, 400] },
    { id: 'cold', values: [-20, -20, -30, null, -10] },
    { id: 'lists', list: true, values: [1, 3, null, 2, null] },
  ],
};
const asked = (over) => ({ ...finder.blank(), ...over });
const codes = (list) => plain(list.map((x) => data.codes[x.i]));

test('finder: nothing asked, all soums fit, by name', () => {
  const r = finder.find(data, finder.blank(), 'mn');
  assert.deepEqual(codes(r.fits), ['9005', '9004', '9003', '9002', '9001']);
  assert.deepEqual([r.unsure.length, r.out, r.hidden, r.fits[0].score], [0, 0, 0, null]);
});

test('finder: limits hold with both ends, and an unknown figure is neither yes nor no', () => {
  const r = finder.find(data, asked({ must: { cold: { from: -20, to: null }, far: { from: null, to: 400 } } }), 'en');
  assert.deepEqual(codes(r.fits), ['9001', '9002']);
  assert.deepEqual(codes(r.unsure), ['9004']);
  assert.deepEqual(plain(r.unsure[0].missing), ['cold']);
  assert.equal(r.out, 2);
  const hid = finder.find(data, asked({ must: { cold: { from: -20, to: null } }, unknown: false }), 'en');
  assert.deepEqual([codes(hid.fits), hid.unsure.length, hid.hidden], [['9001', '9002', '9005'], 0, 1]);
});

test('finder: a list that cannot say "none" excludes no soum, whatever the reader hides', () => {
  const r = finder.find(data, asked({ must: { lists: { from: 2, to: null } }, unknown: false }), 'en');
  assert.deepEqual(codes(r.fits), ['9002', '9004']);
  assert.deepEqual(codes(r.unsure), ['9001', '9003', '9005'], 'one listed may be two, none listed may be many');
  assert.deepEqual([r.out, r.hidden], [0, 0]);
  const most = finder.find(data, asked({ must: { lists: { from: null, to: 2 } } }), 'en');
  assert.deepEqual([codes(most.fits), codes(most.unsure), most.out], [[], ['9001', '9003', '9004', '9005'], 1], 'three listed are more than two; one listed may be more');
  // Unknown for another reason as well: then the reader may hide it.
  const both = finder.find(data, asked({ must: { lists: { from: 3, to: null }, cold: { from: -40, to: null } }, unknown: false }), 'en');
  assert.deepEqual([codes(both.unsure), both.hidden], [['9001', '9003', '9005'], 1]);
});

test('finder: zones and aimags', () => {
  const r = finder.find(data, asked({ zones: ['steppe'], aimags: ['91'] }), 'en');
  assert.deepEqual([codes(r.fits), codes(r.unsure), r.out], [['9005'], ['9004'], 3]);
  assert.deepEqual(plain(r.unsure[0].missing), ['zone']);
});

test('finder: points are the share of the others that are worse, equal ones counting half', () => {
  // cold: -10 is above three; the two -20 are above one and equal to one; -30 is above none.
  const p = plain(finder.points([-20, -20, -30, null, -10], true));
  assert.deepEqual(p, [
    { worse: 1, equal: 1, of: 3, points: 50 }, { worse: 1, equal: 1, of: 3, points: 50 }, { worse: 0, equal: 0, of: 3, points: 0 }, null,
    { worse: 3, equal: 0, of: 3, points: 100 },
  ]);
  assert.deepEqual(plain(finder.points([-20, -20, -30, null, -10], false)).map((x) => x && x.points), [50, 50, 100, null, 0]);
  assert.equal(finder.points([7], true)[0].points, 50, 'alone, a soum is neither better nor worse');
});

test('finder: the score is the mean by weights, and a wish that is not known is left out and told', () => {
  // 9001: cold 50 points thrice, far 100 points once: (150 + 100) / 4.
  const state = asked({ wishes: [{ id: 'cold', more: true, weight: 3 }, { id: 'far', more: false, weight: 1 }] });
  const r = finder.find(data, state, 'en');
  assert.deepEqual(plain(r.fits.map((x) => [data.codes[x.i], x.score])), [['9005', 75], ['9001', 62.5], ['9002', 56.25], ['9003', 12.5]]);
  assert.deepEqual(plain(r.unsure.map((x) => [data.codes[x.i], x.score, x.missing])), [['9004', 25, ['cold']]]);
  const only = finder.find(data, asked({ wishes: [{ id: 'cold', more: true, weight: 2 }] }), 'mn');
  assert.equal(only.unsure[0].score, null);
  assert.deepEqual(codes(only.fits), ['9005', '9002', '9001', '9003'], 'equal scores by name');
});

test('finder: counts beside each choice keep the other conditions', () => {
  const c = plain(finder.counts(data, asked({ aimags: ['90'], must: { far: { from: null, to: 200 } } })));
  assert.deepEqual(c.measures.far, { groups: [2, 2, 0], unknown: 0 }, 'both ends are included: 200 is in two groups');
  assert.deepEqual(c.measures.cold, { groups: [], unknown: 0 });
  assert.deepEqual(c.measures.lists.unknown, 0);
  assert.deepEqual([c.zones, c.zoneUnknown, c.aimags], [[1, 1], 0, [2, 0]]);
  assert.deepEqual(plain(finder.counts(data, finder.blank())).measures.lists, { groups: [3], unknown: 2 }, 'a list has one choice: something is named');
});

test('finder: what a choice promises is what it gives', () => {
  const far = data.measures[0];
  const promised = finder.counts(data, asked({ zones: ['steppe'] })).measures.far.groups;
  finder.groups(far).forEach((range, k) => {
    assert.equal(finder.find(data, asked({ zones: ['steppe'], must: { far: range } }), 'en').fits.length, promised[k], JSON.stringify(range));
  });
});

test('finder: marks of a comparison', () => {
  assert.deepEqual(plain(finder.marks([3, 1, 2])), ['high', 'low', '']);
  assert.deepEqual(plain(finder.marks([2, 2, null])), ['same', 'same', null]);
  assert.deepEqual(plain(finder.marks([5, null, null])), ['', null, null]);
  assert.deepEqual(plain(finder.marks([null])), [null]);
  assert.deepEqual(plain(finder.marks([1, 1, 4])), ['low', 'low', 'high']);
});

test('finder: a typed limit is a number, nothing, or no number', () => {
  for (const [text, want] of [['500', 500], ['1,500', 1500], [' -20.5 ', -20.5], ['−20', -20], ['', null], ['12,5', undefined], ['x', undefined], ['1e9', undefined], ['999999999', undefined], ['5..', undefined]]) {
    assert.equal(finder.number(text), want, text);
  }
});

test('finder: an address comes back as it was', () => {
  const state = asked({
    must: { far: { from: null, to: 250.5 }, cold: { from: -25, to: -10 } }, zones: ['steppe'], aimags: ['91', '90'], unknown: false, picks: ['9005', '9001'],
    wishes: [{ id: 'cold', more: true, weight: 3 }, { id: 'far', more: false, weight: 1 }],
  });
  const text = finder.encode(state);
  assert.equal(text, '#v=1&m=cold~-25~-10&m=far~~250.5&z=steppe&a=91.90&w=cold~more~3&w=far~less~1&u=0&c=9005.9001');
  assert.deepEqual(plain(finder.decode(text, data)), plain(state));
  assert.equal(finder.encode(finder.blank()), '');
});

test('finder: a hostile address gives nothing that the data do not know', () => {
  for (const text of ['', '#', 'x', '#v=2&m=far~~5', '#m=far~~5', `#v=1&m=far~~5${'&c=9001'.repeat(400)}`, null, undefined, 5]) assert.equal(finder.decode(text, data), null, String(text).slice(0, 30));
  const nasty = '#v=1&m=__proto__~1~2&m=constructor~1~2&m=far~<b>~2&m=far~1~2~3&m=far&m=cold~~&z=taiga.taiga.<img>&a=99.90&w=far~up~1&w=far~more~9&w=far~more~1~x&w=nothing~more~1'
    + '&c=9001.9001.0000.9002.<script>.9003.9004.9005&u=maybe&%%%=1&=';
  assert.deepEqual(plain(finder.decode(nasty, data)), plain(asked({ zones: ['taiga'], aimags: ['90'], picks: ['9001', '9002', '9003', '9004'] })));
  const many = `#v=1${Array.from({ length: 20 }, () => '&w=far~more~1').join('')}`;
  assert.equal(finder.decode(many, data).wishes.length, 1, 'one wish a figure');
});
