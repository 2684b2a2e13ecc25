import type { Call } from '@yinqi/contracts/client';
import { askSupplement, stepEngagement } from '@yinqi/contracts/engagement-commands';
import { getEngagement, type EngagementDetail } from '@yinqi/contracts/engagements';
import { getFinancingRequest } from '@yinqi/contracts/financing-requests';
import {
  createServicePolicy,
  listServicePolicies,
  loadHolidayYear,
  previewServicePolicy,
} from '@yinqi/contracts/service-policies';
import { DEFAULT_SERVICE_POLICY } from '@yinqi/domain/clocks';
import type { BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld } from '../../test/support/case-world.js';

const DAY_MS = 86_400_000;
const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const limitsWith = (more: Partial<typeof DEFAULT_SERVICE_POLICY.limits>) => ({
  ...DEFAULT_SERVICE_POLICY.limits,
  ...more,
});
const twoDays = limitsWith({ accept: { amount: 2, unit: 'working_day' } });
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });

describe('service policies', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let administrator: Call;

  const open = async (now?: string): Promise<void> => {
    at = await (now === undefined ? CaseWorld.open() : CaseWorld.open(new Date(now)));
    bank = await at.bank('示例银行甲');
    const platform = await at.world.institution('platform');
    administrator = await at.installation.signIn(
      await at.world.account('platform', platform, ['system_administrator']),
    );
  };
  afterEach(() => at.close());

  const rows = <Row>(sql: string, ...values: unknown[]) => at.installation.database.rows<Row>(sql, values);
  const policyOf = async (id: string) =>
    (await rows<{ policy_id: string | null }>('select policy_id from engagement where id = $1', id))[0]
      ?.policy_id;

  it('govern the stages that begin while they are in force, each case keeping its version', async () => {
    await open();
    const { seen: before } = await at.pushed(bank);
    const version = await administrator(createServicePolicy, {
      body: {
        programmeId: null,
        effectiveFrom: at.day(1),
        limits: twoDays,
        officeHours: HOURS,
        note: '试点',
      },
    });
    expect(version.state).toBe('coming');
    // Under way or begun before the day: as it was.
    expect(before.minutesLeft).toBe(420);
    const { seen: still } = await at.pushed(bank);
    expect(still.minutesLeft).toBe(420);
    at.installation.clock.advance(DAY_MS);
    // Sessions have ended over night.
    Object.assign(at, { bureau: await at.installation.signIn(await at.world.bureauOfficer('320000')) });
    Object.assign(bank, {
      officer: await at.installation.signIn(await at.world.account('bank', bank.bank.id, ['officer'])),
    });
    const { seen: after } = await at.pushed(bank);
    // Two days of seven hours.
    expect(after.minutesLeft).toBe(840);
    expect([await policyOf(before.id), await policyOf(after.id)]).toEqual([null, version.id]);
    const enterprise = await at.applicant();
    const { items } = await enterprise.finance(listServicePolicies, {});
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [version.id, 'in_force'],
      [null, 'replaced'],
    ]);
  });

  it('of one programme leave the others as they are', async () => {
    await open();
    const { seen } = await at.pushed(bank);
    const [row] = await rows<{ programme_id: string }>(
      'select programme_id from engagement where id = $1',
      seen.id,
    );
    const [other] = await rows<{ id: string }>(
      'select id from facility where id <> $1 limit 1',
      row?.programme_id,
    );
    const body = { effectiveFrom: at.day(1), limits: twoDays, officeHours: HOURS, note: '仅一个工具' };
    const mine = await administrator(createServicePolicy, {
      body: { ...body, programmeId: row?.programme_id ?? null },
    });
    await administrator(createServicePolicy, {
      body: {
        ...body,
        limits: limitsWith({ accept: { amount: 5, unit: 'working_day' } }),
        programmeId: other?.id ?? null,
      },
    });
    const taken = administrator(createServicePolicy, { body: { ...body, programmeId: mine.programmeId } });
    await expect(taken).rejects.toMatchObject({ code: 'service_policy.date_taken' });
    const preview = await administrator(previewServicePolicy, {
      body: {
        programmeId: mine.programmeId,
        limits: limitsWith({ accept: { amount: 3, unit: 'working_day' } }),
        officeHours: HOURS,
        // Monday nine o'clock of a week without holidays.
        beginsAt: '2026-12-07T01:00:00.000Z',
      },
    });
    expect(preview.stages.find(({ stage }) => stage === 'accept')).toEqual({
      stage: 'accept',
      now: { by: '2026-12-08T09:30:00.000Z', provisional: false },
      then: { by: '2026-12-09T09:30:00.000Z', provisional: false },
    });
  });

  it('are published by the administrator alone, for a day to come, in whole days and ordered hours', async () => {
    await open();
    const body = {
      programmeId: null,
      effectiveFrom: at.day(1),
      limits: twoDays,
      officeHours: HOURS,
      note: '试点',
    };
    await expect(at.bureau(createServicePolicy, { body })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(
      administrator(createServicePolicy, { body: { ...body, effectiveFrom: at.day(0) } }),
    ).rejects.toMatchObject({ faults: [{ pointer: '/body/effectiveFrom', code: 'not_before_tomorrow' }] });
    const wrong = {
      ...body,
      limits: limitsWith({ accept: { amount: 11, unit: 'working_day' } }),
      officeHours: [{ from: '12:00', to: '09:00' }],
    };
    await expect(administrator(createServicePolicy, { body: wrong })).rejects.toMatchObject({
      faults: [
        { pointer: '/body/limits/accept', code: 'answer_too_long' },
        { pointer: '/body/officeHours', code: 'hours_not_in_order' },
      ],
    });
  });

  it('reckon provisional deadlines again when a year’s holidays are published', async () => {
    // Wednesday ten o'clock in Beijing.
    await open('2026-12-30T02:00:00Z');
    const waiting = await at.applicant({ verified: false });
    const { seen } = await at.pushed(bank);
    const { seen: other } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    const contacted = await bank.officer(askSupplement, { ...of(other), body: { items: ['审计报告'] } });
    // First contact in three days: Thu 12-31, then Fri 01-01 to Sun 01-03 off, Mon 01-04, Tue 01-05 at ten.
    expect(accepted).toMatchObject({ dueAt: '2027-01-05T02:00:00.000Z', dueProvisional: true });
    // Verification in two: Mon 01-04 at ten. Papers in five: Thu 12-31, Mon to Thu 01-07 at ten.
    const verifyDue = async () =>
      (await at.bureau(getFinancingRequest, { params: { id: waiting.requestId } })).nextStep.by;
    expect(await verifyDue()).toBe('2027-01-04T02:00:00.000Z');
    expect(contacted.supplements[0]?.dueAt).toBe('2027-01-07T02:00:00.000Z');
    const year = {
      year: 2027,
      // As if New Year were bridged to Monday, and Saturday worked for it.
      holidays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-05-01', '2027-10-01'],
      makeUpWorkdays: ['2027-01-09'],
      documentNumber: '国办发明电〔2026〕示例号',
    };
    const torn = { ...year, holidays: ['2027-01-01'], makeUpWorkdays: ['2027-01-08'] };
    await expect(administrator(loadHolidayYear, { body: torn })).rejects.toMatchObject({
      faults: [
        { pointer: '/body/makeUpWorkdays', code: 'make_up_on_weekday', params: { date: '2027-01-08' } },
        { pointer: '/body/holidays', code: 'legal_holiday_missing', params: { date: '2027-05-01' } },
        { pointer: '/body/holidays', code: 'legal_holiday_missing', params: { date: '2027-10-01' } },
      ],
    });
    const loaded = await administrator(loadHolidayYear, { body: year });
    expect(loaded).toMatchObject({ year: 2027, source: 'loaded', documentNumber: year.documentNumber });
    await at.installation.settled();
    // Each a day later, and certain now.
    const again = await bank.officer(getEngagement, { params: { id: accepted.id } });
    expect(again).toMatchObject({
      dueAt: '2027-01-06T02:00:00.000Z',
      dueProvisional: false,
      version: accepted.version,
    });
    expect(await verifyDue()).toBe('2027-01-05T02:00:00.000Z');
    const asked = await bank.officer(getEngagement, { params: { id: other.id } });
    expect(asked.supplements[0]?.dueAt).toBe('2027-01-08T02:00:00.000Z');
    expect(await rows('select due_at from timer where subject_id = $1', other.id)).toEqual([
      { due_at: '2027-01-08T02:00:00.000Z' },
    ]);
    await bank.officer(stepEngagement, { ...of(again), body: { step: 'record_contact' } });
  });
});
