import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import type { Role } from '@yinqi/contracts/access';
import { permissionsOf } from '@yinqi/contracts/access';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { Session } from '@yinqi/contracts/identity';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { CaseMoney } from './case-money.js';
import { CreditLine } from './credit-line.js';
import { caseMessages, dealingMessages, deskMessages } from './messages.js';
import { ENGAGEMENT } from './testing/engagement-detail.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const BANK = { id: ID, name: '示例银行甲', nameEn: null };

/** A case that ended after 20 million of an approved 30 were paid out. */
const ENDED: EngagementDetail = {
  ...ENGAGEMENT,
  status: 'closed',
  version: 9,
  officerName: '李敏',
  requestedFen: '3000000000',
  approvedFen: '3000000000',
  disbursedFen: '2000000000',
  mine: true,
};

async function show(detail: EngagementDetail, role: Role) {
  const catalogues = [caseMessages, deskMessages, uiMessages, errorMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => undefined);
  const session: Session = {
    account: { id: ID, displayName: '李敏', locale: 'zh' },
    side: 'bank',
    roles: [role],
    permissions: [...permissionsOf([role])],
    organisation: { ...BANK, regionCode: null, unitLevel: null, demo: true },
    expiresAt: '2036-11-22T10:00:00.000Z',
  };
  client.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <CaseMoney detail={detail} isBank />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return screen.queryByRole('button', { name: '补报放款…' });
}

describe('money paid after a case has ended', () => {
  it.each(['closed', 'disbursed', 'not_taken'] as const)('can be reported where it is %s', async (status) => {
    expect(await show({ ...ENDED, status }, 'officer')).toBeInTheDocument();
  });

  it.each([
    ['before the end', { ...ENDED, status: 'partially_disbursed' }, 'officer'],
    ['by who only approves', ENDED, 'approver'],
    ['where nothing was approved', { ...ENDED, approvedFen: null }, 'officer'],
  ] as const)('is not offered %s', async (_when, detail, role) => {
    expect(await show(detail, role)).not.toBeInTheDocument();
  });
});

describe('what of a credit was not drawn', () => {
  const credit = {
    amountFen: '3000000000',
    currency: 'CNY',
    annualRateBp: 305,
    revolving: false,
    validUntil: '2037-05-20',
    conditions: null,
    approvedByName: '周宁',
    approvedAt: '2036-11-20T01:12:00.000Z',
  } as const;

  it.each([
    // 3,000 approved and 2,000 paid out.
    [
      'partially_disbursed',
      '尚可提用 1,000 万元，2037-05-20 前有效',
      /授信 3,000 万元，已放款 2,000 万元；尚可提用 1,000 万元/,
    ],
    ['closed', '批而未用 1,000 万元', /已放款 2,000 万元；批而未用 1,000 万元/],
  ] as const)(
    'is told to bank and bureau, and to the enterprise, where it is %s',
    async (status, fact, line) => {
      await show({ ...ENDED, status, credit }, 'officer');
      expect(screen.getByText(fact)).toBeInTheDocument();
      await dealingMessages.load('zh');
      render(
        <LanguageProvider initial="zh">
          <CreditLine detail={{ ...ENDED, status, credit }} />
        </LanguageProvider>,
      );
      expect(screen.getByText(line)).toBeInTheDocument();
    },
  );

  it('says nothing where all of it was drawn', async () => {
    await show({ ...ENDED, disbursedFen: '3000000000', status: 'disbursed', credit }, 'officer');
    expect(screen.queryByText(/批而未用|尚可提用/)).not.toBeInTheDocument();
  });
});
