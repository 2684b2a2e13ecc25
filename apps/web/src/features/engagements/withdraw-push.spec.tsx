import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Permission } from '@yinqi/contracts/access';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { Session } from '@yinqi/contracts/identity';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { dealingMessages } from './messages.js';
import { WithdrawPush } from './withdraw-push.js';
import { ENGAGEMENT } from './testing/engagement-detail.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const CONSENT = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';

const DETAIL: EngagementDetail = {
  ...ENGAGEMENT,
  version: 3,
  consent: {
    id: CONSENT,
    purpose: 'financing_assessment',
    fieldGroups: ['identity', 'request'],
    validUntil: '2037-05-01',
    state: 'live',
    withdrawnAt: null,
  },
  nextStep: {
    who: 'bank',
    yours: false,
    what: 'answer_push',
    count: null,
    by: null,
    provisional: false,
    otherwise: null,
  },
  options: [{ action: 'withdraw', blockedBy: null }],
};

async function open(permissions: readonly Permission[]) {
  const sent: string[] = [];
  globalThis.fetch = (url) => {
    sent.push((typeof url === 'string' ? url : '').replace('/api/v1', ''));
    return Promise.resolve(new Response(JSON.stringify({ ...DETAIL, status: 'withdrawn' })));
  };
  const catalogues = [dealingMessages, uiMessages, errorMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => undefined);
  const session: Session = {
    account: { id: ID, displayName: '沈予安', locale: 'zh' },
    side: 'enterprise',
    roles: ['signatory'],
    permissions: [...permissions],
    organisation: { id: ID, name: '示例企业', nameEn: null, regionCode: null, unitLevel: null, demo: true },
    expiresAt: '2036-11-22T10:00:00.000Z',
  };
  client.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <WithdrawPush detail={DETAIL} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '撤回推送' }));
  const confirm = () => user.click(screen.getByRole('button', { name: '撤回推送' }));
  return { user, sent, confirm };
}

describe('taking a request back from a bank', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('ends the consent with it unless the signatory wants otherwise', async () => {
    const { sent, confirm } = await open(['engagements.request', 'consents.give']);
    expect(await screen.findByLabelText(/同时撤销对该银行的授权/)).toBeChecked();
    await confirm();
    await waitFor(() =>
      expect(sent).toEqual([`/engagements/${ID}/withdraw`, `/consents/${CONSENT}/withdraw`]),
    );
  });

  it('leaves the consent where the tick is taken out', async () => {
    const { user, sent, confirm } = await open(['engagements.request', 'consents.give']);
    await user.click(await screen.findByLabelText(/同时撤销对该银行的授权/));
    await confirm();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([`/engagements/${ID}/withdraw`]);
  });

  it('does not offer it to who may not sign', async () => {
    await open(['engagements.request']);
    expect(screen.queryByLabelText(/同时撤销/)).not.toBeInTheDocument();
  });
});
