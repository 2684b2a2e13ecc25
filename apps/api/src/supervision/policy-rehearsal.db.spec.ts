import pg from 'pg';
import type { Call } from '@yinqi/contracts/client';
import { stepEngagement } from '@yinqi/contracts/engagement-commands';
import { rehearseServicePolicy } from '@yinqi/contracts/service-policies';
import { DEFAULT_SERVICE_POLICY, type AllowedTimes } from '@yinqi/domain/clocks';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld } from '../../test/support/case-world.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const times = (more: Partial<AllowedTimes> = {}) => ({
  programmeId: null,
  limits: { ...DEFAULT_SERVICE_POLICY.limits, ...more },
  officeHours: HOURS,
});

describe('times tried on what has been, before they are published', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let administrator: Call;

  beforeAll(async () => {
    // Monday half past nine in Beijing, in the third quarter.
    at = await CaseWorld.open(new Date('2026-09-14T01:30:00Z'));
    bank = await at.bank('示例银行甲');
    const { seen } = await at.pushed(bank);
    const { seen: unanswered } = await at.pushed(bank);
    const taken = await at.accept(bank, seen);
    at.installation.clock.advance(HOUR_MS);
    await bank.officer(stepEngagement, {
      params: { id: taken.id },
      version: taken.version,
      body: { step: 'record_contact' },
    });
    // Half past nine on Tuesday: the other bank's day was over at that very minute.
    at.installation.clock.advance(DAY_MS - HOUR_MS);
    await at.installation.settled();
    expect(unanswered.minutesLeft).toBe(420);
    // The fourth quarter: a case that runs, and one that was sent an hour ago.
    at.installation.clock.advance(29 * DAY_MS);
    Object.assign(at, { bureau: await at.installation.signIn(await at.world.bureauOfficer('320000')) });
    Object.assign(bank, {
      officer: await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer'])),
    });
    await at.pushed(bank);
    at.installation.clock.advance(HOUR_MS);
    const platform = await at.world.institution('platform');
    administrator = await at.installation.signIn(
      await at.world.account('platform', platform, ['system_administrator']),
    );
  });
  afterAll(() => at.close());

  it('say how many would have been late, and hand out numbers alone', async () => {
    const shorter = await administrator(rehearseServicePolicy, {
      body: times({ first_contact: { amount: 1, unit: 'working_day' } }),
    });
    const onTime = { lateNow: 0, lateThen: 0, unknownThen: 0 };
    expect(shorter).toMatchObject({ from: '2026-07-01', until: '2026-09-30', isWhole: true });
    expect(shorter.quarter).toEqual([
      { stage: 'verify', stages: 2, ...onTime },
      // One of two was silent until its limit.
      { stage: 'accept', stages: 2, lateNow: 1, lateThen: 1, unknownThen: 0 },
      { stage: 'first_contact', stages: 1, ...onTime },
    ]);
    expect(shorter.open).toEqual([{ stage: 'accept', stages: 1, ...onTime }]);
    const longer = await administrator(rehearseServicePolicy, {
      body: times({ accept: { amount: 2, unit: 'working_day' } }),
    });
    expect(longer.quarter[1]).toEqual({
      stage: 'accept',
      stages: 2,
      lateNow: 1,
      lateThen: 0,
      unknownThen: 1,
    });
    // No programme of its own had any case.
    const [other] = await at.installation.database.rows<{ id: string }>(
      `select id from facility where id not in (select programme_id from engagement) limit 1`,
    );
    expect(
      await administrator(rehearseServicePolicy, { body: { ...times(), programmeId: other?.id ?? null } }),
    ).toMatchObject({ quarter: [], open: [] });
  });

  it('are tried by the administrator alone, and in whole days', async () => {
    await expect(at.bureau(rehearseServicePolicy, { body: times() })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const wrong = times({ accept: { amount: 11, unit: 'working_day' } });
    await expect(administrator(rehearseServicePolicy, { body: wrong })).rejects.toMatchObject({
      faults: [{ pointer: '/body/limits/accept', code: 'answer_too_long' }],
    });
  });

  it('are counted by a role that can read no name, no number and no amount', async () => {
    const client = new pg.Client({ connectionString: at.installation.database.apiUrl });
    await client.connect();
    const asCounter = async (sql: string) => {
      await client.query('begin');
      try {
        await client.query(`select set_config('role', 'app_counter', true)`);
        return (await client.query(sql)).rowCount;
      } finally {
        await client.query('rollback');
      }
    };
    try {
      expect(await asCounter('select status, programme_id from engagement')).toBe(3);
      for (const hidden of [
        'select request_number from engagement',
        'select enterprise_id from engagement',
        'select bank_id from engagement',
        'select requested_fen from engagement',
        'select actor_name from engagement_event',
        'select note from engagement_event',
        'select actor_name from financing_request_event',
        'select 1 from enterprise',
        'select 1 from financing_request',
        'select 1 from organisation',
        `update engagement set status = 'closed'`,
      ]) {
        await expect(asCounter(hidden)).rejects.toThrow('permission denied');
      }
    } finally {
      await client.end();
    }
  });
});
