import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ServicePolicyView } from '@yinqi/contracts/service-policies';
import { DEFAULT_SERVICE_POLICY } from '@yinqi/domain/clocks';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { servicePolicyMessages } from './messages.js';
import { PolicyForm } from './policy-form.js';

const PRESENT: ServicePolicyView = {
  id: null,
  programmeId: null,
  effectiveFrom: null,
  state: 'in_force',
  limits: DEFAULT_SERVICE_POLICY.limits,
  officeHours: [{ from: '09:00', to: '12:00' }],
  note: null,
  createdByName: null,
  createdAt: null,
};
const TRIAL = {
  from: '2026-07-01',
  until: '2026-09-30',
  asOf: '2026-11-20T02:00:00.000Z',
  isWhole: true,
  quarter: [{ stage: 'accept', stages: 12, lateNow: 3, lateThen: 1, unknownThen: 2 }],
  open: [],
};

describe('a version of the times before it is published', () => {
  const original = globalThis.fetch;
  beforeAll(async () => {
    await import('../../ui/dialog-frame.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('is tried on what has been, and goes out only when confirmed', async () => {
    const sent: string[] = [];
    globalThis.fetch = (url, init) => {
      const path = (typeof url === 'string' ? url : '').replace('/api/v1', '');
      if (init?.method === 'POST') sent.push(path);
      return Promise.resolve(new Response(JSON.stringify(path.endsWith('/rehearsal') ? TRIAL : PRESENT)));
    };
    await Promise.all([uiMessages, errorMessages, servicePolicyMessages].map((one) => one.load('zh')));
    let closed = 0;
    render(
      <QueryClientProvider client={newQueryClient(() => undefined)}>
        <LanguageProvider initial="zh">
          <PolicyForm policies={[PRESENT]} today="2026-11-20" programmes={[]} onClose={() => (closed += 1)} />
        </LanguageProvider>
      </QueryClientProvider>,
    );
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '核对并发布' }));
    // Neither a day nor grounds yet.
    expect(screen.getByText('请写明依据或原因')).toBeTruthy();
    expect(sent).toEqual([]);
    await user.type(screen.getByLabelText(/^生效日/), '2026-12-01');
    await user.type(screen.getByLabelText(/^依据或原因/), '试点');
    const answer = within(screen.getByRole('group', { name: '银行答复' })).getByLabelText('时限');
    await user.clear(answer);
    await user.type(answer, '2');
    await user.click(screen.getByRole('button', { name: '核对并发布' }));
    const [changes, quarter] = await screen.findAllByRole('table');
    const cells = (table: HTMLElement | undefined): string[] =>
      within(table ?? document.body)
        .getAllByRole('row')
        .slice(1)
        .map((row) => [...row.children].map(({ textContent }) => textContent).join(' '));
    expect(cells(changes)).toEqual(['银行答复 1 个工作日 2 个工作日']);
    await screen.findByText(/另有 2 件当时到期未答复/);
    expect(cells(quarter ?? (await screen.findAllByRole('table'))[1])).toEqual(['银行答复 12 3 1']);
    expect(sent).toEqual(['/service-policies/rehearsal']);
    await user.click(screen.getByRole('button', { name: '确认发布' }));
    expect(sent).toEqual(['/service-policies/rehearsal', '/service-policies']);
    await waitFor(() => expect(closed).toBe(1));
  });
});
