import type { Call } from '@yinqi/contracts/client';
import {
  editEnterprise,
  getEnterprise,
  listEnterprises,
  registerEnterprise,
} from '@yinqi/contracts/enterprises';
import { makeUscc } from '@yinqi/domain/codes';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { eventually } from '../../test/support/eventually.js';
import { World } from '../../test/support/world.js';
import { Database } from '../platform/database/database.js';
import type { Caller } from '../platform/database/caller.js';
import { EnterpriseFacts } from './enterprise-facts.js';
import { EnterpriseRegistry } from './enterprise-registry.js';
import { EnterprisesStore } from './enterprises.store.js';

const NOW = new Date('2026-11-22T02:00:00Z');
const USCC = makeUscc('91320505', 'MA1BRDG0');

let installation: Installation;
let world: World;
let province: Call;
let suzhou: Call;
let wuxi: Call;

beforeAll(async () => {
  installation = await openInstallation({ worker: false, now: NOW });
  world = await World.open(installation.database);
  province = await installation.signIn(await world.bureauOfficer('320000'));
  suzhou = await installation.signIn(await world.bureauOfficer('320500'));
  wuxi = await installation.signIn(await world.bureauOfficer('320200'));
});

afterAll(async () => {
  await world.close();
  await installation.close();
});

const registration = {
  uscc: USCC,
  name: '示例精密机械（苏州）有限公司',
  regionCode: '320505',
  industryCode: 'C3421',
  facts: [{ attribute: 'staff', value: 120 } as const],
};

describe('registering by hand', () => {
  it('reports to the nearest unit of its region, and only bureaus above see it', async () => {
    const made = await province(registerEnterprise, { body: registration });
    expect(made).toMatchObject({
      uscc: USCC,
      region: { code: '320505' },
      industry: { code: 'C3421' },
      version: 1,
    });
    // 320505 虎丘区 has a county bureau of its own, below 苏州市 and 江苏省.
    expect(made.unit.name).toContain('虎丘区');
    expect(made.facts.find(({ attribute }) => attribute === 'staff')).toMatchObject({
      value: 120,
      source: '江苏省商务厅',
      date: '2026-11-22',
      provenance: 'verified',
    });
    expect((await suzhou(getEnterprise, { params: { id: made.id } })).id).toBe(made.id);
    await expect(wuxi(getEnterprise, { params: { id: made.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('refuses a code that is taken, even where the reader may not see who took it', async () => {
    await expect(province(registerEnterprise, { body: registration })).rejects.toMatchObject({
      code: 'enterprise.uscc_taken',
    });
    await expect(wuxi(registerEnterprise, { body: registration })).rejects.toMatchObject({
      code: 'enterprise.uscc_taken',
    });
  });

  it('refuses a wrong check digit and names the field', async () => {
    const wrong = USCC.slice(0, 17) + (USCC.endsWith('0') ? '1' : '0');
    await expect(
      province(registerEnterprise, { body: { ...registration, uscc: wrong } }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/uscc', code: 'check' }],
    });
  });

  it('keeps what two officers write apart by version', async () => {
    const [row] = (await province(listEnterprises, { query: { search: USCC } })).items;
    if (row === undefined) throw new Error('registered above');
    const edit = { params: { id: row.id }, body: { name: '示例精密机械（中国）有限公司' }, version: 1 };
    expect((await province(editEnterprise, edit)).version).toBe(2);
    await expect(suzhou(editEnterprise, edit)).rejects.toMatchObject({ code: 'resource.version_conflict' });
  });
});

describe('the list', () => {
  it('filters by part of name or code, region with what lies below, and industry; counts exactly', async () => {
    const search = async (query: object) =>
      (await province(listEnterprises, { query })).items.map(({ uscc }) => uscc);
    await expect(search({ search: '精密机械' })).resolves.toEqual([USCC]);
    await expect(search({ search: 'MA1BRDG' })).resolves.toEqual([USCC]);
    await expect(search({ region: '320500' })).resolves.toEqual([USCC]);
    await expect(search({ region: '320200' })).resolves.toEqual([]);
    await expect(search({ industry: 'C34' })).resolves.toEqual([USCC]);
    await expect(search({ industry: 'C35' })).resolves.toEqual([]);
  });

  it('pages by key in the order of pinyin without losing or doubling a row', async () => {
    // zhōu, ān, máo, lǐ, běi
    for (const name of ['周一有限公司', '安一有限公司', '毛一有限公司', '李一有限公司', '北一有限公司']) {
      await world.enterprise({ regionCode: '320500', name });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await province(listEnterprises, { query: { limit: 2, ...(cursor && { cursor }) } });
      expect(page.total).toBe(6);
      seen.push(...page.items.map(({ name }) => name.slice(0, 1)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    // 示例精密机械 shì of the tests before
    expect(seen.join('')).toBe('安北李毛示周');
  });
});

describe('registering by the hundred', () => {
  const store = new EnterprisesStore();
  const registry = new EnterpriseRegistry(store);
  const facts = new EnterpriseFacts(store);
  let database: Database;
  let caller: Caller;

  beforeAll(async () => {
    database = await new Database(installation.database.apiUrl, 4).open();
    const [unit] = await installation.database.rows<{ id: string; lft: number; rgt: number }>(
      `select id, lft, rgt from organisation where region_code = '320200' and kind = 'bureau'`,
    );
    if (unit === undefined) throw new Error('seeded by the world');
    caller = {
      accountId: unit.id,
      displayName: '无锡市商务局',
      sessionId: unit.id,
      organisationId: unit.id,
      side: 'bureau',
      roles: ['bureau_officer'],
      permissions: new Set(),
      unit: { lo: unit.lft, hi: unit.rgt },
      bankId: undefined,
      isHeadOffice: false,
    };
  });

  afterAll(() => database.close());

  const inputs = Array.from({ length: 300 }, (_, index) => ({
    uscc: makeUscc('91320214', `MA${String(index).padStart(6, '0')}`),
    name: `示例企业${index}有限公司`,
    regionCode: index % 2 === 0 ? '320214' : null,
    industryCode: null,
  }));
  const register = () =>
    database.asCaller(caller, (tx) => registry.findOrCreateMany(tx, caller, inputs, NOW));

  it('makes each once, also when two imports come at the same time', async () => {
    const both = await Promise.all([register(), register()]);
    const created = both.flat().filter(({ outcome }) => outcome === 'created');
    expect(created).toHaveLength(300);
    expect(both.flat().filter(({ outcome }) => outcome === 'found')).toHaveLength(300);
    // Without a region the enterprise reports to the importing bureau itself.
    const own = created.filter(
      (entry) => entry.outcome !== 'elsewhere' && entry.unitPosition === caller.unit.lo,
    );
    expect(own).toHaveLength(150);
  });

  it('says of a code registered outside its interval only that it is elsewhere', async () => {
    const input = { uscc: USCC, name: '同一代码', regionCode: null, industryCode: null };
    const answer = await database.asCaller(caller, (tx) =>
      registry.findOrCreateMany(tx, caller, [input], NOW),
    );
    expect(answer).toEqual([{ outcome: 'elsewhere', uscc: USCC }]);
  });

  it('takes survey figures in and back, and puts an unused enterprise aside, whose code is then free', async () => {
    const [first] = await register();
    if (first?.outcome !== 'found') throw new Error('registered above');
    const id = first.enterpriseId;
    const batchId = caller.organisationId;
    const source = {
      kind: 'survey',
      text: '摸底表.xlsx 第5行',
      date: '2026-08-01',
      batchId,
      row: 5,
    } as const;
    const snapshot = { enterpriseId: id, unitPosition: first.unitPosition, period: '2025', source };
    await database.asCaller(caller, (tx) =>
      registry.recordSnapshots(
        tx,
        [{ ...snapshot, figures: { staff: 86, revenue: { fen: '1234500', currency: 'CNY' } } }],
        NOW,
      ),
    );
    const known = await database.asCaller(caller, (tx) => facts.load(tx, [id]));
    expect(known.get(id)?.facts).toMatchObject({
      staff: { value: 86, source: '摸底表.xlsx 第5行', date: '2026-08-01', provenance: 'declared' },
      revenue: { value: { fen: 1_234_500n, currency: 'CNY' } },
    });
    // Filled in on 2026-08-01, of the year 2025.
    expect(known.get(id)?.figuresYear).toBe(2025);
    const remove = () => database.asCaller(caller, (tx) => registry.removeUnused(tx, [id], NOW));
    await expect(remove()).resolves.toEqual([]);
    await database.asCaller(caller, (tx) => registry.removeSnapshotsOfBatch(tx, [id], batchId));
    await expect(remove()).resolves.toEqual([id]);
    const [again] = await register();
    expect(again).toMatchObject({ outcome: 'created' });
    expect(again).not.toMatchObject({ enterpriseId: id });
  });

  it('keeps an enterprise somebody signs in for', async () => {
    const { id } = await world.enterprise({ regionCode: '320200' });
    await world.account('enterprise', id, ['finance']);
    await expect(database.asCaller(caller, (tx) => registry.removeUnused(tx, [id], NOW))).resolves.toEqual(
      [],
    );
  });

  it('keeps an enterprise that another import finds in the same moment', async () => {
    const { id, uscc } = await world.enterprise({ regionCode: '320200' });
    const input = { uscc, name: '同一企业', regionCode: '320200', industryCode: null };
    const removeUnused = () =>
      database.asCaller(caller, async (tx) => {
        await registry.hold(tx, [id]);
        return registry.removeUnused(tx, [id], NOW);
      });
    const importing = await database.asCaller(caller, async (tx) => {
      const [found] = await registry.findOrCreateMany(tx, caller, [input], NOW);
      if (found?.outcome !== 'found') throw new Error('made above');
      const removal = removeUnused();
      const isWaiting = eventually('the removal waits for the import', async () => {
        const [blocked] = await installation.database.rows(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return blocked;
      });
      await Promise.race([isWaiting, removal]);
      const { unitPosition } = found;
      const source = { kind: 'survey', text: '摸底表.xlsx 第5行', date: '2026-08-01' } as const;
      const snapshot = { enterpriseId: id, unitPosition, period: '2025', source, figures: { staff: 86 } };
      await registry.recordSnapshots(tx, [snapshot], NOW);
      // Not awaited here: it can only end when this transaction has.
      return { removal };
    });
    await expect(importing.removal).resolves.toEqual([]);
  });

  it('dates what is registered at half past seven in the morning with that day in Beijing', async () => {
    // 2026-11-22 23:30 UTC is 2026-11-23 07:30 in Beijing.
    installation.clock.advance(21.5 * 3_600_000);
    const input = {
      uscc: makeUscc('91320214', 'MAEARLY0'),
      name: '清早',
      regionCode: '320214',
      industryCode: null,
    };
    const now = installation.clock.now();
    const [made] = await database.asCaller(caller, (tx) =>
      registry.findOrCreateMany(tx, caller, [input], now),
    );
    if (made?.outcome !== 'created') throw new Error('a code of its own');
    const id = made.enterpriseId;
    const known = await database.asCaller(caller, (tx) => facts.load(tx, [id]));
    expect(known.get(id)?.facts).toMatchObject({ region: { date: '2026-11-23', provenance: 'declared' } });
    const early = await installation.signIn(await world.bureauOfficer('320200'));
    const body = { facts: [{ attribute: 'staff', value: 120 } as const] };
    const edited = await early(editEnterprise, { params: { id }, body, version: 1 });
    expect(edited.facts.find(({ attribute }) => attribute === 'staff')).toMatchObject({ date: '2026-11-23' });
  });
});
