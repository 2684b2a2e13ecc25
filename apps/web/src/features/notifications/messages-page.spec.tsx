import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import type { NoticeGroup } from '@yinqi/contracts/notifications';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { notificationMessages } from './messages.js';

const idOf = (n: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c33${String(n).padStart(2, '0')}`;
const AS_OF = '2026-11-20T02:05:00.000Z';

const SESSION: Session = {
  account: { id: idOf(91), displayName: '周宁', locale: 'zh' },
  side: 'bureau',
  roles: ['bureau_officer'],
  permissions: [...permissionsOf(['bureau_officer'])],
  organisation: {
    id: idOf(90),
    name: '江苏省商务厅',
    nameEn: null,
    regionCode: '320000',
    unitLevel: 'province',
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const group = (n: number, unread: number): NoticeGroup => ({
  record: { kind: 'financing_request', id: idOf(n) },
  recordName: `XQ-2026-1120-000${n}`,
  enterpriseName: '示例精密（苏州）有限公司',
  act: { code: 'verify', label: { zh: '去核验', en: 'Verify' } },
  unread,
  total: 3,
  notices: [
    {
      id: idOf(n + 40),
      kind: 'to_do',
      text: { zh: '示例精密（苏州）有限公司提交了融资需求，请核验', en: 'submitted' },
      at: '2026-11-20T01:00:00.000Z',
      unread: unread > 0,
    },
  ],
});

class TestLine extends EventTarget {
  static last: TestLine | undefined;
  onopen = null;
  onerror = null;
  readonly close = (): undefined => undefined;
  constructor() {
    super();
    TestLine.last = this;
  }
  change(kind: string): void {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ kind, id: idOf(1) }) }));
  }
}

type Api = { groups: readonly NoticeGroup[]; unread: number; status: number; marked: unknown[] };

function answering(api: Api): typeof fetch {
  const answer = (body: unknown, status = 200) =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
  return (url, init) => {
    const path = typeof url === 'string' ? url : '';
    if (path.includes('/notices/count')) return answer({ unread: api.unread });
    if (path.includes('/notices/read')) {
      api.marked.push(JSON.parse(typeof init?.body === 'string' ? init.body : 'null'));
      return answer({ unread: 0 });
    }
    if (path.includes('/notices')) {
      const items = path.includes('kind=') ? [] : api.groups;
      return answer({ items, nextCursor: null, total: items.length, asOf: AS_OF }, api.status);
    }
    return answer(SESSION);
  };
}

async function open(api: Api) {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: TestLine });
  globalThis.fetch = answering(api);
  await Promise.all(
    [appMessages, uiMessages, errorMessages, notificationMessages].map((catalogue) => catalogue.load('zh')),
  );
  const client = newQueryClient(() => undefined);
  const router = newRouter(client);
  const history = createMemoryHistory({ initialEntries: ['/messages'] });
  router.update({ ...router.options, history });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: '消息', level: 1 });
  return { user: userEvent.setup(), router };
}

describe('the message centre', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling it here takes longer than a test waits.
  beforeAll(async () => {
    await import('./messages-page.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('shows each record with what happened, one button, and how many are unread', async () => {
    await open({ groups: [group(1, 2), group(2, 0)], unread: 2, status: 200, marked: [] });
    const list = await screen.findByRole('list', { name: '消息，按事项归并，未读在前' });
    expect(within(list).getByText('未读 2')).toBeVisible();
    expect(within(list).getAllByText('还有 2 条更早的，见办件历史')).toHaveLength(2);
    const open1 = within(list).getByRole('link', { name: '去核验：XQ-2026-1120-0001' });
    expect(open1).toHaveAttribute('href', `/requests/${idOf(1)}`);
    expect(within(list).getAllByRole('button', { name: /标为已读/ })).toHaveLength(1);
    expect(await screen.findByRole('link', { name: '消息，2 条未读' })).toHaveAttribute('href', '/messages');
  });

  it('is worked by keys: J and K move, M marks what has the focus', async () => {
    const api: Api = { groups: [group(1, 2), group(2, 1)], unread: 3, status: 200, marked: [] };
    const { user } = await open(api);
    const first = await screen.findByRole('link', { name: '去核验：XQ-2026-1120-0001' });
    act(() => first.focus());
    await user.keyboard('j');
    expect(screen.getByRole('link', { name: '去核验：XQ-2026-1120-0002' })).toHaveFocus();
    await user.keyboard('m');
    expect(api.marked).toEqual([{ through: AS_OF, record: { kind: 'financing_request', id: idOf(2) } }]);
    await user.keyboard('k');
    expect(first).toHaveFocus();
  });

  it('marks everything that is on screen as read, as of when it was read', async () => {
    const api: Api = { groups: [group(1, 2)], unread: 2, status: 200, marked: [] };
    const { user } = await open(api);
    await user.click(await screen.findByRole('button', { name: '全部标为已读' }));
    expect(api.marked).toEqual([{ through: AS_OF }]);
    expect(await screen.findByText('没有未读')).toBeVisible();
  });

  it('counts again when something new is told, and for nothing else', async () => {
    const api: Api = { groups: [group(1, 1)], unread: 1, status: 200, marked: [] };
    await open(api);
    await screen.findByRole('link', { name: '消息，1 条未读' });
    api.unread = 4;
    act(() => TestLine.last?.change('engagement'));
    expect(screen.getByRole('link', { name: '消息，1 条未读' })).toBeVisible();
    act(() => TestLine.last?.change('notice'));
    expect(await screen.findByRole('link', { name: '消息，4 条未读' })).toBeVisible();
  });

  it('says why there is nothing, under a filter and without one', async () => {
    const { user } = await open({ groups: [], unread: 0, status: 200, marked: [] });
    expect(await screen.findByText('还没有消息')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: '结果' }));
    expect(await screen.findByText('这个范围内没有消息')).toBeVisible();
    await user.click(screen.getByRole('button', { name: '看全部消息' }));
    expect(await screen.findByText('还没有消息')).toBeVisible();
  });

  it('says that it could not be loaded, and tries again', async () => {
    const api: Api = { groups: [group(1, 1)], unread: 1, status: 500, marked: [] };
    const { user } = await open(api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('消息没有载入');
    api.status = 200;
    await user.click(within(alert).getByRole('button', { name: '重试' }));
    expect(await screen.findByText('未读 1')).toBeVisible();
  });
});
