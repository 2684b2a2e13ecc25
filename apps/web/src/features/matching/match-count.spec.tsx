import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import type { MatchDraft, MatchPreview } from '@yinqi/contracts/matching';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { MatchCount } from './match-count.js';
import { adviceMessages, matchingMessages } from './messages.js';

const WAN = 1_000_000;

const previewOf = (eligible: number): MatchPreview => ({
  asOf: '2026-11-22',
  eligible,
  needsInformation: 4,
  total: 60,
  top: [],
  missing: [
    { attribute: 'taxGrade', label: { zh: '纳税信用等级', en: 'Tax credit grade' }, products: 3, alone: 2 },
    { attribute: 'region', label: { zh: '所在地区', en: 'Region' }, products: 1, alone: 1 },
  ],
  blockers: [
    {
      attribute: 'amount',
      label: { zh: '融资金额', en: 'Amount' },
      products: 137,
      changeable: true,
      advice: [
        {
          change: {
            kind: 'amount',
            fromFen: String(6000 * WAN),
            toFen: String(5000 * WAN),
            currency: 'CNY',
          },
          adds: 137,
        },
      ],
    },
    {
      attribute: 'yearsInBusiness',
      label: { zh: '成立年限', en: 'Years in business' },
      products: 9,
      changeable: false,
      advice: [],
    },
  ],
});

type Asked = {
  readonly body: MatchDraft;
  readonly signal: AbortSignal | undefined;
  readonly answer: (preview: MatchPreview) => void;
};

/** Answers when told to, and remembers what was given up. */
function listen(): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = (_url, init = {}) =>
    new Promise((resolve, reject) => {
      const signal = init.signal ?? undefined;
      signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      asked.push({
        // What the count sent: a draft of the contract.
        body: JSON.parse(typeof init.body === 'string' ? init.body : '{}') as MatchDraft,
        signal,
        answer: (preview) => resolve(new Response(JSON.stringify(preview))),
      });
    });
  return asked;
}

async function show() {
  localStorage.setItem('language', 'zh');
  await Promise.all([matchingMessages, adviceMessages].map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => undefined);
  const page = (draft: MatchDraft) => (
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <MatchCount draft={draft} />
      </LanguageProvider>
    </QueryClientProvider>
  );
  const view = render(page({ amountFen: String(6000 * WAN) }));
  return (draft: MatchDraft) => view.rerender(page(draft));
}

describe('the count beside the form', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('says how many fit, what one change would bring, and what cannot be changed', async () => {
    const asked = listen();
    await show();
    await waitFor(() => expect(asked).toHaveLength(1));
    act(() => asked[0]?.answer(previewOf(7)));
    expect(await screen.findByText('当前有 7 个产品符合')).toBeVisible();
    const live = screen.getByRole('status');
    expect(live).toHaveTextContent('另有 4 个补充资料后可以确定');
    expect(screen.getByText('金额降至 5,000万元以内，可增 137 个产品')).toBeVisible();
    expect(screen.getByText('纳税信用等级：3 个产品要看这一项，其中 2 个只差它')).toBeVisible();
    expect(screen.getByText('所在地区：1 个产品只差这一项')).toBeVisible();
    // Told once, as a count; no sentence says how to change it.
    expect(screen.getAllByText(/成立年限/)).toHaveLength(1);
    expect(screen.getByText(/另有 9 个只差不能为产品而改的条件（成立年限）/)).toBeVisible();
  });

  it('asks once typing pauses, gives up an answer no longer wanted, and shows the old one meanwhile', async () => {
    const asked = listen();
    const type = await show();
    await waitFor(() => expect(asked).toHaveLength(1));
    act(() => asked[0]?.answer(previewOf(7)));
    await screen.findByText('当前有 7 个产品符合');
    for (const wan of [5, 50, 500]) type({ amountFen: String(wan * WAN) });
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.body).toEqual({ amountFen: String(500 * WAN) });
    type({ amountFen: String(5000 * WAN) });
    await waitFor(() => expect(asked).toHaveLength(3));
    expect(asked[1]?.signal?.aborted).toBe(true);
    expect(screen.getByText('当前有 7 个产品符合')).toBeVisible();
    expect(screen.getByRole('region', { name: '适配情况' })).toHaveAttribute('aria-busy', 'true');
    act(() => asked[2]?.answer(previewOf(12)));
    expect(await screen.findByText('当前有 12 个产品符合')).toBeVisible();
  });
});
