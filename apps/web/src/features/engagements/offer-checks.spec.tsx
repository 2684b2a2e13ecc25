import { render, screen, within } from '@testing-library/react';
import type { OfferCheck } from '@yinqi/contracts/offer-check';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { uiMessages } from '../../ui/messages.js';
import { offerCheckMessages } from './messages.js';
import { OfferChecks } from './offer-checks.js';

const CHECK: OfferCheck = {
  asOf: '2036-11-20T01:12:00.000Z',
  faults: [],
  facility: {
    id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    name: '示例再贷款',
    nameEn: 'Example relending',
    closed: false,
    rateCap: {
      passed: false,
      capBp: 350,
      lpr: { tenor: '1Y', rateBp: 300, marginBp: 50, since: '2036-10-20', verified: true },
    },
    // Midnight in Beijing: the last day is the 30th.
    window: { passed: true, opensAt: null, closesAt: '2036-11-30T16:00:00.000Z' },
    singleCustomer: { passed: true, limitFen: '5000000000' },
  },
  quota: {
    authority: 'ALLOTTED_BY_HOLDER',
    state: 'open',
    isOwn: true,
    isShort: true,
    leftFen: '1000000000',
    reportedFen: null,
  },
};

const show = (check: OfferCheck) => {
  render(
    <LanguageProvider initial="zh">
      <OfferChecks check={check} isFailed={false} currency="CNY" />
    </LanguageProvider>,
  );
  return screen.getAllByRole('listitem').map(({ textContent }) => textContent);
};

describe('what an offer meets', () => {
  beforeAll(async () => {
    await Promise.all([uiMessages.load('zh'), offerCheckMessages.load('zh')]);
  });

  it('names the cap of the day with what it stands on, and says that sending would be refused', () => {
    const [cap, window, customer, quota] = show(CHECK);
    expect(cap).toContain('上限 3.5%');
    expect(cap).toContain('LPR（1Y）3%，+50 个基点，自 2036-10-20');
    expect(window).toContain('2036-11-30 止');
    expect(customer).toContain('限额 5,000 万元');
    expect(quota).toContain('剩余 1,000 万元');
    expect(quota).toContain('可以发送');
    expect(screen.getByText('不符合的，发送时会被退回')).toBeTruthy();
  });

  it('says of our own tally what was reported, never what is left', () => {
    const quota = { ...CHECK.quota, authority: 'SHADOW', leftFen: null, reportedFen: '2000000000' } as const;
    show({ ...CHECK, quota: { ...quota, state: 'open', isOwn: true, isShort: false } });
    const list = within(screen.getByRole('list'));
    expect(list.getByText('本平台已报告使用 2,000 万元')).toBeTruthy();
    expect(list.queryByText(/剩余/)).toBeNull();
  });
});
