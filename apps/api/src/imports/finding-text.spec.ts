import { FINDING_CODES } from '@yinqi/domain/survey';
import { explainFault } from './finding-text.js';

it('tells what was found, what is expected and how to repair it', () => {
  const fault = {
    kind: 'uscc',
    field: 'uscc',
    code: 'length',
    found: '9132050',
    params: { length: 7 },
    repair: '91320505MA1BRDG07A',
  } as const;
  expect(explainFault(fault)).toBe(
    '“9132050”有7位；应为18位统一社会信用代码，请对照营业执照填写，建议改为 91320505MA1BRDG07A',
  );
  expect(explainFault({ kind: 'amount', field: 'amountFen', code: 'blank', found: '', params: {} })).toBe(
    '为空；应为大于零的金额，例如 3200 或 3,200万元',
  );
});

// `inexact` and `unknown-division` only ever warn.
it.each(FINDING_CODES.filter((code) => code !== 'inexact' && code !== 'unknown-division'))(
  'has words of its own for %s',
  (code) => {
    const params = { length: 7, row: 5, filledOn: '2026-08-01', last: '2036-08-01' };
    const text = explainFault({ kind: 'amount', field: 'amountFen', code, found: '面议', params });
    expect(text).not.toContain('有误');
    expect(text).not.toContain('undefined');
  },
);
