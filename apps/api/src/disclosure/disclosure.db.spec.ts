import { randomUUID } from 'node:crypto';
import type { Call } from '@yinqi/contracts/client';
import {
  downloadConsentPaper,
  giveConsent,
  listConsents,
  listOpenings,
  MAX_PAPER_BYTES,
  recordConsent,
  recordWithdrawal,
  uploadConsentPaper,
  withdrawConsent,
} from '@yinqi/contracts/disclosure';
import { saveFinancingRequest, withdrawFinancingRequest } from '@yinqi/contracts/financing-requests';
import { openInstallation, type Installation } from '../../test/support/installation.js';
import { World, type Organisation } from '../../test/support/world.js';
import { OrganisationsStore } from '../identity/identity.public.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { Consents } from './consents.js';
import { DisclosureStore } from './disclosure.store.js';

/** 2026-11-02 10:00 in Beijing; 180 days later is 2027-05-01. */
const NOW = new Date('2026-11-02T02:00:00Z');
const PDF = new TextEncoder().encode('%PDF-1.7 signed and sealed');
const NEXT_YEAR = '2027-03-31';

describe('consents', () => {
  let installation: Installation;
  let world: World;
  let enterprise: Organisation;
  let bank: Organisation;
  let requestId: string;
  let signatory: Call;
  let province: Call;

  const request = async (enterpriseId: string): Promise<string> => {
    const id = randomUUID();
    await world.insert(
      `insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, purpose, willing_to_share,
         source, submitted_at, created_at, updated_at, updated_by, drafted_by)
       select $1, $2, e.id, e.unit_position, 'submitted', 3200000000, 'working_capital', true, '{"kind":"form"}', $4, $4, $4,
         '沈予安', 'enterprise' from enterprise e where e.id = $3`,
      [id, `XQ-${id.slice(0, 8)}`, enterpriseId, NOW],
    );
    return id;
  };
  /** The dossier a bank reads once a request was pushed to it under a consent. */
  const dossier = async (consentId: string): Promise<void> => {
    await world.insert(
      `insert into engagement_dossier (engagement_id, bank_id, enterprise_id, unit_position, consent_id, field_groups, content,
         valid_until, made_at)
       select $1, bank_id, enterprise_id, unit_position, id, field_groups, '{"uscc":"示例"}', valid_until, $3
       from consent where id = $2`,
      [randomUUID(), consentId, NOW],
    );
  };
  const dossiersSeenBy = (caller: Caller, database: Database): Promise<unknown[]> =>
    database.asCaller(caller, (tx) => tx.rows('select engagement_id from engagement_dossier'));
  const officerOf = (organisation: Organisation): Caller => ({
    accountId: randomUUID(),
    displayName: '经办 陆航',
    sessionId: randomUUID(),
    organisationId: organisation.id,
    side: 'bank',
    roles: ['officer'],
    permissions: new Set(),
    unit: { lo: 0, hi: 0 },
    bankId: organisation.id,
    isHeadOffice: true,
  });
  const terms = (more: object = {}) => ({
    requestId,
    bankId: bank.id,
    fieldGroups: ['identity' as const, 'request' as const],
    validUntil: NEXT_YEAR,
    ...more,
  });
  const upload = (call: Call, bytes: Uint8Array<ArrayBuffer>, enterpriseId = enterprise.id) =>
    call(uploadConsentPaper, { params: { id: enterpriseId }, query: { fileName: '授权书.pdf' }, bytes });

  beforeAll(async () => {
    installation = await openInstallation({ now: NOW });
    world = await World.open(installation.database);
    // A dossier is looked at without the engagement it belongs to, which has specs of its own.
    await installation.database.rows(
      'alter table engagement_dossier drop constraint engagement_dossier_engagement_id_fkey',
    );
    enterprise = await world.enterprise({ regionCode: '320500' });
    bank = await world.bank({ name: '示例银行甲' });
    requestId = await request(enterprise.id);
    signatory = await installation.signIn(await world.account('enterprise', enterprise.id, ['signatory']));
    province = await installation.signIn(await world.bureauOfficer('320000'));
  });
  afterAll(async () => {
    await world.close();
    await installation.close();
  });

  describe('given by the signatory', () => {
    it('names bank, fields, purpose and end, 180 days where nothing is said', async () => {
      const { validUntil: _, ...open } = terms();
      const consent = await signatory(giveConsent, { body: open });
      expect(consent).toMatchObject({
        bankName: '示例银行甲',
        fieldGroups: ['identity', 'request'],
        purpose: 'financing_assessment',
        validUntil: '2027-05-01',
        state: 'live',
        givenHow: 'signatory',
        paper: null,
        openings: 0,
      });
      const events = await installation.database.rows(
        `select 1 from outbox_event where topic = 'consent.changed' and payload::text like $1`,
        [`%${consent.id}%`],
      );
      expect(events).toHaveLength(1);
    });

    it('is refused to staff who may not sign, for a request that is not theirs, and for a branch', async () => {
      const finance = await installation.signIn(
        await world.account('enterprise', enterprise.id, ['finance']),
      );
      await expect(finance(giveConsent, { body: terms() })).rejects.toMatchObject({
        code: 'permission.denied',
      });
      const foreign = await request((await world.enterprise()).id);
      await expect(signatory(giveConsent, { body: terms({ requestId: foreign }) })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
      const bureau = world.unitId('320000');
      await expect(signatory(giveConsent, { body: terms({ bankId: bureau }) })).rejects.toMatchObject({
        code: 'consent.bank_unknown',
      });
    });

    it.each([
      ['2026-11-01', 'consent.ends_before_it_begins'],
      // 366 days from 2026-11-02 end on 2027-11-02; the day after is too long.
      ['2027-11-05', 'consent.too_long'],
    ])('is refused until %s: %s', async (validUntil, code) => {
      await expect(signatory(giveConsent, { body: terms({ validUntil }) })).rejects.toMatchObject({
        code: 'request.invalid',
        faults: [{ pointer: '/body/validUntil', code }],
      });
    });

    it('is given once however often the same command arrives', async () => {
      const options = { idempotencyKey: crypto.randomUUID() };
      const first = await signatory(giveConsent, { body: terms() }, options);
      const replay = await signatory(giveConsent, { body: terms() }, options);
      expect(replay).toEqual(first);
    });
  });

  describe('recorded by the bureau', () => {
    it('cites the paper it uploaded, which bureau and enterprise can read again', async () => {
      const paper = await upload(province, PDF);
      const consent = await province(recordConsent, { body: { ...terms(), paperId: paper.id } });
      expect(consent).toMatchObject({ givenHow: 'paper', paper: { id: paper.id, fileName: '授权书.pdf' } });
      for (const call of [province, signatory]) {
        await expect(call(downloadConsentPaper, { params: { id: paper.id } })).resolves.toEqual(PDF);
      }
      const elsewhere = await installation.signIn(await world.bureauOfficer('330000'));
      await expect(elsewhere(downloadConsentPaper, { params: { id: paper.id } })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
    });

    it('keeps the paper, which bears a name and a signature, from a head-office reader abroad', async () => {
      const paper = await upload(province, PDF);
      const abroad = await installation.signIn(
        await world.account('enterprise', enterprise.id, ['hq_viewer']),
      );
      await expect(abroad(downloadConsentPaper, { params: { id: paper.id } })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    });

    it('needs a paper of the same enterprise', async () => {
      const other = await world.enterprise({ regionCode: '320500' });
      const paper = await upload(province, PDF, other.id);
      await expect(
        province(recordConsent, { body: { ...terms(), paperId: paper.id } }),
      ).rejects.toMatchObject({
        code: 'consent.paper_required',
      });
    });

    it('must be wide enough for a push: that is what the bureau records it for', async () => {
      const paper = await upload(province, PDF);
      await expect(
        province(recordConsent, { body: { ...terms({ fieldGroups: ['identity'] }), paperId: paper.id } }),
      ).rejects.toMatchObject({
        code: 'request.invalid',
        faults: [{ pointer: '/body/fieldGroups', code: 'consent.least_groups' }],
      });
    });

    it('takes PDF, JPEG and PNG by their first bytes, and at most 10 MB', async () => {
      const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
      await expect(upload(province, png)).resolves.toMatchObject({ fileName: '授权书.pdf' });
      const disguised = new TextEncoder().encode('<script>alert(1)</script>');
      await expect(upload(province, disguised)).rejects.toMatchObject({ code: 'request.unsupported_media' });
      const heavy = new Uint8Array(MAX_PAPER_BYTES + 1);
      heavy.set(PDF);
      await expect(upload(province, heavy)).rejects.toMatchObject({ code: 'request.too_large' });
    });

    it('is for enterprises of its own region only', async () => {
      const far = await world.enterprise({ regionCode: '330100' });
      await expect(upload(province, PDF, far.id)).rejects.toMatchObject({ code: 'resource.not_found' });
    });
  });

  describe('withdrawn', () => {
    it('closes what the bank was let see in the same instant, and once', async () => {
      const consent = await signatory(giveConsent, { body: terms() });
      await dossier(consent.id);
      const database = await new Database(installation.database.apiUrl, 2).open();
      const officer = officerOf(bank);
      await expect(dossiersSeenBy(officer, database)).resolves.toHaveLength(1);
      const withdrawn = await signatory(withdrawConsent, { params: { id: consent.id } });
      expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnAt: NOW.toISOString() });
      await expect(dossiersSeenBy(officer, database)).resolves.toEqual([]);
      installation.clock.advance(60_000);
      const again = await signatory(withdrawConsent, { params: { id: consent.id } });
      expect(again.withdrawnAt).toBe(NOW.toISOString());
      await database.close();
    });

    it('happens by itself when the request is withdrawn, and only then', async () => {
      const own = await request(enterprise.id);
      const consent = await signatory(giveConsent, { body: terms({ requestId: own }) });
      const state = async () => {
        const { items } = await signatory(listConsents, { query: { requestId: own } });
        return items.find(({ id }) => id === consent.id)?.state;
      };
      const revised = await signatory(saveFinancingRequest, {
        params: { id: own },
        body: { termMonths: 12 },
        version: 1,
      });
      await installation.settled();
      await expect(state()).resolves.toBe('live');
      await signatory(withdrawFinancingRequest, {
        params: { id: own },
        body: {},
        version: revised.version,
      });
      await installation.settled();
      await expect(state()).resolves.toBe('withdrawn');
    });

    it('is recorded by the bureau from a signed revocation of the same enterprise, once', async () => {
      const paper = await upload(province, PDF);
      const consent = await province(recordConsent, { body: { ...terms(), paperId: paper.id } });
      await dossier(consent.id);
      const revoke = (paperId: string, call = province) =>
        call(recordWithdrawal, { params: { id: consent.id }, body: { paperId } });
      const foreign = await upload(province, PDF, (await world.enterprise({ regionCode: '320500' })).id);
      // Neither the paper by which it was given nor another firm's revokes anything.
      for (const wrong of [paper.id, foreign.id]) {
        await expect(revoke(wrong)).rejects.toMatchObject({ code: 'consent.paper_required' });
      }
      const revocation = await upload(province, PDF);
      const elsewhere = await installation.signIn(await world.bureauOfficer('330000'));
      await expect(revoke(revocation.id, elsewhere)).rejects.toMatchObject({ code: 'resource.not_found' });
      await expect(revoke(revocation.id)).resolves.toMatchObject({
        state: 'withdrawn',
        withdrawnAt: installation.clock.now().toISOString(),
        withdrawalPaper: { id: revocation.id, fileName: '授权书.pdf' },
      });
      const open = await installation.database.rows(
        'select 1 from engagement_dossier where consent_id = $1 and revoked_at is null',
        [consent.id],
      );
      expect(open).toEqual([]);
    });

    it('is the enterprise’s alone', async () => {
      const consent = await signatory(giveConsent, { body: terms() });
      const stranger = await installation.signIn(
        await world.account('enterprise', (await world.enterprise()).id, ['signatory']),
      );
      await expect(stranger(withdrawConsent, { params: { id: consent.id } })).rejects.toMatchObject({
        code: 'resource.not_found',
      });
      await expect(province(withdrawConsent, { params: { id: consent.id } })).rejects.toMatchObject({
        code: 'permission.denied',
      });
    });
  });

  describe('the last day', () => {
    /** One hour behind everybody, and one ahead of Beijing: whatever the hour, one of them has another date there. */
    const CLOCKS = ['Etc/GMT+12', 'Pacific/Kiritimati'];

    it.each(CLOCKS)('is counted in Beijing, wherever the database believes to be (%s)', async (zone) => {
      const [beijing] = await installation.database.rows<{ today: string; yesterday: string }>(
        `select d::text as today, (d - 1)::text as yesterday from (select (now() at time zone 'Asia/Shanghai')::date) t (d)`,
      );
      if (!beijing) throw new Error('it is always some day in Beijing');
      const staff = await world.bank();
      const given = await signatory(giveConsent, { body: terms({ bankId: staff.id }) });
      for (const day of [beijing.yesterday, beijing.today]) {
        await dossier(given.id);
        await world.insert(
          'update engagement_dossier set valid_until = $1 where bank_id = $2 and valid_until > $3',
          [day, staff.id, beijing.today],
        );
      }
      const database = await new Database(installation.database.apiUrl, 1).open();
      const seen = await database.asCaller(officerOf(staff), async (tx) => {
        await tx.execute(`select set_config('TimeZone', $1, true)`, [zone]);
        return tx.rows('select valid_until::text as "validUntil" from engagement_dossier');
      });
      await database.close();
      expect(seen).toEqual([{ validUntil: beijing.today }]);
    });
  });

  describe('what a bank opens', () => {
    it('is written down for the enterprise to read, under the consent of that bank only', async () => {
      const consent = await signatory(giveConsent, { body: terms() });
      const engagementId = randomUUID();
      const consents = new Consents(new DisclosureStore(), new OrganisationsStore());
      const database = await new Database(installation.database.apiUrl, 2).open();
      const opening = { consentId: consent.id, engagementId, fieldGroups: ['identity' as const] };
      const officer = officerOf(bank);
      await database.asCaller(officer, (tx) =>
        consents.recordOpening(tx, { ...opening, caller: officer }, NOW),
      );
      const rival = officerOf(await world.bank());
      await expect(
        database.asCaller(rival, (tx) => consents.recordOpening(tx, { ...opening, caller: rival }, NOW)),
      ).rejects.toMatchObject({ code: 'resource.not_found' });
      const log = await signatory(listOpenings, { query: { consentId: consent.id } });
      expect(log).toMatchObject({
        total: 1,
        items: [{ bankName: '示例银行甲', openedByName: '经办 陆航', fieldGroups: ['identity'] }],
      });
      const { items } = await signatory(listConsents, { query: { requestId, limit: 200 } });
      expect(items.find(({ id }) => id === consent.id)).toMatchObject({ openings: 1 });
      await database.close();
    });
  });

  describe('the list', () => {
    it.each([
      ['request_id', 'consent where request_id = $1'],
      ['unit_position', 'consent where unit_position between 1 and 2 order by given_at desc limit 50'],
      ['consent_id', 'disclosure_receipt where consent_id = $1'],
      ['engagement_id', 'disclosure_receipt where engagement_id = $1 and opened_by = $1'],
      ['consent_id', 'engagement_dossier where consent_id = $1'],
    ])('finds its rows by %s without reading the whole table', async (column, from) => {
      // The table is nearly empty here: a scan would be cheaper than any index.
      await installation.database.rows('set enable_seqscan = off');
      const plan = await installation.database.rows(
        `explain select * from ${from.replaceAll('$1', `'${randomUUID()}'`)}`,
      );
      expect(JSON.stringify(plan)).toMatch(new RegExp(`Index Cond: \\(+${column}`));
    });

    it('shows an enterprise its own consents and tells live, ended and withdrawn apart', async () => {
      const own = await world.enterprise();
      const ownRequest = await request(own.id);
      const call = await installation.signIn(await world.account('enterprise', own.id, ['signatory']));
      const live = await call(giveConsent, { body: terms({ requestId: ownRequest }) });
      const withdrawn = await call(giveConsent, { body: terms({ requestId: ownRequest }) });
      await call(withdrawConsent, { params: { id: withdrawn.id } });
      await expect(call(listConsents, { query: {} })).resolves.toMatchObject({ total: 2 });
      const alive = await call(listConsents, { query: { state: 'live' } });
      expect(alive).toMatchObject({ total: 1, items: [{ id: live.id }] });
    });
  });
});
