// The arithmetic of the worksheets: numbers, formulas and loans by hand, and the cases that each worksheet carries.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import YAML from 'yaml';

const script = readFileSync(new URL('../themes/nutag/assets/js/worksheet-math.js', import.meta.url), 'utf8');
const math = vm.runInNewContext(`${script}; WorksheetMath`);
const near = (got, want, name) => assert.ok(got !== null && Math.abs(got - want) <= Math.max(0.005, Math.abs(want) * 1e-9), `${name ?? ''} ${got}, want ${want}`);

test('numbers: how they are read', () => {
  for (const [text, want] of [['', null], [' ', null], [undefined, null], ['0', 0], ['1,200,000', 1200000], ['1 200 000', 1200000], ['1\u00a0200', 1200], ['2.5', 2.5], ['.5', 0.5], ['−3', -3], ['-1,000.25', -1000.25]]) assert.equal(math.parse(text), want, text);
  for (const text of ['2,5', '1.000.000', '1,00', 'x', '1e9', '5%', '٣', '9'.repeat(20), '1-2']) assert.ok(Number.isNaN(math.parse(text)), text);
});

test('numbers: how they are written', () => {
  for (const [x, digits, want] of [[1234567.891, 2, '1,234,567.89'], [1200000, 0, '1,200,000'], [2.5, 0, '3'], [1.005, 2, '1.01'], [-0.001, 2, '0'], [-1500, 0, '-1,500'], [11.5, 2, '11.5'], [null, 0, ''], [999.999, 2, '1,000']]) assert.equal(math.format(x, digits), want);
});

const alone = (formula, values = {}) => math.compute({ fields: [...Object.keys(values).map((id) => ({ id, type: 'number' })), { id: 'x', type: 'number', formula }], tables: [] }, values).out.x;

test('formulas: the order of operations', () => {
  for (const [formula, want] of [['1 + 2 * 3', 7], ['(1 + 2) * 3', 9], ['7 - 2 - 1', 4], ['16 / 4 / 2', 2], ['2 ^ 3 ^ 2', 512], ['-2 ^ 2', -4], ['2 * -3', -6], ['max(1, 2, 3) + min(4, 5)', 7], ['ceil(2.1)', 3], ['ceil(3)', 3], ['round(1.236, 2)', 1.24], ['below(1, 2)', 1], ['below(2, 2)', 0]]) assert.equal(alone(formula), want, formula);
});

test('formulas: what is not known stays unknown', () => {
  assert.equal(alone('a + b', { a: '1', b: '' }), null);
  assert.equal(alone('a + or(b, 0)', { a: '1', b: '' }), 1);
  assert.equal(alone('a / b', { a: '1', b: '0' }), null);
  assert.equal(alone('x + 1'), null); // a formula that needs itself
  assert.equal(alone('constructor(1)'), null);
  for (const bad of ['1 +', '(1', '1)', 'a b', 'sum(', '1;2', 'constructor.x(']) assert.throws(() => math.tree(bad), bad);
});

// By hand: 6 months, 3,000,000, 1.75 % a month on the balance: 52,500 + 43,750 + 35,000 + 26,250 + 17,500 + 8,750 = 183,750.
test('loans: equal principal', () => {
  assert.deepEqual([...math.payments(3e6, 1.75, 6, 2)].map(Math.round), [552500, 543750, 535000, 526250, 517500, 508750]);
});

// By hand: 1,000,000 for 2 months at 10 %: payment = 100,000 / (1 - 1/1.21) = 576,190.48; interest 152,380.95.
test('loans: equal payments', () => {
  const list = math.payments(1e6, 10, 2, 1);
  near(list[0], 576190.476);
  near(list[0] + list[1] - 1e6, 152380.952);
  near(math.payments(1200, 0, 12, 1)[0], 100);
});

test('loans: interest on the first sum', () => near(math.payments(3e6, 1.8, 6, 3)[5], 554000));

// By hand: 2 % a month: 1.02^12 = 1.26824; 2.5 %: 1.34489; 24 % in one payment after 12 months is 24 %.
test('loans: monthly rates turned into yearly ones', () => {
  near(math.yearly(2), 26.824);
  near(math.yearly(2.5), 34.489);
  near(math.effective(1e6, 2, 12, 1, 0), 26.824);
  near(math.effective(1e6, 2, 12, 2, 0), 26.824);
});

// By hand: 1,000,000 for one month at 2 %, fee 20,000: 1,020,000 / 980,000 = 1.040816 a month; ^12 = 1.6162.
test('loans: a fee makes the rate higher', () => {
  near(math.effective(1e6, 2, 1, 1, 20000), (1.0408163265306123 ** 12 - 1) * 100);
  assert.ok(math.effective(1e6, 2, 12, 3, 0) > math.effective(1e6, 2, 12, 2, 0));
  near(math.effective(1e6, 0, 12, 1, 0), 0);
  for (const bad of [[0, 2, 12, 1, 0], [1e6, -1, 12, 1, 0], [1e6, 2, 0, 1, 0], [1e6, 2, 1.5, 1, 0], [1e6, 2, 601, 1, 0], [1e6, 2, 12, 4, 0], [1e6, 2, 12, 1, 1e6]]) assert.equal(math.effective(...bad), null, bad.join());
});

test('csv: quotes, and no formula for a spreadsheet', () => {
  assert.equal(math.csv([['a', 'b,c', 'd"e'], ['=1+1', '-5', '-x', '@y']]), '\ufeffa,"b,c","d""e"\r\n\'=1+1,-5,\'-x,\'@y\r\n');
});

test('sheets: a wrong number is told and leaves the rest', () => {
  const sheet = { fields: [{ id: 'a', type: 'money' }, { id: 'b', type: 'money' }, { id: 's', type: 'money', formula: 'or(a, 0) + b' }], tables: [] };
  const { out, wrong } = math.compute(sheet, { a: '1,00', b: '5' });
  assert.equal(out.s, 5);
  assert.deepEqual([...wrong], ['a']);
});

const dir = new URL('../content/training/worksheets/', import.meta.url);
for (const name of readdirSync(dir).filter((n) => n.endsWith('.yaml'))) {
  const source = YAML.parse(readFileSync(new URL(name, dir), 'utf8'));
  const fields = source.parts.flatMap((p) => p.fields ?? []);
  const tables = source.parts.filter((p) => p.table).map((p) => ({ id: p.table, rows: Math.max(p.rows ?? 0, p.labels?.length ?? 0), columns: p.columns.map((c) => ({ ...c, total: c.total === 'yes' || c.total === true })) }));
  const computes = fields.some((f) => f.formula) || tables.some((t) => t.columns.some((c) => c.formula || c.total));
  if (!computes) continue;
  test(`worksheet ${name}: cases worked by hand`, () => {
    assert.ok(source.cases?.length > 0, 'no case');
    for (const one of source.cases) {
      const { out, wrong } = math.compute({ fields, tables }, one.in ?? {});
      assert.equal(wrong.length, 0, wrong.join());
      for (const [key, want] of Object.entries(one.out)) {
        const got = out[key];
        if (want === null) { // must stay unknown
          assert.equal(got, null, key);
          continue;
        }
        const digits = (String(want).split('.')[1] ?? '').length;
        assert.ok(got !== undefined && got !== null && Math.abs(got - want) <= 0.5 * 10 ** -digits * (digits ? 1 : 0.002) + 1e-9, `${key}: ${got}, want ${want}`);
      }
    }
  });
}
