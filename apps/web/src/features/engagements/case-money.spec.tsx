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
import { caseMessages, deskMessages } from './messages.js';
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
