import { randomUUID } from 'node:crypto';
import type { SurveyNeed } from '@yinqi/domain/survey';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { World, type Organisation } from '../../test/support/world.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { RequestLifecycle, requestActorOf } from './request-lifecycle.js';
import { RequestReader } from './request-reader.js';
import { fieldsOfNeed, RequestRegistry } from './request-registry.js';

const NOW = new Date('2026-11-02T02:00:00Z');

/** What the sheet says, as far as the request itself is concerned. */
const NEED = {
  name: '示例精密部件（苏州）有限公司',
  purpose: '出口订单备货',
  amountFen: 3_200_000_000n,
  currency: 'CNY',
  termMonths: 12,
  rateBp: 450,
  neededBy: '2026-12-31',
  collateral: ['厂房抵押', '应收账款', '母公司担保', '老板信誉'],
  firstLoan: false,
  exportCreditInsured: true,
  parentGuarantee: true,
  financingForm: '贷款',
  intendedBank: '示例银行甲、示例银行乙',
  difficulties: '原材料涨价',
  contactName: '沈予安',
  phone: '13800000001',
  filledOn: '2026-10-30',
  willingToShare: true,
} as unknown as SurveyNeed; // the columns a request reads

describe('what a survey row says of a need', () => {
  it('becomes codes, with the words it was written in beside them', () => {
    expect(fieldsOfNeed(NEED)).toMatchObject({
      purpose: 'export_order',
      purposeText: '出口订单备货',
      amountFen: '3200000000',
      collateral: ['real_estate', 'receivables', 'parent_guarantee'],
      collateralText: '厂房抵押、应收账款、母公司担保、老板信誉',
      intendedBanks: ['示例银行甲', '示例银行乙'],
      willingToShare: true,
    });
  });

  it('guesses no purpose and shares nothing where the sheet is silent', () => {
    const silent = { ...NEED, purpose: '其他', willingToShare: null };
    expect(fieldsOfNeed(silent)).toMatchObject({ purpose: null, purposeText: '其他', willingToShare: false });
  });
});

describe('registering an import', () => {
  let installation: Installation;
  let world: World;
  let database: Database;
  let enterprise: Organisation;
  let caller: Caller;
  let unitPosition: number;
  const store = new FinancingRequestsStore();
  const registry = new RequestRegistry(store);
  const lifecycle = new RequestLifecycle(store);
  const reader = new RequestReader(store);

  const register = (rows: number): Promise<string[]> =>
    database.asCaller(caller, (tx) =>
      registry.registerImported(
        tx,
        {
          caller,
          batchId: randomUUID(),
          sheetName: '需求表',
          rows: Array.from({ length: rows }, (_, at) => ({
            row: at + 4,
            enterpriseId: enterprise.id,
            unitPosition,
            need: NEED,
          })),
        },
        NOW,
      ),
    );

  beforeAll(async () => {
    installation = await openInstallation({ worker: false, now: NOW });
    world = await World.open(installation.database);
    database = await new Database(installation.database.apiUrl, 2).open();
    enterprise = await world.enterprise({ regionCode: '320500' });
    const [unit] = await installation.database.rows<{ lft: number; rgt: number; at: number }>(
      `select p.lft, p.rgt, c.lft as at from organisation p, organisation c where p.id = $1 and c.id = $2`,
      [world.unitId('320000'), world.unitId('320500')],
    );
    if (!unit) throw new Error('the seeded units are there');
    unitPosition = unit.at;
    caller = {
      accountId: randomUUID(),
      displayName: '外资处 周宁',
      sessionId: randomUUID(),
      organisationId: world.unitId('320000'),
      side: 'bureau',
      roles: ['bureau_officer'],
      permissions: new Set(),
      unit: { lo: unit.lft, hi: unit.rgt },
      bankId: undefined,
      isHeadOffice: false,
    };
  });
  afterAll(async () => {
    await database.close();
    await world.close();
    await installation.close();
  });

  it('enters every row as submitted, in order, with its sheet and row, and tells matching in shards of 500', async () => {
    const ids = await register(1_001);
    const rows = await database.asCaller(caller, (tx) => reader.load(tx, ids));
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(rows).toHaveLength(1_001);
    expect(new Set(rows.map((row) => row.number)).size).toBe(1_001);
    expect(byId.get(ids[0] ?? '')).toMatchObject({
      status: 'submitted',
      amountFen: 3_200_000_000n,
      source: { kind: 'import', sheet: '需求表', row: 4, filledOn: '2026-10-30' },
    });
    expect(byId.get(ids[1_000] ?? '')?.source).toMatchObject({ row: 1_004 });
    const shards = await installation.database.rows<{ size: number }>(
      `select jsonb_array_length(payload -> 'requestIds') as size from outbox_event
       where topic = 'financing-request.changed' order by size desc`,
    );
    // 1,001 = 500 + 500 + 1
    expect(shards.map(({ size }) => size)).toEqual([500, 500, 1]);
    const events = await installation.database.rows<{ count: number }>(
      `select count(*)::int as count from financing_request_event where action = 'submit'`,
    );
    expect(events).toEqual([{ count: 1_001 }]);
  });

  it('takes back what nobody has acted upon, and names what stands in the way', async () => {
    const [verified = '', ...rest] = await register(3);
    await database.asCaller(caller, (tx) =>
      lifecycle.apply(tx, { requestId: verified, action: 'verify', actor: requestActorOf(caller), now: NOW }),
    );
    const blockers = await database.asCaller(caller, (tx) => registry.undoBlockers(tx, [verified, ...rest]));
    expect(blockers).toEqual([verified]);
    await database.asCaller(caller, (tx) => registry.withdrawImported(tx, rest, caller, NOW));
    const left = await database.asCaller(caller, (tx) => reader.load(tx, [verified, ...rest]));
    expect(left.map(({ id, status }) => [id === verified, status]).sort()).toEqual([
      [false, 'withdrawn'],
      [false, 'withdrawn'],
      [true, 'verified'],
    ]);
  });

  it('registers nothing outside the bureau’s own region', async () => {
    const elsewhere: Caller = { ...caller, unit: { lo: 1_000_000, hi: 1_000_010 } };
    const rows = [{ row: 4, enterpriseId: enterprise.id, unitPosition, need: NEED }];
    await expect(
      database.asCaller(elsewhere, (tx) =>
        registry.registerImported(tx, { caller: elsewhere, batchId: randomUUID(), rows }, NOW),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
