// The formula of the cost of a remittance: held to the rows that the World Bank published, and to cases worked by hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const script = readFileSync(new URL('../themes/nutag/assets/js/remittance-cost.js', import.meta.url), 'utf8');
const cost = vm.runInNewContext(`${script}; RemittanceCost`);

// What comes out of the script belongs to another realm; compare plain copies.
const plain = (value) => JSON.parse(JSON.stringify(value));
const same = (got, want) => assert.deepEqual(plain(got), want);
const near = (got, want) => assert.ok(Math.abs(got - want) < 1e-6, `${got}, want ${want}`);

function methodRows() {
  const [header, ...lines] = readFileSync(new URL('../data/rpw-method/rpw-method.csv', import.meta.url), 'utf8').trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
}

test('cost: the published rows, to two decimals', () => {
  const rows = methodRows();
  assert.equal(rows.length, 4);
  for (const row of rows) {
    const reference = 100;
    const got = cost.cost({ amount: Number(row.amount), fee: Number(row.fee), reference, offered: reference - Number(row.fx_margin_pct) });
    assert.equal(cost.format(got.total.pct, 2), row.total_cost_pct, row.id);
    assert.equal(cost.format(got.margin.pct, 2), row.fx_margin_pct, row.id);
  }
});

// By hand: 1,000,000 won, fee 5,000; the market gives 2.50 tögrög for a won, the operator 2.45; 3,000 tögrög at the other end.
//   fee     5,000 / 1,000,000           = 0.5 %
//   margin  (2.50 - 2.45) / 2.50        = 2.0 %   = 20,000 won
//   total   0.5 + 2.0                   = 2.5 %   = 25,000 won = 62,500 tögrög
//   arrives 1,000,000 × 2.45            = 2,450,000 tögrög, in hand 2,447,000
//   charge  3,000 / 2.50                = 1,200 won = 0.12 %
const won = { amount: 1_000_000, fee: 5_000, offered: 2.45, reference: 2.5, receiving: 3_000 };

test('cost: in percent and in both currencies', () => {
  const got = cost.cost(won);
  near(got.paid, 1_005_000);
  near(got.arrives, 2_450_000);
  near(got.inHand, 2_447_000);
  for (const [part, pct, sending, receiving] of [['fee', 0.5, 5_000, 12_500], ['margin', 2, 20_000, 50_000], ['total', 2.5, 25_000, 62_500], ['charge', 0.12, 1_200, 3_000]]) {
    near(got[part].pct, pct);
    near(got[part].sending, sending);
    near(got[part].receiving, receiving);
  }
});

test('cost: what is paid and what arrives differ by the total', () => {
  const got = cost.cost(won);
  near(got.paid * won.reference - got.arrives, got.total.receiving);
});

test('cost: an unknown charge at the receiving end is not zero', () => {
  const got = cost.cost({ ...won, receiving: null });
  assert.equal(got.charge, null);
  assert.equal(got.inHand, null);
  near(got.total.pct, 2.5);
  near(cost.cost({ ...won, receiving: 0 }).inHand, 2_450_000);
});

test('cost: a rate better than the market is kept as a negative margin', () => {
  // (2.50 - 2.51) / 2.50 = -0.4 %; with the fee 0.1 %.
  const got = cost.cost({ ...won, offered: 2.51 });
  near(got.margin.pct, -0.4);
  near(got.total.pct, 0.1);
  near(got.margin.sending, -4_000);
  // Without a fee the total is below zero: the reader gains 4,000 won.
  near(cost.cost({ ...won, fee: 0, offered: 2.51 }).total.sending, -4_000);
});

test('cost: at 200 and 500 dollars a flat fee weighs more on the small amount', () => {
  // 1,250 won a dollar: 250,000 and 625,000 won; 5,000 / 250,000 = 2 %, 5,000 / 625,000 = 0.8 %; margin 2 %.
  const got = cost.samples(won, 1_250);
  assert.deepEqual(got.map((s) => s.usd).join(), '200,500');
  near(got[0].amount, 250_000);
  near(got[0].total.pct, 4);
  near(got[0].total.sending, 10_000);
  near(got[1].total.pct, 2.8);
  near(got[1].total.receiving, 43_750);
});

test('cost: the marks of 3 and 5 percent', () => {
  for (const [pct, want] of [[-1, 'average'], [2.994, 'average'], [2.996, 'corridor'], [3, 'corridor'], [5, 'corridor'], [5.004, 'corridor'], [5.006, 'above']]) assert.equal(cost.mark(pct), want, pct);
});

test('crossover: the amount from which the other quote costs less', () => {
  // A: fee 5,000, margin 2 %. B: fee 15,000, margin 1 %. 5,000 + 0.02 x = 15,000 + 0.01 x at x = 1,000,000.
  const a = { fee: 5_000, offered: 2.45, reference: 2.5, receiving: null };
  const b = { fee: 15_000, offered: 2.475, reference: 2.5, receiving: null };
  const got = cost.crossover(a, b);
  near(got.amount, 1_000_000);
  same({ ...plain(got), amount: 0 }, { kind: 'cross', amount: 0, below: 0, above: 1, charged: false });
  same({ ...plain(cost.crossover(b, a)), amount: 0 }, { kind: 'cross', amount: 0, below: 1, above: 0, charged: false });
  for (const amount of [999_000, 1_001_000]) {
    const less = cost.cost({ ...a, amount }).total.sending < cost.cost({ ...b, amount }).total.sending ? 0 : 1;
    assert.equal(less, amount < got.amount ? got.below : got.above);
  }
});

test('crossover: charges at the receiving end count when both are known', () => {
  // B's recipient pays 12,500 tögrög = 5,000 won: 5,000 + 0.02 x = 20,000 + 0.01 x at x = 1,500,000.
  const a = { fee: 5_000, offered: 2.45, reference: 2.5, receiving: 0 };
  const b = { fee: 15_000, offered: 2.475, reference: 2.5, receiving: 12_500 };
  const got = cost.crossover(a, b);
  near(got.amount, 1_500_000);
  assert.equal(got.charged, true);
  near(cost.crossover({ ...a, receiving: null }, b).amount, 1_000_000);
});

test('crossover: where there is none', () => {
  const a = { fee: 5_000, offered: 2.45, reference: 2.5 };
  same(cost.crossover(a, a), { kind: 'same', charged: false });
  same(cost.crossover(a, { ...a, fee: 6_000 }), { kind: 'always', less: 0, charged: false });
  same(cost.crossover({ ...a, fee: 6_000 }, a), { kind: 'always', less: 1, charged: false });
  same(cost.crossover(a, { ...a, offered: 2.46 }), { kind: 'always', less: 1, charged: false });
  same(cost.crossover(a, { ...a, fee: 6_000, offered: 2.4 }), { kind: 'always', less: 0, charged: false });
  same(cost.crossover({ ...a, fee: 6_000, offered: 2.4 }, a), { kind: 'always', less: 1, charged: false });
});

test('numbers: how they are read', () => {
  for (const [text, value] of [['', null], ['  ', null], [undefined, null], ['0', 0], ['1,000,000', 1e6], ['1 000 000', 1e6], ['1\u00a0000', 1000], ['2.45', 2.45], ['.5', 0.5], ['−3', -3]]) same(cost.parse(text), { value });
  for (const [text, error] of [['2,5', 'comma'], ['1.000.000', 'comma'], ['1,00', 'comma'], ['12,3456', 'comma'], ['abc', 'number'], ['1e9', 'number'], ['٣', 'number'], ['1'.repeat(25), 'large'], ['9999999999999', 'large'], ['5%', 'number']]) same(cost.parse(text), { error });
});

test('numbers: how they are written', () => {
  for (const [x, decimals, want] of [[1234567.891, 2, '1,234,567.89'], [1.005, 2, '1.01'], [-0.2, 2, '-0.20'], [-0.004, 2, '0.00'], [0, 0, '0'], [999.5, 0, '1,000'], [123, 0, '123'], [1e12, 0, '1,000,000,000,000']]) assert.equal(cost.format(x, decimals), want);
});

const form = (change = {}, quote = {}) => ({ currency: 'KRW', amount: '1,000,000', reference: '2.5', dollar: '', quotes: [{ name: '', fee: '5000', offered: '2.45', receiving: '', ...quote }, cost.blankQuote()], ...change });

test('check: a form that is right', () => {
  const { errors, values } = cost.check(form());
  same(errors, []);
  same(values, { amount: 1e6, reference: 2.5, dollar: null, quotes: [{ amount: 1e6, reference: 2.5, fee: 5000, offered: 2.45, receiving: null }, null] });
});

test('check: impossible input is told by field', () => {
  for (const [change, quote, want] of [
    [{ amount: '' }, {}, { field: 'amount', code: 'empty' }],
    [{ amount: '0' }, {}, { field: 'amount', code: 'zero' }],
    [{ amount: '-5' }, {}, { field: 'amount', code: 'negative' }],
    [{ amount: '1.000.000' }, {}, { field: 'amount', code: 'comma' }],
    [{ reference: 'x' }, {}, { field: 'reference', code: 'number' }],
    [{ reference: '0.0000001' }, {}, { field: 'reference', code: 'small' }],
    [{ dollar: '0' }, {}, { field: 'dollar', code: 'zero' }],
    [{}, { fee: '' }, { field: 'fee', code: 'empty', quote: 0 }],
    [{}, { fee: '-1' }, { field: 'fee', code: 'negative', quote: 0 }],
    [{}, { fee: '1000000' }, { field: 'fee', code: 'above_amount', quote: 0 }],
    [{}, { offered: '' }, { field: 'offered', code: 'empty', quote: 0 }],
    [{}, { offered: '0.4' }, { field: 'offered', code: 'far', quote: 0 }], // won for a tögrög: the wrong way round
    [{}, { receiving: '9,000,000' }, { field: 'receiving', code: 'above_arrival', quote: 0 }],
    [{}, { fee: '', offered: '' }, { field: 'offered', code: 'none', quote: 0 }],
  ]) {
    same(cost.check(form(change, quote)).errors, [want]);
  }
});

test('check: one wrong quote leaves the others', () => {
  const state = form();
  state.quotes[1] = { name: 'B', fee: 'x', offered: '2.4', receiving: '' };
  const { errors, values } = cost.check(state);
  same(errors, [{ field: 'fee', code: 'number', quote: 1 }]);
  assert.equal(values.quotes[0].fee, 5000);
  assert.equal(values.quotes[1], null);
});

test('state: what was typed comes back from the address', () => {
  const state = form({ dollar: '1400' }, { name: 'Банк & ~ #1', receiving: '0' });
  state.quotes[1] = { name: '', fee: '0', offered: '2.4', receiving: '' };
  const fragment = cost.encode(state);
  assert.match(fragment, /^#v=1&c=KRW&a=1000000&r=2\.5&u=1400&q=/);
  const want = { ...state, amount: '1000000' };
  same(cost.decode(fragment), plain(want));
  same(cost.decode(cost.encode(cost.decode(fragment))), plain(want));
});

test('state: four quotes at most, wrong numbers left out', () => {
  const state = form({ amount: 'abc' });
  state.quotes = Array.from({ length: 9 }, (_, i) => ({ name: `Q${i}`, fee: '1', offered: '2.4', receiving: '' }));
  const back = cost.decode(cost.encode(state));
  assert.equal(back.quotes.length, 4);
  assert.equal(back.amount, '');
});

test('state: a hostile address does no harm', () => {
  for (const text of ['', '#', '#v=2&a=1', '#a=1', '#__proto__=1', '#v=1'.padEnd(3000, 'x'), null, undefined]) assert.equal(cost.decode(text), null);
  const state = cost.decode('#v=1&c=<b>&a=1e9&r=-1&u=Infinity&q=%E0%A4%A~1~2~3&q=' + encodeURIComponent('<img onerror=x>\u202e\n\u0000') + '~<b>~2.5~x&q=' + encodeURIComponent('я'.repeat(99)) + '&__proto__=x&&=&q');
  same(state, {
    currency: '', amount: '', reference: '', dollar: '',
    quotes: [
      { name: '', fee: '1', offered: '2', receiving: '3' },
      { name: '<img onerror=x>', fee: '', offered: '2.5', receiving: '' },
      { name: 'я'.repeat(40), fee: '', offered: '', receiving: '' },
    ],
  });
});

test('state: the longest comparison fits into the address', () => {
  const state = form({ amount: '999999999999', reference: '123456.123456' });
  state.quotes = Array.from({ length: 4 }, () => ({ name: 'ө'.repeat(40), fee: '999999.99', offered: '123456.12', receiving: '999999.99' }));
  const fragment = cost.encode(state);
  assert.ok(cost.decode(fragment), `${fragment.length} letters`);
});
