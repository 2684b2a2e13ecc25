import { DEFAULT_LADDER } from '@yinqi/domain/supervision';
import { readRows, rowsOf, rungChanges, type RungRow } from './ladder-rows.js';

const row = (more: Partial<RungRow>): RungRow => ({
  key: 0,
  kind: 'officer',
  hours: '2',
  isAfter: false,
  ...more,
});
const views = DEFAULT_LADDER.map((step) => ({
  level: step.level,
  colour: step.level === 'letter' ? step.colour : null,
  atMinutes: step.atMinutes,
}));

it('shows rungs as hours before or after the limit and reads them back unchanged', () => {
  expect(rowsOf(views).map(({ kind, hours, isAfter }) => `${kind} ${hours} ${String(isAfter)}`)).toEqual([
    'officer 2 false',
    'branch 0 true',
    'head_office 3.5 true',
    'yellow 7 true',
    'red 21 true',
  ]);
  expect(readRows(rowsOf(views))).toEqual({ steps: views, faults: new Map() });
});

it('reads nought as the limit itself, whichever side it is said to lie on', () => {
  expect(readRows([row({ hours: '0' })]).steps).toEqual([{ level: 'officer', colour: null, atMinutes: 0 }]);
});

it.each(['', 'soon', '-1', '1.25', '1000'])('asks for readable hours: %j', (hours) => {
  expect(readRows([row({ hours })])).toEqual({ steps: [], faults: new Map([[0, 'hours']]) });
});

it('tells which rung is out of order', () => {
  const { faults } = readRows([row({ kind: 'branch', isAfter: true }), row({ isAfter: true, hours: '3' })]);
  expect(faults).toEqual(new Map([[1, 'level_before_lower']]));
});

it('tells what a new ladder adds, keeps and leaves out, in the order of time', () => {
  const officer = { level: 'officer', colour: null, atMinutes: -120 } as const;
  const branch = { level: 'branch', colour: null, atMinutes: 0 } as const;
  const red = { level: 'letter', colour: 'red', atMinutes: 420 } as const;
  expect(rungChanges([officer, branch, red], [{ ...officer, atMinutes: -60 }, branch])).toEqual([
    { step: officer, change: 'removed', at: null },
    { step: { ...officer, atMinutes: -60 }, change: 'added', at: 0 },
    { step: branch, change: 'kept', at: 1 },
    { step: red, change: 'removed', at: null },
  ]);
});
