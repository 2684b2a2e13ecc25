import { MAX_AMOUNT_FEN } from '../money/index.js';
import { exposureKey, readAmount, type Pool, type RejectionCode, type UseCheck } from './index.js';
import {
  codeOf,
  DAY_MS,
  newPool,
  NOW_MS,
  subjectOf,
  TrialLedger,
  YUAN,
  type Plain,
} from './testing/ledger.js';

const CNY = 'CNY' as const;
const yuan = (amount: bigint) => ({ amountFen: amount * YUAN, currency: CNY });
const later = NOW_MS + 30 * DAY_MS;

const reserving = {
  kind: 'reserve',
  poolId: 'leaf',
  holdId: 'new',
  subject: subjectOf(),
  ...yuan(10n),
  expiresAtMs: later,
  checks: [],
} as const;
const allotting = {
  kind: 'allot',
  fromPoolId: 'nation',
  toPoolId: 'leaf',
  approverId: null,
  ...yuan(10n),
} as const;
const limiting = {
  kind: 'adjust_limit',
  poolId: 'nation',
  limitFen: 2_000n * YUAN,
  currency: CNY,
  approverId: null,
} as const;
const onHeld = { poolId: 'leaf', holdId: 'held' } as const;
const onFirm = { poolId: 'leaf', holdId: 'firm' } as const;
const correcting = {
  kind: 'correct',
  ...onFirm,
  corrects: { tenantId: 'tenant', key: 'posted' },
  approverId: 'second',
  reason: 'wrong amount',
} as const;
const reporting = { kind: 'report', ...onFirm, subject: subjectOf(), ...yuan(10n), keep: true } as const;

/**
 * A nation of 1,000 yuan with five children: leaf has 500, holds 100 reserved and 100 firm, of which 20 are posted;
 * the others have nothing. A second tool stands beside it.
 */
function world(leaf: Partial<Pool> = {}): TrialLedger {
  const child = (id: string, more: Partial<Pool> = {}) => newPool(id, { parentId: 'nation', ...more });
  const ledger = new TrialLedger(
    [
      newPool('nation', { secondPersonFromFen: 1_000n * YUAN }),
      child('leaf', { secondPersonFromFen: 1_000n * YUAN, ...leaf }),
      child('frozen'),
      child('closed'),
      child('early', { opensAtMs: NOW_MS + 1 }),
      child('late', { closesAtMs: NOW_MS }),
      newPool('elsewhere', { facilityId: 'other' }),
    ],
    [exposureKey('leaf', 'firm')],
  );
  ledger.do({ ...limiting, limitFen: 1_000n * YUAN, approverId: 'second' });
  ledger.do({ ...allotting, ...yuan(500n) });
  ledger.do({ kind: 'freeze', poolId: 'frozen', approverId: null });
  ledger.do({ kind: 'close', poolId: 'closed', approverId: null });
  ledger.do({ ...reserving, holdId: 'held', ...yuan(100n) });
  ledger.do({
    ...reserving,
    holdId: 'firm',
    subject: subjectOf('firm', { claimKey: 'bill:1' }),
    ...yuan(100n),
  });
  ledger.do({ kind: 'commit', ...onFirm, ...yuan(100n) });
  ledger.do({ kind: 'post', ...onFirm, ...yuan(20n), keep: true, key: 'posted' });
  return ledger;
}

const failed = (check: UseCheck) => ({ ...reserving, checks: [check] });
const borrower = { check: 'borrower', passed: false, attributes: ['sizeClass'] } as const;

type Refused = readonly [what: string, code: RejectionCode, command: Plain, leaf?: Partial<Pool>];
const TABLE: readonly Refused[] = [
  ['nothing at all', 'amount.zero', { ...reserving, amountFen: 0n }],
  ['less than nothing', 'amount.negative', { ...reserving, amountFen: -1n }],
  ['more than any amount may be', 'amount.too_large', { ...reserving, amountFen: MAX_AMOUNT_FEN + 1n }],
  ['nothing to commit', 'amount.zero', { kind: 'commit', ...onHeld, ...yuan(0n) }],
  ['nothing to post', 'amount.zero', { kind: 'post', ...onFirm, ...yuan(0n), keep: true }],
  ['nothing paid out', 'amount.zero', { ...reporting, amountFen: 0n }],
  ['a negative repayment', 'amount.negative', { kind: 'repay', ...onFirm, ...yuan(-1n) }],
  ['a negative limit', 'amount.negative', { ...limiting, limitFen: -1n }],
  ['nothing to allot', 'amount.zero', { ...allotting, amountFen: 0n }],
  ['another currency', 'currency.mismatch', { ...reserving, currency: 'USD' }],
  ['a loan in another currency', 'currency.mismatch', { ...reporting, currency: 'USD' }],
  ['an allotment in another currency', 'currency.mismatch', { ...allotting, currency: 'USD' }],
  ['a key with a line break', 'key.malformed', { ...reserving, key: 'a\nb' }],
  ['no key', 'key.malformed', { ...reserving, key: '' }],
  ['the key of something else', 'key.conflict', { ...reserving, key: 'posted' }],
  ['a pool nobody opened', 'pool.unknown', { ...reserving, poolId: 'nowhere' }],
  ['a frozen pool', 'pool.frozen', { ...reserving, poolId: 'frozen' }],
  ['a closed pool', 'pool.closed', { ...reserving, poolId: 'closed' }],
  ['allotting to a frozen pool', 'pool.frozen', { ...allotting, toPoolId: 'frozen' }],
  ['freezing twice', 'pool.not_in_state', { kind: 'freeze', poolId: 'frozen', approverId: null }],
  ['thawing what is open', 'pool.not_in_state', { kind: 'unfreeze', poolId: 'leaf', approverId: null }],
  ['closing twice', 'pool.not_in_state', { kind: 'close', poolId: 'closed', approverId: null }],
  ['closing over holds', 'pool.still_in_use', { kind: 'close', poolId: 'leaf', approverId: null }],
  ['more than is left', 'pool.insufficient', { ...reserving, ...yuan(301n) }],
  ['allotting more than is left', 'pool.insufficient', { ...allotting, ...yuan(501n) }],
  ['a limit below what is given away', 'pool.below_use', { ...limiting, limitFen: 499n * YUAN }],
  ['a limit where the parent allots', 'pool.has_parent', { ...limiting, poolId: 'leaf' }],
  ['allotting upwards', 'pool.not_related', { ...allotting, fromPoolId: 'leaf', toPoolId: 'nation' }],
  ['returning downwards', 'pool.not_related', { ...allotting, kind: 'return' }],
  ['transferring to the parent', 'pool.not_related', { ...allotting, kind: 'transfer' }],
  ['moving to another tool', 'pool.not_related', { ...allotting, toPoolId: 'elsewhere' }],
  ['moving to itself', 'pool.not_related', { ...allotting, kind: 'transfer', toPoolId: 'nation' }],
  ['a pool that moved on', 'version.stale', { ...allotting, ifVersion: 1 }],
  ['a limit of a pool that moved on', 'version.stale', { ...limiting, ifVersion: 1 }],
  [
    'freezing a pool that moved on',
    'version.stale',
    { kind: 'freeze', poolId: 'leaf', ifVersion: 1, approverId: null },
  ],
  ['much by one person', 'second_person.required', { ...limiting, limitFen: 2_000n * YUAN }],
  ['the same person twice', 'second_person.same', { ...allotting, approverId: 'officer' }],
  ['before the window', 'window.not_yet_open', { ...reserving, poolId: 'early' }],
  ['after the window', 'window.closed', { ...reserving, poolId: 'late' }],
  [
    'the wrong kind of bank',
    'lender.ineligible',
    failed({ check: 'lender', passed: false, fault: 'bank_type' }),
  ],
  ['a borrower the tool is not for', 'borrower.ineligible', failed({ ...borrower, truth: 'false' })],
  ['a borrower not known well enough', 'borrower.undetermined', failed({ ...borrower, truth: 'unknown' })],
  [
    'a rate above the cap',
    'rate.above_cap',
    failed({ check: 'rate_cap', passed: false, rateBp: 480, capBp: 455, lpr: null }),
  ],
  [
    'a day outside the window of the tool',
    'window.closed',
    failed({ check: 'window', passed: false, atMs: 2, opensAtMs: null, closesAtMs: 1 }),
  ],
  [
    'more than one customer may have of the tool',
    'customer.limit_exceeded',
    failed({ check: 'single_customer', passed: false, limitFen: 1n, exposureFen: 1n, askedFen: 1n }),
  ],
  [
    'more than one customer may have of the pool',
    'customer.limit_exceeded',
    { ...reserving, ...yuan(101n) },
    { singleCustomerLimitFen: 300n * YUAN },
  ],
  ['a hold that is there', 'hold.exists', { ...reserving, holdId: 'held' }],
  ['a hold until yesterday', 'hold.expiry_in_past', { ...reserving, expiresAtMs: NOW_MS }],
  ['extending into the past', 'hold.expiry_in_past', { kind: 'extend', ...onHeld, expiresAtMs: NOW_MS }],
  ['a hold nobody made', 'hold.unknown', { kind: 'void', poolId: 'leaf', holdId: 'none', reason: 'x' }],
  [
    'a hold of another pool',
    'hold.of_other_pool',
    { kind: 'void', poolId: 'nation', holdId: 'held', reason: 'x' },
  ],
  [
    'a loan on a hold of another pool',
    'hold.of_other_pool',
    { ...reporting, poolId: 'nation', holdId: 'held' },
  ],
  ['expiring early', 'hold.not_expired', { kind: 'expire', ...onHeld }],
  [
    'posting what is only reserved',
    'hold.not_in_state',
    { kind: 'post', ...onHeld, ...yuan(1n), keep: true },
  ],
  ['committing twice', 'hold.not_in_state', { kind: 'commit', ...onFirm, ...yuan(1n) }],
  ['taking back what is not committed', 'hold.not_in_state', { kind: 'uncommit', ...onHeld }],
  ['committing more than is held', 'hold.exceeded', { kind: 'commit', ...onHeld, ...yuan(101n) }],
  ['posting more than is held', 'hold.exceeded', { kind: 'post', ...onFirm, ...yuan(81n), keep: true }],
  [
    'a bill that is claimed',
    'claim.already_live',
    { ...reserving, subject: subjectOf('firm', { claimKey: 'bill:1' }) },
  ],
  [
    'a loan reported under a claim of another',
    'claim.already_live',
    { ...reporting, holdId: 'new', subject: subjectOf('firm', { claimKey: 'bill:1' }) },
  ],
  [
    'repaying a quota that does not come back',
    'repay.not_balance',
    { kind: 'repay', ...onFirm, ...yuan(1n) },
  ],
  [
    'repaying more than is owed',
    'repay.exceeds_outstanding',
    { kind: 'repay', ...onFirm, ...yuan(21n) },
    { basis: 'BALANCE' },
  ],
  ['correcting alone', 'second_person.required', { ...correcting, approverId: null }],
  ['correcting with oneself', 'second_person.same', { ...correcting, approverId: 'officer' }],
  [
    'correcting what was never posted',
    'correct.unknown_posting',
    { ...correcting, corrects: { tenantId: 'tenant', key: 'never' } },
  ],
  ['correcting by another hold', 'correct.unknown_posting', { ...correcting, holdId: 'held' }],
  [
    'correcting a commitment',
    'correct.not_a_posting',
    { ...correcting, corrects: { tenantId: 'tenant', key: 'key-7' } },
  ],
];

const REFUSED = TABLE.map(([what, code, command, leaf]) => ({ what, code, command, leaf }));

describe('what the ledger refuses', () => {
  it.each(REFUSED)('$what: $code', ({ code, command, leaf }) => {
    const ledger = world(leaf);
    expect(codeOf(ledger.try(command))).toBe(code);
  });

  it.each(REFUSED)('and leaves everything as it was: $what', ({ command, leaf }) => {
    const ledger = world(leaf);
    const before = ledger.book.state;
    const entries = ledger.book.entries.length;
    ledger.try(command);
    expect(ledger.book.state).toEqual(before);
    expect(ledger.book.entries).toHaveLength(entries);
  });

  it.each([
    ['commit', { kind: 'commit', ...onHeld, ...yuan(1n) }],
    ['uncommit', { kind: 'uncommit', ...onFirm }],
    ['extend', { kind: 'extend', ...onHeld, expiresAtMs: later + DAY_MS }],
    ['post', { kind: 'post', ...onFirm, ...yuan(1n), keep: true }],
  ] as const)('a hold past its time to be used: %s', (_, command) => {
    const ledger = world();
    ledger.nowMs = later;
    expect(codeOf(ledger.try(command))).toBe('hold.expired');
  });

  it.each([
    ['void', { kind: 'void', ...onHeld, reason: 'again' }],
    ['expire', { kind: 'expire', ...onHeld }],
    ['commit', { kind: 'commit', ...onHeld, ...yuan(1n) }],
  ] as const)('a hold that has ended: %s', (_, command) => {
    const ledger = world();
    ledger.do({ kind: 'void', ...onHeld, reason: 'withdrawn' });
    ledger.nowMs = later;
    expect(codeOf(ledger.try(command))).toBe('hold.ended');
  });

  it('says the figures a sentence needs', () => {
    // 500 − 100 reserved − 80 still firm − 20 used = 300.
    expect(world().try({ ...reserving, ...yuan(301n) })).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'pool.insufficient',
        poolId: 'leaf',
        authority: 'OFFICIAL',
        askedFen: 301n * YUAN,
        leftFen: 300n * YUAN,
        usedFen: 20n * YUAN,
      },
    });
    expect(world({ singleCustomerLimitFen: 300n * YUAN }).try({ ...reserving, ...yuan(101n) })).toMatchObject(
      {
        rejection: { limitFen: 300n * YUAN, exposureFen: 200n * YUAN, askedFen: 101n * YUAN },
      },
    );
  });

  it('goes by the version of a hold that somebody saw', () => {
    const ledger = world();
    const extend = (ifHoldVersion: number): Plain => ({
      kind: 'extend',
      ...onHeld,
      expiresAtMs: later + 1,
      ifHoldVersion,
    });
    const { version = 0 } = ledger.book.hold('held') ?? {};
    ledger.do(extend(version));
    expect(ledger.try(extend(version))).toMatchObject({
      rejection: { code: 'hold.stale', expected: version, actual: version + 1 },
    });
    ledger.do(extend(version + 1));
  });

  it('takes a repayment of a hold that somebody else acted upon meanwhile for out of date', () => {
    const ledger = new TrialLedger([newPool('leaf', { basis: 'BALANCE' })]);
    ledger.do({ ...limiting, poolId: 'leaf', approverId: 'second' });
    ledger.do({ ...reporting, holdId: 'loan', ...yuan(10n) });
    const repaying = {
      kind: 'repay',
      poolId: 'leaf',
      holdId: 'loan',
      ifHoldVersion: 1,
      ...yuan(4n),
    } as const;
    ledger.do(repaying);
    expect(ledger.try(repaying)).toMatchObject({
      rejection: { code: 'hold.stale', expected: 1, actual: 2 },
    });
    ledger.do({ ...repaying, ifHoldVersion: 2 });
  });

  it('stops what lies below with a pool, and lets it go on with it', () => {
    const ledger = world();
    const state = (kind: 'freeze' | 'unfreeze', poolId: string) =>
      ledger.do({ kind, poolId, approverId: null });
    state('freeze', 'nation');
    expect(ledger.try(reserving)).toMatchObject({ rejection: { code: 'pool.frozen' } });
    // What is held already goes on, and what is unused goes back.
    ledger.do({ kind: 'commit', ...onHeld, ...yuan(100n) });
    ledger.do({ kind: 'post', ...onHeld, ...yuan(10n), keep: true });
    state('freeze', 'leaf');
    state('unfreeze', 'nation');
    // Its own freeze is another matter.
    expect(ledger.try(reserving)).toMatchObject({ rejection: { code: 'pool.frozen' } });
    state('unfreeze', 'leaf');
    ledger.do(reserving);
  });

  it('writes down who agreed to a change of state, never the one who asked', () => {
    const ledger = world();
    const freezing = { kind: 'freeze', poolId: 'leaf' } as const;
    expect(ledger.try({ ...freezing, approverId: 'officer' })).toMatchObject({
      rejection: { code: 'second_person.same' },
    });
    expect(ledger.do({ ...freezing, approverId: 'second' })).toMatchObject({
      actorId: 'officer',
      approverId: 'second',
      stateAfter: 'frozen',
    });
  });

  it('counts what a customer has in every pool of the tool', () => {
    const child = (id: string) => newPool(id, { parentId: 'nation' });
    const ledger = new TrialLedger(
      [newPool('nation'), child('one'), child('other')],
      [exposureKey('facility', 'firm')],
      300n * YUAN,
    );
    ledger.do({ ...limiting, approverId: 'second' });
    for (const toPoolId of ['one', 'other']) ledger.do({ ...allotting, toPoolId, ...yuan(500n) });
    ledger.do({ ...reserving, poolId: 'one', holdId: 'first', ...yuan(200n) });
    // 200 in one pool and 101 in the other are more than 300; 100 are not.
    expect(ledger.try({ ...reserving, poolId: 'other', ...yuan(101n) })).toMatchObject({
      rejection: { code: 'customer.limit_exceeded', limitFen: 300n * YUAN, exposureFen: 200n * YUAN },
    });
    ledger.do({ ...reserving, poolId: 'other', ...yuan(100n) });
    ledger.do({ kind: 'void', poolId: 'one', holdId: 'first', reason: 'withdrawn' });
    ledger.do({ ...reserving, poolId: 'one', holdId: 'again', ...yuan(200n) });
  });

  it('does not decide on a customer it was told nothing of', () => {
    const ledger = world({ singleCustomerLimitFen: 300n * YUAN });
    expect(() => ledger.try({ ...reserving, subject: subjectOf('stranger') })).toThrow(
      'no exposure of stranger in leaf was loaded',
    );
  });
});

describe('amounts as they arrive', () => {
  it.each([
    ['1', 1n],
    ['9007199254740991', MAX_AMOUNT_FEN],
    ['0', 'amount.zero'],
    ['-5', 'amount.negative'],
    ['9007199254740992', 'amount.too_large'],
    ['100.5', 'amount.fractional'],
    ['1e5', 'amount.not_a_number'],
    ['', 'amount.not_a_number'],
    ['１００', 'amount.not_a_number'],
  ])('%s', (text, expected) => {
    const read = readAmount(text);
    expect(read.ok ? read.fen : read.code).toBe(expected);
  });
});
