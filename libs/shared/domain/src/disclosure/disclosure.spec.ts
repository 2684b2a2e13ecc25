import fc from 'fast-check';
import type { Consent } from './consent.js';
import {
  CONSENT_PURPOSES,
  consentEndMs,
  consentFaults,
  consentSentence,
  isConsentInForce,
} from './consent.js';
import type { Party } from './disclosure.js';
import { discloseTo, visibleGroups } from './disclosure.js';
import type { Dossier } from './field-groups.js';
import { CONSENT_GROUPS, DOSSIER_FIELD_NAMES, DOSSIER_FIELDS } from './field-groups.js';
import { maskContact } from './masking.js';

const consent = (more: Partial<Consent> = {}): Consent => ({
  id: 'c1',
  bankId: 'bank-a',
  groups: ['identity', 'request'],
  purpose: 'financing_assessment',
  givenAtMs: 100,
  untilMs: 200,
  ...more,
});
const bankA: Party = { kind: 'bank_pushed', bankId: 'bank-a', purpose: 'financing_assessment' };

const dossier = {
  requestNumber: 'XQ-2026-1120-0317',
  enterpriseName: '示例精密部件有限公司',
  contactName: '李敏',
  contactPhone: '138 1234 5678',
  amountFen: 3_200_000_000n,
  revenueFen: 48_610_000_000n,
  intendedBanks: ['示例银行乙'],
  willingToShare: true,
};
// Object.fromEntries loses the key type; the keys are exactly the fields of the table.
const full = Object.fromEntries(DOSSIER_FIELD_NAMES.map((name) => [name, `value of ${name}`])) as Dossier;

const KINDS = [
  'enterprise_self',
  'hq_viewer',
  'enterprise_other',
  'responsible_bureau',
  'other_bureau',
  'bank_listed',
  'bank_other',
  'association',
  'guarantor',
  'insurer',
  'facility_administrator',
  'service_platform',
  'regulator',
  'auditor',
  'platform',
] as const;
const parties: readonly Party[] = [bankA, ...KINDS.map((kind) => ({ kind }))];

const anyConsent: fc.Arbitrary<Consent> = fc
  .record({
    id: fc.uuid(),
    bankId: fc.constantFrom('bank-a', 'bank-b'),
    groups: fc.subarray([...CONSENT_GROUPS]),
    purpose: fc.constantFrom(...CONSENT_PURPOSES),
    givenAtMs: fc.integer({ min: 0, max: 300 }),
    untilMs: fc.integer({ min: 0, max: 300 }),
    withdrawnAtMs: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
  })
  .map(({ withdrawnAtMs, ...rest }) => (withdrawnAtMs === undefined ? rest : { ...rest, withdrawnAtMs }));

describe('what a bank sees', () => {
  it('is the reference alone before any consent', () => {
    expect(discloseTo(bankA, dossier, [], 150).record).toEqual({ requestNumber: 'XQ-2026-1120-0317' });
  });

  it('is what its consent names, with the contact masked, and a receipt that says so', () => {
    const { record, receipt } = discloseTo(bankA, dossier, [consent()], 150);
    expect(record).toEqual({
      requestNumber: 'XQ-2026-1120-0317',
      enterpriseName: '示例精密部件有限公司',
      contactName: '李**',
      contactPhone: '138****78',
      amountFen: 3_200_000_000n,
    });
    expect(receipt).toEqual({
      party: 'bank_pushed',
      fields: ['requestNumber', 'enterpriseName', 'amountFen'],
      maskedFields: ['contactName', 'contactPhone'],
      consentIds: ['c1'],
      asOfMs: 150,
    });
  });

  it('opens the contact when the consent names it', () => {
    const named = consent({ groups: ['contact'] });
    expect(discloseTo(bankA, dossier, [named], 150).record).toMatchObject({
      contactName: '李敏',
      contactPhone: '138 1234 5678',
    });
  });

  it('begins with the consent, ends with its last moment and at once on withdrawal', () => {
    const sees = (asOfMs: number, more: Partial<Consent> = {}) =>
      'identity' in visibleGroups(bankA, [consent(more)], asOfMs);
    expect([99, 100, 199, 200].map((asOfMs) => sees(asOfMs))).toEqual([false, true, true, false]);
    expect([149, 150].map((asOfMs) => sees(asOfMs, { withdrawnAtMs: 150 }))).toEqual([true, false]);
  });

  it('is nothing more under a consent for another purpose', () => {
    expect(visibleGroups(bankA, [consent({ purpose: 'post_loan_management' })], 150)).toEqual({
      reference: 'full',
    });
  });

  it('never includes other banks, whatever a stored consent claims', () => {
    // A row written by hand could name a group no consent may carry.
    const forged = consent({ groups: [...CONSENT_GROUPS, 'dealings' as 'request'] });
    expect(discloseTo(bankA, dossier, [forged], 150).record).not.toHaveProperty('intendedBanks');
  });
});

describe('what the others see', () => {
  it('shows the enterprise and its bureau everything, head office no personal number', () => {
    for (const kind of ['enterprise_self', 'responsible_bureau'] as const) {
      expect(discloseTo({ kind }, dossier, [], 0).record).toEqual(dossier);
    }
    expect(discloseTo({ kind: 'hq_viewer' }, dossier, [], 0).record).toEqual({
      ...dossier,
      contactName: '李**',
      contactPhone: '138****78',
    });
  });

  it('shows an open listing no field that tells who asks', () => {
    expect(Object.keys(discloseTo({ kind: 'bank_listed' }, full, [], 0).record)).toEqual([
      'amountBand',
      'termBand',
      'industrySection',
      'provinceCode',
    ]);
  });

  it.each([
    'other_bureau',
    'bank_other',
    'association',
    'regulator',
    'platform',
    'enterprise_other',
  ] as const)('shows %s nothing, even when a survey says 授权共享 = 是', (kind) => {
    expect(discloseTo({ kind }, { ...dossier, willingToShare: true }, [consent()], 150).record).toEqual({});
  });
});

describe('properties of disclosure', () => {
  const someParty = fc.constantFrom(...parties);
  const consents = fc.array(anyConsent, { maxLength: 5 });
  const moment = fc.integer({ min: 0, max: 300 });

  it('a consent that has ended, was withdrawn or is not yet given discloses nothing', () => {
    fc.assert(
      fc.property(someParty, consents, moment, (party, all, asOfMs) => {
        const dead = all.filter((one) => !isConsentInForce(one, asOfMs));
        expect(discloseTo(party, full, dead, asOfMs)).toEqual(discloseTo(party, full, [], asOfMs));
      }),
    );
  });

  it('a consent for another bank changes nothing', () => {
    fc.assert(
      fc.property(someParty, consents, anyConsent, moment, (party, all, extra, asOfMs) => {
        const more = [...all, { ...extra, bankId: 'bank-b' }];
        expect(discloseTo(party, full, more, asOfMs)).toEqual(discloseTo(party, full, all, asOfMs));
      }),
    );
  });

  it('one more consent never hides anything, and only a pushed bank gains by it', () => {
    fc.assert(
      fc.property(someParty, consents, anyConsent, moment, (party, all, extra, asOfMs) => {
        const before = discloseTo(party, full, all, asOfMs).receipt;
        const after = discloseTo(party, full, [...all, extra], asOfMs).receipt;
        expect(after.fields).toEqual(expect.arrayContaining([...before.fields]));
        if (party.kind !== 'bank_pushed') expect(after).toEqual(before);
      }),
    );
  });

  it('what a bank sees in full is its reference and groups a consent in force names for it', () => {
    fc.assert(
      fc.property(consents, moment, (all, asOfMs) => {
        const granted = all
          .filter((one) => one.bankId === 'bank-a' && one.purpose === 'financing_assessment')
          .filter((one) => isConsentInForce(one, asOfMs))
          .flatMap((one): readonly string[] => one.groups);
        for (const field of discloseTo(bankA, full, all, asOfMs).receipt.fields) {
          expect(['reference', ...granted]).toContain(DOSSIER_FIELDS[field]);
        }
      }),
    );
  });

  it('a field that is not in the table never comes out, and one written in code does not compile', () => {
    fc.assert(
      fc.property(someParty, consents, fc.dictionary(fc.string(), fc.string()), (party, all, strays) => {
        const polluted: Dossier = { ...strays, ...dossier };
        for (const name of Object.keys(discloseTo(party, polluted, all, 150).record)) {
          expect(DOSSIER_FIELD_NAMES).toContain(name);
        }
      }),
    );
    const withStray = { ...dossier, internalNote: '内部批注' };
    // @ts-expect-error internalNote stands in no field group
    expect(discloseTo({ kind: 'enterprise_self' }, withStray, [], 0).record).not.toHaveProperty(
      'internalNote',
    );
  });
});

describe('a consent', () => {
  it('runs to the end of its last day in Beijing, and refuses a day that does not exist', () => {
    // The end of 2027-05-21 in Beijing is 2027-05-22 00:00 +08:00 = 2027-05-21 16:00 UTC.
    expect(consentEndMs('2027-05-21')).toBe(Date.UTC(2027, 4, 21, 16));
    expect(consentEndMs('2027-02-30')).toBeNull();
    expect(consentEndMs('2027-5-1')).toBeNull();
    expect(consentEndMs('0000-00-00')).toBeNull();
  });

  it('names a bank, a group and an end within a year', () => {
    const day = 86_400_000;
    expect(consentFaults(consent())).toEqual([]);
    expect(consentFaults(consent({ bankId: ' ', groups: [], untilMs: 100 }))).toEqual([
      'consent.no_bank',
      'consent.no_group',
      'consent.ends_before_it_begins',
    ]);
    expect(consentFaults(consent({ givenAtMs: 0, untilMs: 366 * day }))).toEqual([]);
    expect(consentFaults(consent({ givenAtMs: 0, untilMs: 366 * day + 1 }))).toEqual(['consent.too_long']);
    expect(consentFaults(consent({ untilMs: Number.NaN }))).toEqual(['consent.ends_before_it_begins']);
  });

  it('reads as one sentence with bank, data, purpose and date', () => {
    expect(consentSentence(consent(), '示例银行甲', '2027-05-21', 'zh')).toBe(
      '允许示例银行甲在 2027-05-21 前（含当日）为审查本次融资需求查看：企业基本信息、融资需求。',
    );
    expect(consentSentence(consent(), 'Demo Bank A', '2027-05-21', 'en')).toBe(
      'Demo Bank A may, until the end of 2027-05-21 and for assessing this financing request, see: Company identity, Financing request.',
    );
  });
});

describe('masking', () => {
  it('keeps neither length nor a usable number', () => {
    expect(maskContact('contactName', '欧阳若兰')).toBe('欧**');
    expect(maskContact('contactPhone', '0512-6288 1234')).toBe('051****34');
    expect(maskContact('contactPhone', '12345')).toBe('****');
    expect(maskContact('contactEmail', 'li.min@example.com')).toBe('l****@****');
    expect(maskContact('contactPhone', 13812345678)).toBeNull();
    expect(maskContact('contactName', ' ')).toBeNull();
  });
});
