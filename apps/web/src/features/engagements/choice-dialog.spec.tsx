import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComparedOffer, OfferComparison } from '@yinqi/contracts/offers';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { ChoiceDialog } from './choice-dialog.js';
import { dealingMessages } from './messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const AT = '2036-11-20T01:12:00.000Z';
const OFFER: ComparedOffer = {
  id: ID,
  engagementId: ID,
  status: 'sent',
  version: 1,
  amountFen: '3200000000',
  annualRateBp: 345,
  termMonths: 12,
  guaranteeFeeFen: '0',
  appraisalFeeFen: '0',
  depositFen: '0',
  repayment: 'interest_monthly',
  collateral: [],
  disbursementDays: 5,
  conditions: null,
  validUntil: '2036-12-20',
  currency: 'CNY',
  chosenFen: null,
  forNeed: true,
  cost: { basisMonths: 12, interestFen: '110400000', feesFen: '0', totalFen: '110400000', annualBp: 345 },
  sentByName: '李敏',
  sentAt: AT,
  decidedAt: null,
  bankId: ID,
  bankName: '示例银行甲',
  bankNameEn: null,
  productName: '示例流贷',
  productNameEn: null,
  usableFen: '3200000000',
  open: true,
};

/** jsdom has no EventSource: a line on which nothing is heard. */
class SilentLine extends EventTarget {
  readonly close = (): undefined => undefined;
}
Object.assign(globalThis, { EventSource: SilentLine });

const refusal = (code: string, params: object) => ({
  type: `urn:yinqi:problem:${code}`,
  title: 'refused',
  status: 409,
  code,
  correlationId: 'c-1',
  params,
});

async function chooseRefusedFor(reason: string): Promise<string | null> {
  return chooseRefusedWith('offer.not_open', { reason });
}

async function chooseRefusedWith(code: string, params: object): Promise<string | null> {
  globalThis.fetch = (_url, init = {}) =>
    Promise.resolve(
      init.method === 'POST'
        ? new Response(JSON.stringify(refusal(code, params)), { status: 409 })
        : new Response(JSON.stringify({ items: [] })),
    );
  const catalogues = [dealingMessages, uiMessages, errorMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const comparison = {
    requestId: ID,
    currency: 'CNY',
    requestedFen: '3200000000',
    chosenFen: '0',
    restFen: '3200000000',
    basisMonths: 12,
    offers: [OFFER],
  } satisfies OfferComparison;
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LanguageProvider initial="zh">
        <ChoiceDialog comparison={comparison} chosen={OFFER} onClose={() => undefined} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await userEvent.setup().click(await screen.findByRole('button', { name: '确认选定' }));
  return (await screen.findByRole('alert')).textContent;
}

describe('choosing an offer that cannot be chosen', () => {
  const original = globalThis.fetch;
  beforeAll(async () => {
    await import('../../ui/dialog-frame.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('says that the need was changed since', async () => {
    expect(await chooseRefusedFor('offer.of_earlier_version')).toMatch(/^需求在银行报价之后改过/);
  });

  it('says that it has lapsed otherwise', async () => {
    expect(await chooseRefusedFor('offer.lapsed')).toMatch(/^这份报价已失效/);
  });

  it('says that the bank’s quota is too small, or what our own tally holds, and that the offer stays', async () => {
    const asked = { askedFen: '3200000000' };
    expect(await chooseRefusedWith('quota.insufficient', asked)).toMatch(/额度不够这笔金额。 没有作出选择/);
    cleanup();
    const tally = await chooseRefusedWith('quota.tally_exceeded', asked);
    expect(tally).toMatch(/本平台已报告使用.*这份报价仍然有效/);
    expect(tally).not.toMatch(/剩余/);
  });
});
