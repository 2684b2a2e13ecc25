import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LadderStepView } from '@yinqi/contracts/supervision';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { supervisionMessages } from './messages.js';
import { RulesCheck } from './rules-check.js';

const OFFICER: LadderStepView = { level: 'officer', colour: null, atMinutes: -120 };
const RED: LadderStepView = { level: 'letter', colour: 'red', atMinutes: 1_260 };
const EARLIER: LadderStepView = { ...RED, atMinutes: 420 };
const PUBLISHED = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  owner: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3302', name: '省商务厅', nameEn: null },
  version: 1,
  effectiveFrom: '2026-12-01',
  steps: [OFFICER, EARLIER],
  createdBy: '陆言',
};
const SPAN = { from: '2026-07-01', until: '2026-09-30', isWhole: true, stages: 40 };

describe('new supervision rules before they are published', () => {
  const original = globalThis.fetch;
  beforeAll(async () => {
    await import('../../ui/dialog-frame.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('are shown with what they change and how often, and go out only when confirmed', async () => {
    const sent: unknown[] = [];
    let closed = 0;
    globalThis.fetch = (url, init) => {
      const path = typeof url === 'string' ? url : '';
      if (init?.method === 'POST') {
        sent.push(JSON.parse(typeof init.body === 'string' ? init.body : ''));
        return Promise.resolve(new Response(JSON.stringify(PUBLISHED), { status: 201 }));
      }
      const counts = decodeURIComponent(path).includes('letter.red:420') ? [9, 7] : [9, 2];
      return Promise.resolve(new Response(JSON.stringify({ ...SPAN, counts })));
    };
    await Promise.all([uiMessages, errorMessages, supervisionMessages].map((one) => one.load('zh')));
    render(
      <QueryClientProvider client={newQueryClient(() => undefined)}>
        <LanguageProvider initial="zh">
          <RulesCheck
            present={[OFFICER, RED]}
            steps={[OFFICER, EARLIER]}
            from="2026-12-01"
            onClose={() => (closed += 1)}
          />
        </LanguageProvider>
      </QueryClientProvider>,
    );
    const table = await screen.findByRole('table');
    const lines = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => [...row.children].map(({ textContent }) => textContent).join(' '));
    expect(lines).toEqual([
      '不变 经办人 时限前 2 个工作小时 9 次',
      '新增 红色督办单 时限后 7 个工作小时 7 次',
      '取消 红色督办单 时限后 21 个工作小时 2 次',
    ]);
    expect(sent).toEqual([]);
    await userEvent.setup().click(screen.getByRole('button', { name: '确认发布' }));
    expect(sent).toEqual([{ steps: [OFFICER, EARLIER], effectiveFrom: '2026-12-01' }]);
    await waitFor(() => expect(closed).toBe(1));
  });
});
