import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import { permissionsOf } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import type { PipelineEngagement, StageClock } from '@yinqi/contracts/pipeline';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { pipelineMessages } from './messages.js';

const idOf = (n: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c33${String(n).padStart(2, '0')}`;
const AS_OF = '2026-11-20T02:05:00.000Z';
const UNIT = { id: idOf(90), name: '江苏省商务厅', nameEn: null };

const SESSION: Session = {
  account: { id: idOf(91), displayName: '周宁', locale: 'zh' },
  side: 'bureau',
  roles: ['bureau_officer'],
  permissions: [...permissionsOf(['bureau_officer'])],
  organisation: { ...UNIT, regionCode: '320000', unitLevel: 'province', demo: true },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const caseOf = (
  n: number,
  name: string,
  clock: StageClock,
  more: Partial<PipelineEngagement> = {},
): PipelineEngagement => ({
  id: idOf(n),
  requestId: idOf(n + 20),
  requestNumber: `XQ-2026-1120-00${n}`,
  enterprise: { id: idOf(n + 40), name },
  bankName: '示例银行',
  branchName: '示例银行苏州分行',
  productName: '示例流贷',
  productNameEn: null,
  status: 'due_diligence',
  amountFen: '3200000000',
  currency: 'CNY',
  pushedAt: '2026-11-09T01:00:00.000Z',
  dueAt: null,
  officerName: '李敏',
  clock,
  lateMinutes: null,
  ...more,
});

const CASES = [
  // 900 working minutes past its time are two office days of 420 and an hour.
  caseOf(1, '示例甲公司', 'late', { dueAt: '2026-11-18T02:05:00.000Z', lateMinutes: 900 }),
  caseOf(2, '示例乙公司', 'running', { dueAt: '2026-11-23T01:00:00.000Z' }),
  caseOf(3, '示例丙公司', 'held'),
  caseOf(4, '示例丁公司', 'waits_for_papers', { status: 'contacted' }),
  caseOf(5, '示例戊公司', 'none', { status: 'contracted' }),
  caseOf(6, '示例己公司', 'ended', { status: 'declined' }),
];

class SilentSource extends EventTarget {
  onopen = null;
  onerror = null;
  readonly close = (): undefined => undefined;
}

async function openCases(): Promise<void> {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentSource });
  const answer = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body), { status: 200 }));
  globalThis.fetch = (url) =>
    typeof url === 'string' && url.includes('/pipeline/engagements')
      ? answer({
          items: CASES,
          nextCursor: null,
          total: CASES.length,
          asOf: AS_OF,
          population: {
            from: null,
            to: null,
            unit: UNIT,
            direct: false,
            bank: null,
            industry: null,
            demo: true,
          },
        })
      : answer(SESSION);
  await Promise.all(
    [appMessages, uiMessages, errorMessages, pipelineMessages].map((catalogue) => catalogue.load('zh')),
  );
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  const history = createMemoryHistory({ initialEntries: ['/pipeline/engagements?set=pushed'] });
  router.update({ ...router.options, history });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('rowheader', { name: '示例甲公司' });
}

describe('the cases behind a figure', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling it here takes longer than a test waits.
  beforeAll(async () => {
    await import('./cases-page.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('say how late a bank is at whatever stage, and where no time runs or none is set', async () => {
    await openCases();
    const firstCell = (name: string): string | null => {
      const row = screen.getByRole('rowheader', { name }).closest<HTMLElement>('[role=row]');
      return row && (within(row).getAllByRole('gridcell')[0]?.textContent ?? null);
    };
    expect(CASES.map(({ enterprise }) => firstCell(enterprise.name))).toEqual([
      '超时 2天',
      '2026-11-23 09:00',
      '等企业，暂停计时',
      '资料齐全后起算',
      '未设时限',
      '—',
    ]);
  });
});
