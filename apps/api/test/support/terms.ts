import type { FacilityView } from '@yinqi/contracts/facilities';
import type { ChangeBody, OpeningBody } from '@yinqi/contracts/facility-terms';

/** The terms of a tool as they stand, to be sent again with something changed. */
export const changeOf = (facility: FacilityView, fromOn = '2026-11-02'): ChangeBody => ({
  name: facility.name,
  nameEn: facility.nameEn,
  totalFen: facility.totalFen,
  opensOn: facility.opensOn,
  closesOn: facility.closesOn,
  closed: facility.closed,
  lenderBankTypes: facility.lenderBankTypes,
  localLegalPersonOnly: facility.localLegalPersonOnly,
  borrower: null,
  rateCap: facility.rateCap,
  documentNumber: facility.documentNumber,
  note: facility.notes?.note ?? null,
  noteEn: facility.notes?.noteEn ?? null,
  verified: facility.verified,
  fromOn,
  reason: '按新文件修改',
});

/** A tool for small local firms of foreign trade, 300亿元, at LPR + 50 bp. */
export const OPENING: OpeningBody = {
  code: 'PBOC-TRADE-2026',
  mechanism: 'RELENDING',
  authority: 'OFFICIAL',
  basis: 'BALANCE',
  secondPersonFromFen: '10000000000',
  singleCustomerLimitFen: '5000000000',
  name: '外贸小微专项再贷款',
  nameEn: 'Relending for small exporters',
  totalFen: '300000000000',
  opensOn: '2026-11-01',
  closesOn: '2027-12-31',
  lenderBankTypes: ['CITY_COMMERCIAL', 'RURAL_COMMERCIAL'],
  localLegalPersonOnly: true,
  borrower: {
    join: 'all',
    sizeClasses: ['micro', 'small'],
    holdingTypes: [],
    agriculture: false,
    foreignTrade: true,
  },
  rateCap: { kind: 'lpr', tenor: '1Y', marginBp: 50 },
  documentNumber: '银发〔2026〕88号',
  note: null,
  noteEn: null,
  verified: true,
  reason: '按银发〔2026〕88号开设',
};
