import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import type { NoticeSettings } from '@yinqi/contracts/notifications';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { notificationMessages } from './messages.js';

const SESSION: Session = {
  account: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3391', displayName: '谢明辉', locale: 'zh' },
  side: 'enterprise',
  roles: ['finance'],
  permissions: [...permissionsOf(['finance'])],
  organisation: {
    id: '3f2504e0-4f89-41d3-9a0c-0305e82c3390',
    name: '示例精密（苏州）有限公司',
    nameEn: null,
    regionCode: null,
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};
const SETTINGS: NoticeSettings = {
  muted: [],
  paces: { to_do: 'at_once', outcome: 'at_once', progress: 'daily', deadline: 'daily', consent: 'daily' },
  quiet: null,
  mail: { isOn: true, address: null, isConfirmed: false },
};

class SilentLine extends EventTarget {
  onopen = null;
  onerror = null;
  readonly close = (): undefined => undefined;
}

type Sent = { readonly path: string; readonly body: unknown };

async function open(settings: NoticeSettings) {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentLine });
  const sent: Sent[] = [];
  let now = settings;
  const answer = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body), { status: 200 }));
  globalThis.fetch = (url, init) => {
    const path = typeof url === 'string' ? url : '';
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    if (path.includes('/notices/count')) return answer({ unread: 0 });
    if (!path.includes('/notices/settings')) return answer(SESSION);
    if (init?.method === 'PUT') sent.push({ path: path.replace('/api/v1/notices/settings', ''), body });
    if (path.endsWith('/address')) {
      now = { ...now, mail: { isOn: true, address: 'xie@example.com', isConfirmed: false } };
    }
    if (path.endsWith('/confirmation')) now = { ...now, mail: { ...now.mail, isConfirmed: true } };
    return answer(now);
  };
  await Promise.all(
    [appMessages, uiMessages, errorMessages, notificationMessages].map((catalogue) => catalogue.load('zh')),
  );
  const client = newQueryClient(() => undefined);
  const router = newRouter(client);
  const history = createMemoryHistory({ initialEntries: ['/messages/settings'] });
  router.update({ ...router.options, history });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: '消息设置', level: 1 });
  await screen.findByRole('button', { name: '保存设置' });
  return { user: userEvent.setup(), sent };
}

describe('message settings', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling it here takes longer than a test waits.
  beforeAll(async () => {
    await import('./settings-page.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('keep the to-dos on, and save what is switched off', async () => {
    const { user, sent } = await open(SETTINGS);
    expect(screen.getByRole('checkbox', { name: /^待办/ })).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /^进展/ }));
    await user.click(screen.getByRole('button', { name: '保存设置' }));
    expect(sent).toEqual([{ path: '', body: { muted: ['progress'], paces: SETTINGS.paces, quiet: null } }]);
    expect(await screen.findByText('消息设置已保存')).toBeVisible();
  });

  it('say plainly where no e-mail is sent', async () => {
    await open({ ...SETTINGS, mail: { isOn: false, address: null, isConfirmed: false } });
    expect(screen.getByText('本平台尚未接通邮件发送，消息只在站内。')).toBeVisible();
    expect(screen.queryByLabelText('接收邮箱')).toBeNull();
  });

  it('ask for a code before anything is sent to an address, then for pace and quiet hours', async () => {
    const { user, sent } = await open(SETTINGS);
    await user.type(screen.getByLabelText('接收邮箱'), 'xie at example');
    await user.click(screen.getByRole('button', { name: '发送验证码' }));
    expect(screen.getByLabelText('接收邮箱')).toHaveAccessibleDescription(/name@example.com/);
    expect(sent).toEqual([]);
    await user.clear(screen.getByLabelText('接收邮箱'));
    await user.type(screen.getByLabelText('接收邮箱'), 'xie@example.com');
    await user.click(screen.getByRole('button', { name: '发送验证码' }));
    await user.type(await screen.findByLabelText('六位验证码'), '204810');
    await user.click(screen.getByRole('button', { name: '确认邮箱' }));
    expect(await screen.findByText('消息寄往 xie@example.com')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('进展'), '不寄');
    await user.click(screen.getByRole('checkbox', { name: /免打扰/ }));
    await user.click(screen.getByRole('button', { name: '保存设置' }));
    expect(sent.map(({ path }) => path)).toEqual(['/address', '/address/confirmation', '']);
    expect(sent.at(-1)?.body).toEqual({
      muted: [],
      paces: { ...SETTINGS.paces, progress: 'never' },
      quiet: { from: 22, until: 7 },
    });
  });
});
