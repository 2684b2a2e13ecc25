import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';

const SESSION: Session = {
  account: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', displayName: '李敏', locale: 'zh' },
  side: 'platform',
  roles: ['system_administrator'],
  permissions: ['session.use'],
  organisation: {
    id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
    name: '示例平台运行中心',
    nameEn: 'Sample Operations',
    regionCode: null,
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

const refusal = (status: number, code: string): Response =>
  answer(status, { type: `urn:yinqi:problem:${code}`, title: code, status, code, correlationId: 'c-1' });

/** An API that knows one password and whether somebody is signed in. */
function signInServer(): void {
  let isSignedIn = false;
  globalThis.fetch = (_url, init = {}) => {
    if (init.method === 'POST') {
      isSignedIn = typeof init.body === 'string' && init.body.includes('"正确"');
      return Promise.resolve(isSignedIn ? answer(200, SESSION) : refusal(401, 'session.wrong_credentials'));
    }
    if (init.method === 'DELETE') {
      isSignedIn = false;
      return Promise.resolve(answer(200, { ended: 1 }));
    }
    return Promise.resolve(isSignedIn ? answer(200, SESSION) : refusal(401, 'session.required'));
  };
}

async function visit(path: string) {
  localStorage.setItem('language', 'zh');
  signInServer();
  await Promise.all([appMessages, uiMessages, errorMessages].map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }) });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  const enter = async (username: string, password: string) => {
    await user.type(await screen.findByLabelText('用户名'), username);
    await user.type(screen.getByLabelText('密码'), password);
    await user.keyboard('{Enter}');
  };
  return { router, client, user, enter };
}

describe('sign-in', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('asks for sign-in first and then leads to the page that was asked for', async () => {
    const { router, enter } = await visit('/?from=letter');
    await enter('lm', '正确');
    expect(await screen.findByRole('heading', { name: '您的角色没有工作页面' })).toBeInTheDocument();
    expect(router.state.location.href).toBe('/?from=letter');
    expect(screen.getByText('示例平台运行中心')).toBeInTheDocument();
    expect(screen.getByText('示例数据')).toBeInTheDocument();
  });

  it('says what is wrong and keeps the user name', async () => {
    const { enter } = await visit('/sign-in');
    await enter('lm', '错误');
    expect(await screen.findByRole('alert')).toHaveTextContent('用户名或密码不对');
    expect(screen.getByLabelText('用户名')).toHaveValue('lm');
    expect(screen.getByLabelText('密码')).toHaveFocus();
  });

  it('sends nothing while a field is empty, and says which', async () => {
    const { user } = await visit('/sign-in');
    await user.click(await screen.findByRole('button', { name: '登录' }));
    expect(screen.getByLabelText('用户名')).toHaveFocus();
    expect(screen.getByLabelText('用户名')).toHaveAccessibleDescription('请填写用户名');
  });

  it.each(['//elsewhere.example/', '/\\elsewhere.example', 'https://elsewhere.example/'])(
    'never leads to a foreign address: %s',
    async (next) => {
      const { router, enter } = await visit(`/sign-in?next=${encodeURIComponent(next)}`);
      await enter('lm', '正确');
      expect(await screen.findByRole('heading', { name: '您的角色没有工作页面' })).toBeInTheDocument();
      expect(router.state.location.pathname).toBe('/');
    },
  );

  it('goes back to sign-in when the session ends, remembering the place', async () => {
    const { router, client, enter } = await visit('/');
    await enter('lm', '正确');
    await screen.findByText('示例平台运行中心');
    act(() => {
      client.setQueryData(sessionQuery.queryKey, null);
    });
    expect(await screen.findByLabelText('用户名')).toBeInTheDocument();
    expect(router.state.location.pathname).toBe('/sign-in');
  });

  it('says inside the frame that there is no such page', async () => {
    const { router, enter } = await visit('/');
    await enter('lm', '正确');
    await screen.findByText('示例平台运行中心');
    act(() => router.history.push('/no-such-page'));
    expect(await screen.findByRole('heading', { name: '没有这个页面' })).toBeInTheDocument();
    expect(screen.getByText('示例平台运行中心')).toBeInTheDocument();
  });

  it('signs out', async () => {
    const { user, enter, client } = await visit('/');
    await enter('lm', '正确');
    await user.click(await screen.findByRole('button', { name: '退出登录' }));
    expect(await screen.findByLabelText('用户名')).toBeInTheDocument();
    expect(client.getQueryData(sessionQuery.queryKey)).toBeNull();
  });
});
