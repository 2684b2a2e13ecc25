import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { Session } from '@yinqi/contracts/identity';
import { sessionQuery } from '../../../app/session.js';
import { LanguageProvider } from '../../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../../lib/query.js';
import { errorMessages } from '../../../ui/error-messages.js';
import { uiMessages } from '../../../ui/messages.js';
import { deskMessages, refusalMessages } from '../messages.js';
import { AfterRefusal } from './after-refusal.js';
import { ENGAGEMENT } from '../testing/engagement-detail.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const TASK = '3f2504e0-4f89-41d3-9a0c-0305e82c3303';
const AT = '2036-11-20T01:12:00.000Z';
const DECLINED: EngagementDetail = {
  ...ENGAGEMENT,
  status: 'declined',
  version: 3,
  officerName: '许立',
  declineReasons: [{ family: 'repayment', code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' }],
  nextStep: {
    who: 'enterprise',
    yours: true,
    what: 'repair_or_appeal',
    count: null,
    by: null,
    provisional: false,
    otherwise: null,
  },
  options: [
    { action: 'begin_repair', blockedBy: null },
    { action: 'appeal', blockedBy: null },
    { action: 'mediate', blockedBy: null },
  ],
};
const task = {
  id: TASK,
  family: 'repayment' as const,
  reason: 'LEVERAGE' as const,
  owner: 'enterprise' as const,
  title: { zh: '说明增资或还款安排', en: 'Explain a capital increase' },
  field: null,
  dueAt: AT,
  yours: true,
  doneAt: null,
  doneByName: null,
  evidence: null,
};
const REPAIRING: EngagementDetail = {
  ...DECLINED,
  status: 'repairing',
  repair: { id: ID, state: 'open', openedByName: '顾清', openedAt: AT, dueAt: AT, tasks: [task] },
  options: [
    { action: 're_push', blockedBy: 'repair_done' },
    { action: 'abandon_repair', blockedBy: null },
  ],
};

async function open(detail: EngagementDetail, side: Session['side'] = 'enterprise') {
  const sent: { url: string; body: unknown }[] = [];
  globalThis.fetch = (url, init) => {
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    sent.push({ url: (typeof url === 'string' ? url : '').replace('/api/v1', ''), body });
    return Promise.resolve(new Response(JSON.stringify(detail)));
  };
  const catalogues = [refusalMessages, deskMessages, uiMessages, errorMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => undefined);
  const session: Session = {
    account: { id: ID, displayName: '沈予安', locale: 'zh' },
    side,
    roles: [],
    permissions: [],
    organisation: { id: ID, name: '示例企业', nameEn: null, regionCode: null, unitLevel: null, demo: true },
    expiresAt: '2036-11-22T10:00:00.000Z',
  };
  client.setQueryData(sessionQuery.queryKey, session);
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <AfterRefusal detail={detail} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent };
}

describe('what follows a refusal', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('offers the ways the table has for the reader, and none that is closed', async () => {
    await open(DECLINED);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      '开始补强',
      '申请复议…',
      '申请协调…',
    ]);
  });

  it('offers nothing where the table has nothing', async () => {
    await open({ ...DECLINED, options: [{ action: 'begin_repair', blockedBy: 'reasons_repairable' }] });
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('asks for grounds before an appeal, and sends them', async () => {
    const { user, sent } = await open(DECLINED);
    await user.click(screen.getByRole('button', { name: '申请复议…' }));
    const grounds = await screen.findByLabelText('理由');
    await user.type(grounds, '短');
    await user.click(screen.getByRole('button', { name: '提交' }));
    expect(screen.getByText('请写明理由，至少 10 个字')).toBeInTheDocument();
    await user.clear(grounds);
    await user.type(grounds, '单体口径资产负债率为百分之六十一');
    await user.click(screen.getByRole('button', { name: '提交' }));
    await waitFor(() =>
      expect(sent).toEqual([
        { url: `/engagements/${ID}/appeal`, body: { grounds: '单体口径资产负债率为百分之六十一' } },
      ]),
    );
  });

  it('finishes a task with its evidence, and does not send again before all are done', async () => {
    const { user, sent } = await open(REPAIRING);
    expect(screen.queryByRole('button', { name: '再次推送该银行' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '标为完成' }));
    expect(screen.getByText('请写明完成情况，至少 4 个字')).toBeInTheDocument();
    await user.type(screen.getByLabelText('完成情况与依据'), '增资两千万元');
    await user.click(screen.getByRole('button', { name: '标为完成' }));
    await waitFor(() =>
      expect(sent).toEqual([
        { url: `/engagements/${ID}/repair-tasks/${TASK}/done`, body: { evidence: '增资两千万元' } },
      ]),
    );
  });

  it('sends again when the repair is done', async () => {
    const done = { ...task, yours: false, doneAt: AT, doneByName: '顾清', evidence: '增资两千万元' };
    const { user, sent } = await open({
      ...REPAIRING,
      repair: { id: ID, state: 'done', openedByName: '顾清', openedAt: AT, dueAt: AT, tasks: [done] },
      options: [{ action: 're_push', blockedBy: null }],
    });
    await user.click(screen.getByRole('button', { name: '再次推送该银行' }));
    await waitFor(() => expect(sent.map(({ url }) => url)).toEqual([`/engagements/${ID}/resend`]));
  });

  it('tells the bank who may take the second look', async () => {
    await open(
      {
        ...DECLINED,
        status: 're_pushed',
        secondLook: { declinedByName: '许立', mayDecide: false },
        candidates: ['高岚', '陆行'],
        options: [],
      },
      'bank',
    );
    expect(screen.getByText(/须由许立以外的人员办理.*可办理：高岚、陆行/)).toBeInTheDocument();
  });
});
