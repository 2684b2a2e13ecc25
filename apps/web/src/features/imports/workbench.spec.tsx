import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Session } from '@yinqi/contracts/identity';
import type { ImportBatch, ImportRow } from '@yinqi/contracts/imports';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { importMessages } from './messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const SESSION: Session = {
  account: { id: ID, displayName: '周宁', locale: 'zh' },
  side: 'bureau',
  roles: ['bureau_officer'],
  permissions: ['session.use', 'imports.manage', 'enterprises.read', 'enterprises.register'],
  organisation: {
    id: ID,
    name: '江苏省商务厅',
    nameEn: null,
    regionCode: '320000',
    unitLevel: 'province',
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const row = (number: number, more: Partial<ImportRow> = {}): ImportRow => ({
  row: number,
  version: 3,
  state: 'good',
  cells: {
    name: `示例企业${number}有限公司`,
    uscc: '91320505MA1BRDG07A',
    amountFen: '300',
    phone: '13912345678',
  },
  edited: [],
  name: `示例企业${number}有限公司`,
  uscc: '91320505MA1BRDG07A',
  region: '昆山市',
  amountFen: '300000000',
  currency: 'CNY',
  faults: [],
  warnings: [],
  enterpriseId: null,
  requestId: null,
  ...more,
});

const FAULTY = row(8, {
  state: 'faulty',
  cells: { name: '示例企业8有限公司', amountFen: '面议' },
  amountFen: null,
  faults: [{ kind: 'amount', field: 'amountFen', code: 'not-a-number', found: '面议', params: {} }],
});

const batch = (rows: readonly ImportRow[]): ImportBatch => {
  const faulty = rows.filter(({ state }) => state === 'faulty');
  const good = rows.length - faulty.length;
  return {
    id: ID,
    fileName: '融资需求摸底表.xlsx',
    sizeBytes: 4096,
    status: 'staged',
    refusal: null,
    rowsRead: rows.length,
    rowsTotal: rows.length,
    goodRows: good,
    faultyRows: faulty.length,
    committedRows: 0,
    createdBy: '周宁',
    createdAt: '2026-11-22T02:00:00.000Z',
    committedAt: null,
    undoUntil: null,
    undoneAt: null,
    version: 7,
    sheetName: '摸底',
    headerRow: 3,
    columns: [{ column: 5, title: '怎么找您', field: null, byHand: false }],
    missing: ['phone'],
    corrections: null,
    importDate: '2026-11-22',
    totals: {
      rows: rows.length,
      create: good,
      update: 0,
      skip: 0,
      faulty: faulty.length,
      newEnterprises: good,
      amounts: [{ currency: 'CNY', fen: '300000000', rows: good }],
    },
    faults: faulty.length === 0 ? [] : [{ kind: 'amount', rows: faulty.length, repairable: 0 }],
    warnings: [],
  };
};

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly version: string | null;
  readonly body: unknown;
};

/** An API with one batch of two rows, one of them faulty; an edit of its amount mends it. */
function importServer(): Sent[] {
  const sent: Sent[] = [];
  let rows = [row(4), FAULTY];
  const answer = (body: unknown): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body)));
  globalThis.fetch = (url, init = {}) => {
    const { pathname, searchParams } = new URL(typeof url === 'string' ? url : '', 'http://localhost');
    const path = pathname.replace('/api/v1', '');
    const method = init.method ?? 'GET';
    if (method !== 'GET') {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ method, path, version: new Headers(init.headers).get('If-Match'), body });
    }
    if (path === '/session') return answer(SESSION);
    if (method === 'PATCH') {
      rows = [row(4), row(8, { version: 4, edited: ['amountFen'] })];
      return answer(rows[1]);
    }
    if (path === `/imports/${ID}/rows`) {
      const states = searchParams.getAll('state');
      const items = rows.filter(({ state }) => states.length === 0 || states.includes(state));
      return answer({ items, nextCursor: null, total: items.length });
    }
    return answer(batch(rows));
  };
  return sent;
}

/** jsdom has no EventSource: a line on which nothing is heard. */
class SilentLine {
  addEventListener(): void {
    // nothing is ever told
  }

  close(): void {
    // nothing is open
  }
}

async function openWorkbench(search = '') {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentLine });
  const sent = importServer();
  const catalogues = [appMessages, uiMessages, errorMessages, importMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({
    ...router.options,
    history: createMemoryHistory({ initialEntries: [`/imports/${ID}${search}`] }),
  });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('grid', { name: '导入的各行' });
  return { sent, router, user: userEvent.setup() };
}

const gridRow = (name: string): HTMLElement => {
  const found = screen.getByRole('rowheader', { name: new RegExp(name) }).closest<HTMLElement>('[role=row]');
  if (found === null) throw new Error(`no row ${name}`);
  return found;
};

describe('import workbench', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('opens on the faulty rows, with totals that lead to the rows they count', async () => {
    const { router, user } = await openWorkbench();
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    expect(gridRow('示例企业8有限公司')).toBeInTheDocument();
    const totals = screen.getByLabelText('合计');
    expect(
      within(totals)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['1', '0', '0', '1']);
    await user.click(screen.getByRole('link', { name: /^可登记/ }));
    expect(router.state.location.search).toMatchObject({ show: 'good' });
    expect(await screen.findByRole('rowheader', { name: /示例企业4有限公司/ })).toBeInTheDocument();
  });

  it('says of a row what was found and what is expected', async () => {
    const { user } = await openWorkbench();
    await user.click(within(gridRow('示例企业8有限公司')).getByText('8'));
    const detail = screen.getByRole('region', { name: /第 8 行/ });
    expect(detail).toHaveTextContent('融资需求金额：“面议”，不是金额');
    expect(detail).toHaveTextContent('应为：大于零的金额');
  });

  it('edits the fault of the row by E, sends the version it saw, and gives the row the focus back', async () => {
    const { sent, user } = await openWorkbench();
    act(() => gridRow('示例企业8有限公司').focus());
    await user.keyboard('e');
    const editor = screen.getByRole('textbox', { name: '修改第 8 行的融资需求金额' });
    expect(editor).toHaveFocus();
    expect(editor).toHaveValue('面议');
    // Enter confirms the pinyin being composed, not the cell.
    fireEvent.keyDown(editor, { key: 'Enter', isComposing: true });
    expect(editor).toBeInTheDocument();
    await user.clear(editor);
    await user.type(editor, '300万{Enter}');
    expect(sent).toEqual([
      {
        method: 'PATCH',
        path: `/imports/${ID}/rows/8`,
        version: '"3"',
        body: { field: 'amountFen', text: '300万' },
      },
    ]);
    expect(await screen.findByRole('button', { name: '登记 2 行' })).toBeEnabled();
    // Nothing is left to mend: all rows are shown.
    expect(await screen.findByRole('rowheader', { name: /示例企业4有限公司/ })).toBeInTheDocument();
  });

  it('sends nothing when an edit is given up or changes nothing', async () => {
    const { sent, user } = await openWorkbench();
    await user.click(screen.getByRole('button', { name: /修改第 8 行的融资需求金额/ }));
    await user.keyboard('800{Escape}');
    expect(gridRow('示例企业8有限公司')).toHaveFocus();
    await user.click(screen.getByRole('button', { name: /修改第 8 行的融资需求金额/ }));
    await user.keyboard('{Enter}');
    expect(sent).toEqual([]);
  });

  it('keeps a group of faults in the address', async () => {
    await openWorkbench('?fault=amount');
    expect(screen.getByRole('link', { name: /融资需求金额/ })).toHaveAttribute('aria-current', 'true');
    expect(screen.getByRole('link', { name: /全部行/ })).not.toHaveAttribute('aria-current');
  });
});
