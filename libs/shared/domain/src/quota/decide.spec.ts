import { exposureOf, leftFen, verify, type Hold } from './index.js';
import { DAY_MS, newPool, NOW_MS, sha256, subjectOf, TrialLedger, YUAN } from './testing/ledger.js';

const CNY = 'CNY' as const;
const yuan = (amount: bigint) => ({ amountFen: amount * YUAN, currency: CNY });
const inDays = (days: number) => NOW_MS + days * DAY_MS;
const onHold = { poolId: 'leaf', holdId: 'h' } as const;

const reserving = (amount: bigint, holdId = 'h', poolId = 'leaf') =>
  ({
    kind: 'reserve',
    poolId,
    holdId,
    subject: subjectOf(),
    ...yuan(amount),
    expiresAtMs: inDays(30),
    checks: [],
  }) as const;

const limiting = (poolId: string, amount: bigint) =>
  ({ kind: 'adjust_limit', poolId, limitFen: amount * YUAN, currency: CNY, approverId: null }) as const;

/** One pool of 1,000 yuan, by its first entry. */
function leaf(more: Parameters<typeof newPool>[1] = {}): TrialLedger {
  const ledger = new TrialLedger([newPool('leaf', more)]);
  ledger.do(limiting('leaf', 1_000n));
  return ledger;
}

function holdOf(ledger: TrialLedger, id = 'h'): Hold {
  const hold = ledger.book.hold(id);
  if (!hold) throw new RangeError(id);
  return hold;
}

describe('quota handed down', () => {
  const nested = () =>
    new TrialLedger([
      newPool('nation'),
      newPool('province', { parentId: 'nation' }),
      newPool('bank-a', { parentId: 'province' }),
      newPool('bank-b', { parentId: 'province' }),
    ]);
  const move = (
    kind: 'allot' | 'return' | 'transfer',
    fromPoolId: string,
    toPoolId: string,
    amount: bigint,
  ) => ({ kind, fromPoolId, toPoolId, ...yuan(amount), approverId: null }) as const;

  it('goes from the nation to a province to a bank, and what is unused goes back', () => {
    const ledger = nested();
    ledger.do(limiting('nation', 900n));
    ledger.do(move('allot', 'nation', 'province', 500n));
    ledger.do(move('allot', 'province', 'bank-a', 300n));
    ledger.do(move('return', 'bank-a', 'province', 50n));
    ledger.do(move('transfer', 'bank-a', 'bank-b', 100n));
    // The nation gave 500 of 900; the province handed on 300 − 50; bank a gave 100 of its 250 to bank b.
    expect(ledger.yuan('nation')).toEqual([900n, 500n, 0n, 0n, 0n, 0n]);
    expect(ledger.yuan('province')).toEqual([500n, 250n, 0n, 0n, 0n, 0n]);
    expect(ledger.yuan('bank-a')).toEqual([150n, 0n, 0n, 0n, 0n, 0n]);
    expect(ledger.yuan('bank-b')).toEqual([100n, 0n, 0n, 0n, 0n, 0n]);
    const pools = ['nation', 'province', 'bank-a', 'bank-b'].map((id) => ledger.pool(id));
    expect(verify(pools, ledger.book.entries, sha256)).toBeUndefined();
  });

  it('writes one entry in each pool under one key', () => {
    const ledger = nested();
    ledger.do(limiting('nation', 900n));
    const result = ledger.try(move('allot', 'nation', 'province', 500n));
    expect(result).toMatchObject({
      outcome: 'accepted',
      entries: [
        { poolId: 'nation', leg: 0, counterpartId: 'province', version: 2 },
        { poolId: 'province', leg: 1, counterpartId: 'nation', version: 1 },
      ],
    });
  });

  it('never hands on what is held or used below', () => {
    const ledger = nested();
    ledger.do(limiting('nation', 900n));
    ledger.do(move('allot', 'nation', 'province', 900n));
    ledger.do(move('allot', 'province', 'bank-a', 900n));
    ledger.do(reserving(600n, 'h', 'bank-a'));
    expect(ledger.try(move('return', 'bank-a', 'province', 301n))).toMatchObject({
      rejection: { code: 'pool.insufficient', leftFen: 300n * YUAN },
    });
    ledger.do(move('return', 'bank-a', 'province', 300n));
    expect(ledger.yuan('bank-a')).toEqual([600n, 0n, 600n, 0n, 0n, 0n]);
  });
});

describe('lending scale: chosen, approved, paid out', () => {
  it('reserves, commits less, posts in tranches and ends with the last', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    // Approved for 300: 100 are free again.
    ledger.do({ kind: 'commit', ...onHold, ...yuan(300n) });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 300n, 0n, 0n]);
    ledger.do({ kind: 'extend', ...onHold, expiresAtMs: inDays(365) });
    ledger.do({ kind: 'post', ...onHold, ...yuan(100n), keep: true });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 200n, 100n, 0n]);
    expect(holdOf(ledger)).toMatchObject({
      state: 'committed',
      heldFen: 200n * YUAN,
      postedFen: 100n * YUAN,
    });
    // The last tranche is 150; the 50 nobody drew go free.
    ledger.do({ kind: 'post', ...onHold, ...yuan(150n), keep: false });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 0n, 250n, 0n]);
    expect(holdOf(ledger)).toMatchObject({ state: 'posted', heldFen: 0n, postedFen: 250n * YUAN });
  });

  it('frees what a lapsed or withdrawn promise held, and leaves what was paid', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.do({ kind: 'commit', ...onHold, ...yuan(400n) });
    ledger.do({ kind: 'post', ...onHold, ...yuan(100n), keep: true });
    ledger.do({ kind: 'void', ...onHold, reason: 'rest cancelled' });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 0n, 100n, 0n]);
    expect(holdOf(ledger).state).toBe('posted');

    ledger.do(reserving(50n, 'other'));
    ledger.nowMs = inDays(30);
    ledger.do({ kind: 'expire', poolId: 'leaf', holdId: 'other' });
    expect(holdOf(ledger, 'other')).toMatchObject({ state: 'expired', heldFen: 0n });
    expect(leftFen(ledger.pool('leaf'))).toBe(900n * YUAN);
  });

  it('takes a commitment back to a reservation', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.do({ kind: 'commit', ...onHold, ...yuan(400n) });
    ledger.do({ kind: 'uncommit', ...onHold });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 400n, 0n, 0n, 0n]);
  });

  it('keeps the promises of a frozen pool and makes no new ones', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.do({ kind: 'freeze', poolId: 'leaf', approverId: null });
    expect(ledger.try(reserving(1n, 'other'))).toMatchObject({ rejection: { code: 'pool.frozen' } });
    ledger.do({ kind: 'commit', ...onHold, ...yuan(400n) });
    ledger.do({ kind: 'unfreeze', poolId: 'leaf', approverId: null });
    ledger.do(reserving(1n, 'other'));
  });
});

describe('a loan really paid out', () => {
  const reporting = (amount: bigint, keep = false, holdId = 'h') =>
    ({ kind: 'report', poolId: 'leaf', holdId, subject: subjectOf(), ...yuan(amount), keep }) as const;

  it('uses what was held for it', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.do({ kind: 'commit', ...onHold, ...yuan(400n) });
    expect(ledger.try(reporting(250n, true))).toMatchObject({ outcome: 'accepted', exceptions: [] });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 150n, 250n, 0n]);
  });

  it('is never refused: what was not held and what passes the limit stands out', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.do(reserving(600n, 'others'));
    // 500 against 400 held: 100 unreserved, and as the pool is full, 100 beyond its limit.
    expect(ledger.try(reporting(500n))).toMatchObject({
      outcome: 'accepted',
      exceptions: [
        { kind: 'OVER_QUOTA', amountFen: 100n * YUAN, version: 4 },
        { kind: 'UNRESERVED', amountFen: 100n * YUAN, version: 4 },
      ],
    });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 600n, 0n, 500n, 100n]);
    expect(leftFen(ledger.pool('leaf'))).toBe(0n);
    // 600 are freed: 100 of them make good the excess, 500 are left.
    ledger.do({ kind: 'void', poolId: 'leaf', holdId: 'others', reason: 'withdrawn' });
    expect(leftFen(ledger.pool('leaf'))).toBe(500n * YUAN);
    expect(verify([ledger.pool('leaf')], ledger.book.entries, sha256)).toBeUndefined();
  });

  it('begins a record of its own where nothing was ever reserved, frozen pool or not', () => {
    const ledger = leaf();
    ledger.do({ kind: 'freeze', poolId: 'leaf', approverId: null });
    expect(ledger.try(reporting(80n))).toMatchObject({
      exceptions: [{ kind: 'UNRESERVED', amountFen: 80n * YUAN }],
    });
    expect(holdOf(ledger)).toMatchObject({ state: 'posted', postedFen: 80n * YUAN });
    // A second tranche of the same loan, and one after its promise had ended.
    ledger.do(reporting(20n));
    expect(exposureOf(holdOf(ledger))).toBe(100n * YUAN);
  });

  it('counts a promise past its time as held until somebody ends it', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    ledger.nowMs = inDays(31);
    expect(ledger.try(reporting(400n))).toMatchObject({ outcome: 'accepted', exceptions: [] });
  });
});

describe('relending: lent first, claimed afterwards', () => {
  const claimed = (holdId: string) =>
    ({ ...reserving(200n, holdId), subject: subjectOf('firm', { claimKey: 'loan:JD-1' }) }) as const;

  it('marks, claims, is reimbursed, and no second claim of the loan lives beside it', () => {
    const ledger = leaf();
    ledger.do(claimed('first'));
    expect(ledger.try(claimed('second'))).toMatchObject({
      rejection: { code: 'claim.already_live', holdId: 'first' },
    });
    ledger.do({ kind: 'commit', poolId: 'leaf', holdId: 'first', ...yuan(200n) });
    ledger.do({ kind: 'post', poolId: 'leaf', holdId: 'first', ...yuan(200n), keep: false });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 0n, 200n, 0n]);
    expect(ledger.try(claimed('second'))).toMatchObject({ rejection: { code: 'claim.already_live' } });
  });

  it('may be claimed again once rejected', () => {
    const ledger = leaf();
    ledger.do(claimed('first'));
    ledger.do({ kind: 'void', poolId: 'leaf', holdId: 'first', reason: 'rate above the cap of the day' });
    ledger.do(claimed('second'));
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 200n, 0n, 0n, 0n]);
  });
});

describe('repayment and correction', () => {
  const posted = (basis: 'FLOW' | 'BALANCE') => {
    const ledger = leaf({ basis });
    ledger.do(reserving(400n));
    ledger.do({ kind: 'commit', ...onHold, ...yuan(400n) });
    return ledger;
  };
  const corrects = (key: string) =>
    ({
      kind: 'correct',
      ...onHold,
      corrects: { tenantId: 'tenant', key },
      approverId: 'second',
      reason: 'wrong amount',
    }) as const;

  it('gives quota back by repayment only where the quota is a balance', () => {
    const ledger = posted('BALANCE');
    ledger.do({ kind: 'post', ...onHold, ...yuan(400n), keep: false });
    ledger.do({ kind: 'repay', ...onHold, ...yuan(150n) });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 0n, 250n, 0n]);
    expect(ledger.try({ kind: 'repay', ...onHold, ...yuan(251n) })).toMatchObject({
      rejection: { code: 'repay.exceeds_outstanding', outstandingFen: 250n * YUAN },
    });
    ledger.do({ kind: 'repay', ...onHold, ...yuan(250n) });
    expect(holdOf(ledger).state).toBe('repaid');
    const flow = posted('FLOW');
    flow.do({ kind: 'post', ...onHold, ...yuan(400n), keep: false });
    expect(flow.try({ kind: 'repay', ...onHold, ...yuan(1n) })).toMatchObject({
      rejection: { code: 'repay.not_balance' },
    });
  });

  it('takes a wrong tranche back into the hold, so that the right one finds its place', () => {
    const ledger = posted('FLOW');
    const { key } = ledger.do({ kind: 'post', ...onHold, ...yuan(300n), keep: true });
    ledger.do(corrects(key));
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 400n, 0n, 0n]);
    ledger.do({ kind: 'post', ...onHold, ...yuan(30n), keep: true });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 370n, 30n, 0n]);
    expect(ledger.try(corrects(key))).toMatchObject({ rejection: { code: 'correct.already_corrected' } });
  });

  it('puts back into the hold no more than there is room for by now', () => {
    const ledger = posted('BALANCE');
    const { key } = ledger.do({ kind: 'post', ...onHold, ...yuan(300n), keep: true });
    const repaid = ledger.do({ kind: 'repay', ...onHold, ...yuan(300n) });
    // 1,000 − 100 still held: the 300 repaid are lent again, with everything else.
    ledger.do(reserving(900n, 'others'));
    ledger.do(corrects(repaid.key));
    ledger.do(corrects(key));
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 900n, 100n, 0n, 0n]);
    expect(verify([ledger.pool('leaf')], ledger.book.entries, sha256)).toBeUndefined();
  });

  it('frees a wrong posting of a hold that has ended, but not under its repayment', () => {
    const ledger = posted('BALANCE');
    const { key } = ledger.do({ kind: 'post', ...onHold, ...yuan(300n), keep: false });
    const repaid = ledger.do({ kind: 'repay', ...onHold, ...yuan(50n) });
    expect(ledger.try(corrects(key))).toMatchObject({ rejection: { code: 'correct.repaid' } });
    ledger.do(corrects(repaid.key));
    ledger.do(corrects(key));
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 0n, 0n, 0n, 0n]);
    expect(holdOf(ledger).state).toBe('voided');
  });

  it('opens an exception when a repayment that never was had made room for others', () => {
    const ledger = posted('BALANCE');
    ledger.do({ kind: 'post', ...onHold, ...yuan(400n), keep: false });
    const { key } = ledger.do({ kind: 'repay', ...onHold, ...yuan(400n) });
    ledger.do(reserving(1_000n, 'others'));
    expect(ledger.try(corrects(key))).toMatchObject({
      exceptions: [{ kind: 'OVER_QUOTA', amountFen: 400n * YUAN }],
    });
  });
});

describe('commands of one batch', () => {
  it('see each other: of two for the last yuan one wins', () => {
    const ledger = leaf();
    ledger.do(reserving(999n, 'most'));
    ledger.do(reserving(1n, 'a'));
    expect(ledger.try(reserving(1n, 'b'))).toMatchObject({
      rejection: { code: 'pool.insufficient', askedFen: YUAN, leftFen: 0n },
    });
  });

  it('fall together when one of a transition is refused', () => {
    const ledger = leaf();
    ledger.do(reserving(400n));
    const commands = [
      ledger.command({ kind: 'commit', ...onHold, ...yuan(400n) }),
      ledger.command({ kind: 'extend', ...onHold, expiresAtMs: NOW_MS }),
    ];
    expect(ledger.book.post(commands, NOW_MS)).toMatchObject({
      outcome: 'rejected',
      index: 1,
      rejection: { code: 'hold.expiry_in_past' },
    });
    expect(ledger.yuan('leaf')).toEqual([1_000n, 0n, 400n, 0n, 0n, 0n]);
    expect(ledger.book.entries).toHaveLength(2);
  });

  it('are forgotten when their transition fails after all', () => {
    const ledger = leaf();
    const mark = ledger.book.mark();
    const before = ledger.pool('leaf');
    const command = ledger.command(reserving(400n));
    ledger.book.post([command], NOW_MS);
    ledger.book.rollback(mark);
    expect(ledger.pool('leaf')).toEqual(before);
    expect(ledger.book.entries).toHaveLength(1);
    expect(ledger.book.hold('h')).toBeUndefined();
    expect(ledger.book.decide(command, NOW_MS)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('keys', () => {
  it('give the first answer to the same question, whatever happened since', () => {
    const ledger = leaf();
    const command = ledger.command(reserving(400n));
    const first = ledger.book.decide(command, NOW_MS);
    ledger.do({ kind: 'void', ...onHold, reason: 'withdrawn' });
    const again = ledger.book.decide({ ...command, actorId: 'colleague' }, inDays(90));
    expect(again).toEqual({
      outcome: 'replayed',
      entries: first.outcome === 'accepted' ? first.entries : [],
    });
    expect(ledger.book.entries).toHaveLength(3);
  });

  it('refuse another question, and belong to one organisation', () => {
    const ledger = leaf();
    const command = ledger.command(reserving(400n));
    ledger.book.decide(command, NOW_MS);
    const { key } = command;
    expect(ledger.try({ ...reserving(401n), key })).toMatchObject({ rejection: { code: 'key.conflict' } });
    expect(ledger.try({ ...reserving(1n, 'theirs'), key, tenantId: 'other' }).outcome).toBe('accepted');
  });

  it('stay free when the question was refused', () => {
    const ledger = leaf();
    const tooMuch = ledger.command(reserving(1_001n));
    expect(ledger.book.decide(tooMuch, NOW_MS).outcome).toBe('rejected');
    ledger.do(limiting('leaf', 2_000n));
    expect(ledger.book.decide(tooMuch, NOW_MS).outcome).toBe('accepted');
  });
});
