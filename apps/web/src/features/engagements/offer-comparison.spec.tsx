import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { permissionsOf } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import {
  compareOffers,
  type ComparedOffer,
  type OfferComparison as Comparison,
} from '@yinqi/contracts/offers';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient, reading } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { dealingMessages } from './messages.js';
import { OfferComparison } from './offer-comparison.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const AT = '2036-11-20T01:12:00.000Z';
const offer = (bank: string, more: Partial<ComparedOffer>): ComparedOffer => ({
  id: bank,
  engagementId: bank,
  status: 'sent',
  version: 1,
  amountFen: '3000000000',
  annualRateBp: 340,
  termMonths: 12,
  guaranteeFeeFen: '0',
  appraisalFeeFen: '0',
  depositFen: '0',
  repayment: 'interest_monthly',
  collateral: [],
  disbursementDays: 10,
  conditions: null,
  validUntil: '2036-12-20',
  currency: 'CNY',
  chosenFen: null,
  forNeed: true,
  cost: { basisMonths: 12, interestFen: '102000000', feesFen: '0', totalFen: '102000000', annualBp: 340 },
  sentByName: '李敏',
  sentAt: AT,
  decidedAt: null,
  bankId: bank,
  bankName: bank,
  bankNameEn: null,
  productName: '示例流贷',
  productNameEn: null,
  usableFen: '3000000000',
  open: true,
  ...more,
});
const cost = (totalFen: string, annualBp: number) => ({
  basisMonths: 12,
  interestFen: totalFen,
  feesFen: '0',
  totalFen,
  annualBp,
});

async function show(offers: ComparedOffer[]) {
  await Promise.all([dealingMessages, uiMessages, errorMessages].map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => undefined);
  const session: Session = {
    account: { id: ID, displayName: '顾清', locale: 'zh' },
    side: 'enterprise',
    roles: ['signatory'],
    permissions: [...permissionsOf(['signatory'])],
    organisation: { id: ID, name: '示例企业', nameEn: null, regionCode: null, unitLevel: null, demo: true },
    expiresAt: '2036-11-22T10:00:00.000Z',
  };
  client.setQueryData(sessionQuery.queryKey, session);
  const comparison: Comparison = {
    requestId: ID,
    currency: 'CNY',
    requestedFen: '3200000000',
    chosenFen: '0',
    restFen: '3200000000',
    basisMonths: 12,
    offers,
  };
  client.setQueryData(reading(compareOffers, { params: { id: ID } }).queryKey, comparison);
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <OfferComparison requestId={ID} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('table');
  return (label: string) =>
    within(screen.getByRole('row', { name: new RegExp(`^${label}`) }))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
}

describe('offers side by side', () => {
  it('says the best of a row in a word, by what an offer costs a year and not by its rate alone', async () => {
    const row = await show([
      offer('甲', { annualRateBp: 305, depositFen: '600000000', cost: cost('91500000', 381) }),
      offer('乙', {}),
    ]);
    expect(row('年利率')).toEqual(['3.05% 最低', '3.4%']);
    expect(row('保证金')).toEqual(['600 万元', '无 最少']);
    expect(row('综合年化成本')).toEqual(['3.81%', '3.4% 最低']);
    expect(row('总融资成本')).toEqual(['91.5 万元 最低', '102 万元']);
  });

  it('does not call a total lowest that is of less money', async () => {
    const row = await show([
      offer('甲', { amountFen: '2000000000', usableFen: '2000000000', cost: cost('68000000', 340) }),
      offer('乙', {}),
    ]);
    expect(row('总融资成本')).toEqual(['68 万元', '102 万元']);
    expect(row('金额')).toEqual(['2,000', '3,000 最高']);
  });

  it('shows what a revised offer changes and not the version it replaces', async () => {
    const before = offer('甲', { id: 'before', status: 'withdrawn', open: false, decidedAt: AT });
    const row = await show([
      before,
      offer('甲', { version: 2, annualRateBp: 320, repayment: 'equal_principal' }),
    ]);
    expect(screen.getAllByRole('columnheader')).toHaveLength(1);
    expect(row('比上一版')).toEqual([
      '第 2 版，2036-11-20 发出年利率 3.4% → 3.2%还款方式 按月付息，到期还本 → 等额本金',
    ]);
  });
});
