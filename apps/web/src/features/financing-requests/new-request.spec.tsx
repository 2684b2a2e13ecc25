import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Enterprise } from '@yinqi/contracts/enterprises';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { financingRequestMessages } from './messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const AT = '2036-11-20T01:12:00.000Z';
const ENTERPRISE: Enterprise = {
  id: ID,
  uscc: '91320500MA1NRTK47U',
  name: '示例精密部件（苏州）有限公司',
  region: null,
  industry: null,
  unit: { id: ID, name: '苏州市商务局' },
  demo: true,
  version: 1,
  facts: [],
  snapshots: [],
  createdAt: AT,
  updatedAt: AT,
};

const SESSION: Session = {
  account: { id: ID, displayName: '顾明', locale: 'zh' },
  side: 'bureau',
  roles: ['officer'],
  permissions: ['session.use', 'requests.read', 'requests.edit', 'enterprises.read'],
  organisation: {
    id: ID,
    name: '苏州市商务局',
    nameEn: null,
    regionCode: '320500',
    unitLevel: 'city',
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

/** jsdom has no EventSource: a line on which nothing is heard. */
class SilentLine extends EventTarget {
  readonly close = (): undefined => undefined;
}
Object.assign(globalThis, { EventSource: SilentLine });

describe('filing for an enterprise', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('begins no draft by opening the address, only by a press', async () => {
    localStorage.setItem('language', 'zh');
    const posted: unknown[] = [];
    globalThis.fetch = (url, init = {}) => {
      const path = typeof url === 'string' ? url : '';
      if (init.method === 'POST')
        posted.push(typeof init.body === 'string' ? JSON.parse(init.body) : undefined);
      if (init.method === 'POST') return new Promise(() => undefined);
      const answer = path.endsWith('/session')
        ? SESSION
        : path.includes('/enterprises/')
          ? ENTERPRISE
          : { items: [], nextCursor: null, total: 0, totalFen: '0', otherCurrencyCount: 0 };
      return Promise.resolve(new Response(JSON.stringify(answer)));
    };
    const catalogues = [appMessages, uiMessages, errorMessages, financingRequestMessages];
    await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
    const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
    const router = newRouter(client);
    const history = createMemoryHistory({ initialEntries: [`/requests/new?enterpriseId=${ID}`] });
    router.update({ ...router.options, history });
    render(
      <QueryClientProvider client={client}>
        <LanguageProvider initial="zh">
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>,
    );
    const begin = await screen.findByRole('button', { name: '开始填写' });
    expect(screen.getByText('示例精密部件（苏州）有限公司')).toBeInTheDocument();
    expect(posted).toEqual([]);
    await userEvent.setup().click(begin);
    await waitFor(() => expect(posted).toEqual([{ enterpriseId: ID }]));
  });
});
