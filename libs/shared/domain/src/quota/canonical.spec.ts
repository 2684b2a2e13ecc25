import { entryText, genesisHash, requestHash, verify, type Entry, type QuotaCommand } from './index.js';
import { DAY_MS, newPool, NOW_MS, sha256, subjectOf, TrialLedger } from './testing/ledger.js';

const POOL = newPool('p', { facilityId: 'f' });

const reserving: QuotaCommand = {
  kind: 'reserve',
  tenantId: 't',
  key: 'k',
  actorId: 'officer',
  poolId: 'p',
  holdId: 'h',
  subject: subjectOf('c', { bankId: 'b', claimKey: 'loan:1' }),
  amountFen: 5n,
  currency: 'CNY',
  expiresAtMs: NOW_MS + DAY_MS,
  checks: [],
};

describe('the text that is hashed', () => {
  it('of a pool before its first entry', () => {
    // printf 'yinqi-quota-pool/1\np\nf\n\nCNY\nFLOW' | sha256sum
    expect(genesisHash(POOL, (text) => text)).toBe('yinqi-quota-pool/1\np\nf\n\nCNY\nFLOW');
  });

  it('of a request: what is asked, not who asks or what was looked at first', () => {
    const text = requestHash(reserving, (whole) => whole);
    expect(text).toBe(
      'yinqi-quota-request/1\nreserve\np\nh\n5\nCNY\n1772499600000\nc\nb\n\n\n"loan:1"'.replace(
        '1772499600000',
        String(NOW_MS + DAY_MS),
      ),
    );
    const check = { check: 'lender', passed: true, fault: null } as const;
    const again = { ...reserving, actorId: 'colleague', checks: [check] };
    expect(requestHash(again, sha256)).toBe(requestHash(reserving, sha256));
    expect(requestHash({ ...reserving, amountFen: 6n }, sha256)).not.toBe(requestHash(reserving, sha256));
  });

  it('of an entry: one value a line, in this order', () => {
    const ledger = new TrialLedger([POOL]);
    ledger.do({ kind: 'adjust_limit', poolId: 'p', limitFen: 9n, currency: 'CNY', approverId: null });
    const result = ledger.book.decide(reserving, NOW_MS);
    const [entry] = result.outcome === 'accepted' ? result.entries : [];
    if (!entry) throw new Error(result.outcome);
    const hold = ['h', 'c', 'b', '', '', '"loan:1"', '5', '', String(NOW_MS + DAY_MS), '5', '0'];
    const rest = ['', '', 'officer', '', String(NOW_MS), '9', '0', '5', '0', '0', '0', 'open', ''];
    const head = [entry.previousHash, 'p', '2', 'reserve', 't', 'k', '0', requestHash(reserving, sha256), ''];
    expect(entryText(entry)).toBe(['yinqi-quota-entry/1', ...head, ...hold, ...rest].join('\n'));
    expect(entry.hash).toBe(sha256(entryText(entry)));
  });

  it('keeps a line break in a reason from passing for the next value', () => {
    const ledger = new TrialLedger([POOL]);
    ledger.do({ kind: 'adjust_limit', poolId: 'p', limitFen: 9n, currency: 'CNY', approverId: null });
    ledger.do(reserving);
    const entry = ledger.do({ kind: 'void', poolId: 'p', holdId: 'h', reason: 'a\nb' });
    expect(entryText(entry).split('\n').at(-1)).toBe(String.raw`"a\nb"`);
  });
});

/** Two pools, a hold that went all the way, one that was voided, a correction. */
function written(): TrialLedger {
  const ledger = new TrialLedger([newPool('n'), newPool('p', { parentId: 'n' })]);
  const money = (amountFen: bigint) => ({ amountFen, currency: 'CNY' as const });
  const on = { poolId: 'p', holdId: 'h' } as const;
  ledger.do({ kind: 'adjust_limit', poolId: 'n', limitFen: 100n, currency: 'CNY', approverId: null });
  ledger.do({ kind: 'allot', fromPoolId: 'n', toPoolId: 'p', ...money(60n), approverId: null });
  const subject = subjectOf();
  const reserve = {
    kind: 'reserve',
    poolId: 'p',
    subject,
    expiresAtMs: NOW_MS + DAY_MS,
    checks: [],
  } as const;
  ledger.do({ ...reserve, holdId: 'h', ...money(30n) });
  ledger.do({ ...reserve, holdId: 'i', ...money(20n) });
  ledger.do({ kind: 'commit', ...on, ...money(30n) });
  const { key } = ledger.do({ kind: 'post', ...on, ...money(10n), keep: true });
  ledger.do({ kind: 'void', poolId: 'p', holdId: 'i', reason: 'withdrawn' });
  const corrects = { tenantId: 'tenant', key };
  ledger.do({ kind: 'correct', ...on, corrects, approverId: 'second', reason: 'twice' });
  return ledger;
}

/** An entry changed by someone who can also seal it and everything after it anew. */
function resealed(entries: readonly Entry[], at: number, change: Partial<Entry>): readonly Entry[] {
  const heads = new Map<string, string>();
  return entries.map((entry, index) => {
    const previousHash = heads.get(entry.poolId) ?? entry.previousHash;
    const changed = { ...entry, ...(index === at ? change : {}), previousHash };
    const sealed = { ...changed, hash: sha256(entryText(changed)) };
    heads.set(entry.poolId, sealed.hash);
    return sealed;
  });
}

describe('a ledger that was tampered with', () => {
  const ledger = written();
  const pools = [ledger.pool('n'), ledger.pool('p')];
  const { entries } = ledger.book;
  const after = (at: number) => entries[at]?.after ?? pools[0];
  // Entries: 0 limit, 1 and 2 allotment, 3 and 4 reservations, 5 commit, 6 post, 7 void, 8 correct.

  it('is whole as it was written', () => {
    expect(verify(pools, entries, sha256)).toBeUndefined();
  });

  it.each([
    ['an amount', { amountFen: 31n }],
    ['a time', { atMs: NOW_MS + 1 }],
    ['a person', { actorId: 'nobody' }],
    ['a reason', { reason: 'because' }],
    ['a key', { key: 'other' }],
  ])('shows the row in which %s was changed', (_, change) => {
    const changed = entries.map((entry, at) => (at === 3 ? { ...entry, ...change } : entry));
    expect(verify(pools, changed, sha256)).toMatchObject({ code: 'hash', poolId: 'p', version: 2 });
  });

  it('shows a row taken out, put twice, or moved', () => {
    const without = entries.filter((_, at) => at !== 4);
    expect(verify(pools, without, sha256)).toMatchObject({ code: 'version', version: 4 });
    const [first] = entries;
    expect(verify(pools, first ? [first, ...entries] : [], sha256)).toMatchObject({
      code: 'version',
      version: 1,
    });
    expect(verify([], entries, sha256)).toMatchObject({ code: 'pool_unknown' });
  });

  it('shows a pool that was given another origin', () => {
    const other = pools.map((pool) => ({ ...pool, facilityId: 'other' }));
    expect(verify(other, entries, sha256)).toMatchObject({ code: 'chain', version: 1 });
  });

  it.each([
    [3, 'balance', { amountFen: 31n, heldAfterFen: 31n }],
    [3, 'hold', { heldAfterFen: 31n }],
    [3, 'hold', { amountFen: 0n }],
    [5, 'hold', { amountFen: 31n, heldAfterFen: 31n }],
    [5, 'hold', { atMs: NOW_MS + DAY_MS }],
    [6, 'hold', { amountFen: 31n }],
    [6, 'hold', { unheldFen: 1n }],
    [7, 'hold', { kind: 'expire' }],
    [7, 'state', { stateAfter: 'closed' }],
    [8, 'hold', { approverId: null }],
    [8, 'hold', { corrects: { tenantId: 'tenant', key: 'never' } }],
    [4, 'hold', { holdId: 'h' }],
    [4, 'key_twice', { key: 'key-3' }],
    [2, 'counterpart', { counterpartId: 'p' }],
  ] as const)('shows row %i also when everything was sealed anew: %s', (at, code, change) => {
    expect(verify(pools, resealed(entries, at, change), sha256)?.code).toBe(code);
  });

  it('shows balances that do not follow, and more reserved than there is', () => {
    const richer = { after: { ...after(3), limitFen: 61n } } as Partial<Entry>;
    expect(verify(pools, resealed(entries, 3, richer), sha256)).toMatchObject({
      code: 'balance',
      version: 2,
    });
    const all = { reservedFen: 70n, excessFen: 10n };
    const over = { amountFen: 70n, heldAfterFen: 70n, after: { ...after(3), ...all } } as Partial<Entry>;
    expect(verify(pools, resealed(entries, 3, over), sha256)).toMatchObject({
      code: 'over_limit',
      version: 2,
    });
  });

  it('shows half a movement, and children that were given something else', () => {
    const half = entries.filter(({ kind, leg }) => kind !== 'allot' || leg === 0).slice(0, 2);
    expect(verify(pools, half, sha256)).toMatchObject({ code: 'counterpart', poolId: 'n', version: 2 });
  });
});
