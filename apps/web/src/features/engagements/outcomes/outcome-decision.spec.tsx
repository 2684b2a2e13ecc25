import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { OutcomeRow } from '@yinqi/contracts/outcomes';
import { LanguageProvider } from '../../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../../lib/query.js';
import { errorMessages } from '../../../ui/error-messages.js';
import { uiMessages } from '../../../ui/messages.js';
import { deskMessages } from '../messages.js';
import { outcomeMessages } from './messages.js';
import { OutcomeDecision } from './outcome-decision.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const ROW: OutcomeRow = {
  row: 5,
  state: 'doubtful',
  loan: {
    uscc: '91320594MAG74JX7XX',
    borrower: '示例企业',
    noteNumber: 'JJ-5',
    contractNumber: null,
    amountFen: '9000000000',
    currency: 'CNY',
    annualRateBp: 345,
    disbursedOn: '2036-11-10',
    maturesOn: '2037-11-10',
    balance: null,
  },
  faults: [],
  candidates: [
    {
      engagementId: ID,
      requestNumber: 'XQ-2036-1120-0001',
      contractNumber: 'HT-1',
      approvedFen: '8500000000',
      disbursedFen: '3820000000',
      doubts: ['above_rest'],
    },
  ],
  engagementId: null,
  requestNumber: null,
  refusal: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
};

/** What the page sends, answered as if it were done. */
async function show(row: OutcomeRow): Promise<unknown[]> {
  const sent: unknown[] = [];
  globalThis.fetch = (_url, init = {}) => {
    sent.push(JSON.parse(typeof init.body === 'string' ? init.body : '{}'));
    return Promise.resolve(new Response(JSON.stringify({ ...row, state: 'recorded' })));
  };
  await Promise.all(
    [outcomeMessages, deskMessages, uiMessages, errorMessages].map((catalogue) => catalogue.load('zh')),
  );
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => <OutcomeDecision batchId={ID} row={row} />,
  });
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router as never} />
      </LanguageProvider>
    </QueryClientProvider>,
  ); // a router of its own, not the application's
  await screen.findByRole('button', { name: '认定借据 JJ-5 与平台办件无关' });
  return sent;
}

describe('a row that waits for an officer', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('says what speaks against the case, and is confirmed for it all the same', async () => {
    const sent = await show(ROW);
    expect(screen.getByText('超过授信余额')).toBeInTheDocument();
    expect(screen.getByText('授信 8,500 万元，已放款 3,820 万元')).toBeInTheDocument();
    await userEvent
      .setup()
      .click(screen.getByRole('button', { name: '确认借据 JJ-5 归办件 XQ-2036-1120-0001' }));
    expect(sent).toEqual([{ decision: 'confirm', engagementId: ID }]);
  });

  it('cannot be recorded again where the note was reported otherwise', async () => {
    const [candidate] = ROW.candidates;
    await show({
      ...ROW,
      candidates: candidate === undefined ? [] : [{ ...candidate, doubts: ['reported_otherwise'] }],
    });
    expect(screen.queryByRole('button', { name: /确认借据/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /指定办件/ })).not.toBeInTheDocument();
  });
});
