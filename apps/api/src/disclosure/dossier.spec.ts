import type { RequestRow } from '../financing-requests/financing-requests.public.js';
import type { EnterpriseRecord } from '../enterprises/enterprises.public.js';
import { coversAssessment, dossierFor, type ConsentRow } from './dossier.js';
import { paperFormat, paperName } from './paper-format.js';

const GIVEN = '2026-11-02T02:00:00.000Z';
const ACT = { purpose: 'financing_assessment', at: new Date(GIVEN) } as const;
const said = { source: '登记', date: '2026-06-30', provenance: 'declared' } as const;

const enterprise: EnterpriseRecord = {
  id: 'e',
  uscc: '91320500MA1EXAMPLE',
  name: '示例精密部件（苏州）有限公司',
  unitId: 'u',
  unitPosition: 1,
  regionCode: '320500',
  industryCode: 'C3484',
  demo: true,
  facts: {
    revenue: { value: { fen: 12_000_000_000n, currency: 'CNY' }, ...said },
    tradeVolume: { value: { fen: 500_000_000n, currency: 'EUR' }, ...said },
    exportValue: { value: { fen: 300_000_000n, currency: 'USD' }, ...said },
  },
  figuresYear: 2025,
};

const request = {
  id: 'r',
  number: 'XQ-2026-1102-0001',
  status: 'verified',
  amountFen: 3_200_000_000n,
  currency: 'CNY',
  purpose: 'working_capital',
  contactName: '沈予安',
  contactPhone: '13800000001',
  intendedBanks: ['示例银行乙'],
  collateral: ['real_estate'],
} as unknown as RequestRow; // the fields this spec is about

const consent = (fieldGroups: ConsentRow['fieldGroups'], more: Partial<ConsentRow> = {}): ConsentRow => ({
  id: 'c',
  enterpriseId: 'e',
  unitPosition: 1,
  bankId: 'b',
  requestId: 'r',
  fieldGroups,
  purpose: 'financing_assessment',
  validUntil: '2027-05-01',
  givenAt: GIVEN,
  withdrawnAt: null,
  endedAt: null,
  ...more,
});

describe('what a bank may see under a consent', () => {
  it('is the groups it names, amounts as digits, and a masked contact', () => {
    const { content, fieldGroups } = dossierFor(enterprise, request, consent(['request']), ACT);
    expect(fieldGroups).toEqual(['request']);
    expect(content).toMatchObject({
      requestNumber: 'XQ-2026-1102-0001',
      amountFen: '3200000000',
      contactName: '沈**',
      contactPhone: '138****01',
    });
    expect(content).not.toHaveProperty('enterpriseName');
    expect(content).not.toHaveProperty('revenueFen');
  });

  it('never says which other banks the enterprise has in mind', () => {
    const everything = consent([
      'identity',
      'contact',
      'request',
      'operations',
      'financing',
      'trade',
      'collateral',
    ]);
    const { content } = dossierFor(enterprise, request, everything, ACT);
    expect(content).toMatchObject({ contactPhone: '13800000001', revenueFen: '12000000000', dataYear: 2025 });
    expect(JSON.stringify(content)).not.toContain('示例银行乙');
  });

  it('names no year where none is known: the day of the survey is not the year of its figures', () => {
    const { content } = dossierFor(
      { ...enterprise, figuresYear: null },
      request,
      consent(['operations']),
      ACT,
    );
    expect(content).toHaveProperty('revenueFen');
    expect(content).not.toHaveProperty('dataYear');
  });

  it('leaves out customs figures that are not in dollars', () => {
    const { content } = dossierFor(enterprise, request, consent(['trade']), ACT);
    expect(content).toMatchObject({ exportVolumeUsdCent: '300000000' });
    expect(content).not.toHaveProperty('tradeVolumeUsdCent');
  });

  it('is the bare reference once the consent has ended: midnight after its last day, Beijing time', () => {
    // 2027-05-01 24:00 in Beijing is 16:00 UTC of that day.
    const lastMoment = new Date('2027-05-01T15:59:59.999Z');
    const after = new Date('2027-05-01T16:00:00Z');
    expect(
      dossierFor(enterprise, request, consent(['request']), { ...ACT, at: lastMoment }).content,
    ).toHaveProperty('amountFen');
    expect(dossierFor(enterprise, request, consent(['request']), { ...ACT, at: after }).content).toEqual({
      requestNumber: 'XQ-2026-1102-0001',
      requestState: 'verified',
    });
    const withdrawn = consent(['request'], { withdrawnAt: GIVEN });
    expect(dossierFor(enterprise, request, withdrawn, ACT).content).not.toHaveProperty('amountFen');
  });
});

describe('a consent and the purpose of the act', () => {
  const after = consent(['identity', 'request'], { purpose: 'post_loan_management' });

  it('opens nothing to an act of another purpose', () => {
    expect(dossierFor(enterprise, request, after, ACT).content).toEqual({
      requestNumber: 'XQ-2026-1102-0001',
      requestState: 'verified',
    });
    const act = { ...ACT, purpose: 'post_loan_management' } as const;
    expect(dossierFor(enterprise, request, after, act).content).toHaveProperty('amountFen');
  });

  it('lets a request be sent only if it is for assessing it, wide enough and in force', () => {
    const enough = consent(['identity', 'request']);
    expect(coversAssessment(enough, ACT.at)).toBe(true);
    expect(coversAssessment(after, ACT.at)).toBe(false);
    expect(coversAssessment(consent(['identity', 'contact']), ACT.at)).toBe(false);
    expect(coversAssessment({ ...enough, withdrawnAt: GIVEN }, ACT.at)).toBe(false);
  });
});

describe('a signed paper', () => {
  it('is what its first bytes say, whatever its name', () => {
    expect(paperFormat(new TextEncoder().encode('%PDF-1.7'))).toBe('application/pdf');
    expect(paperFormat(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(paperFormat(new TextEncoder().encode('%PD'))).toBeUndefined();
    expect(paperFormat(new Uint8Array())).toBeUndefined();
  });

  it('keeps the last part of its name, without what a header could not carry', () => {
    expect(paperName('C:\\扫描\\授权书.pdf')).toBe('授权书.pdf');
    expect(paperName('a\r\nb.pdf')).toBe('ab.pdf');
    expect(paperName('/')).toBe('授权书');
  });
});
