import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WebhookDelivery, WebhookEndpoint } from '@yinqi/contracts/webhooks';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { notificationMessages } from './messages.js';
import { WebhooksSection } from './webhooks-section.js';

const URL_GIVEN = 'https://hooks.example.com/in';
const ENDPOINT: WebhookEndpoint = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  url: URL_GIVEN,
  state: 'paused',
  hasSecret: false,
  previousUntil: null,
  createdBy: '陆言',
  createdAt: '2026-11-20T02:00:00.000Z',
};
const DEAD: WebhookDelivery = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
  type: 'engagement.push',
  state: 'dead',
  attempts: 8,
  lastResult: 'http_500',
  lastAt: '2026-11-22T02:00:00.000Z',
  createdAt: '2026-11-20T02:00:00.000Z',
};

type Sent = { readonly method: string; readonly path: string };

async function open(hosts: readonly string[], endpoint?: WebhookEndpoint) {
  const sent: Sent[] = [];
  let now = endpoint;
  const answer = (body: unknown, status = 200) =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
  globalThis.fetch = (url, init) => {
    const path = (typeof url === 'string' ? url : '').replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    if (method !== 'GET') sent.push({ method, path });
    if (method === 'POST' && path === '/webhooks') {
      now = ENDPOINT;
      return answer(now, 201);
    }
    if (path.endsWith('/secret')) {
      now = { ...ENDPOINT, hasSecret: true, state: 'active' };
      return answer({ endpoint: now, secret: 'whsec_AbC' });
    }
    if (path.endsWith('/resend')) return answer({ ...DEAD, state: 'waiting', attempts: 0 });
    if (path.includes('/deliveries')) return answer({ items: [DEAD], nextCursor: null, total: 1 });
    return answer({ hosts, items: now ? [now] : [] });
  };
  await Promise.all([uiMessages, errorMessages, notificationMessages].map((one) => one.load('zh')));
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LanguageProvider initial="zh">
        <WebhooksSection />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), sent };
}

describe('addresses of the bank’s own systems', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling it here takes longer than a test waits.
  beforeAll(async () => {
    await import('../../ui/dialog-frame.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('begin with a secret that is shown once', async () => {
    const { user, sent } = await open(['hooks.example.com']);
    await user.type(await screen.findByLabelText('推送地址'), URL_GIVEN);
    await user.click(screen.getByRole('button', { name: '登记地址' }));
    await user.click(await screen.findByRole('button', { name: '生成密钥并开始推送' }));
    const dialog = await screen.findByRole('dialog', { name: '签名密钥' });
    expect(within(dialog).getByText('whsec_AbC')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: '已保存' }));
    expect(screen.queryByText('whsec_AbC')).toBeNull();
    expect(await screen.findByText('推送中')).toBeVisible();
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /webhooks',
      `PUT /webhooks/${ENDPOINT.id}/secret`,
    ]);
  });

  it('show what was given up, and send it again', async () => {
    const { user, sent } = await open(['hooks.example.com'], {
      ...ENDPOINT,
      hasSecret: true,
      state: 'active',
    });
    const table = await screen.findByRole('table', { name: `${URL_GIVEN} 最近的推送` });
    expect(within(table).getByText('已放弃')).toBeVisible();
    expect(within(table).getByText('http_500')).toBeVisible();
    await user.click(within(table).getByRole('button', { name: '重新推送' }));
    expect(sent).toEqual([{ method: 'POST', path: `/webhook-deliveries/${DEAD.id}/resend` }]);
  });

  it('say plainly where nothing is sent', async () => {
    await open([]);
    expect(await screen.findByText('本平台没有开通消息推送。')).toBeVisible();
    expect(screen.queryByLabelText('推送地址')).toBeNull();
  });
});
