import { useState } from 'react';
import { act, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LanguageProvider } from '../lib/i18n/language-provider.js';
import { DataGrid, type GridColumn, type GridSort } from './data-grid.js';
import { uiMessages } from './messages.js';

type Row = { readonly id: string; readonly name: string };

const COLUMNS: readonly GridColumn<Row>[] = [
  { id: 'name', header: '企业', cell: (row) => row.name, isRowHeader: true },
  { id: 'id', header: '编号', cell: (row) => row.id, isSortable: true },
];
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `示例企业${index}` }));
const idOf = (row: Row): string => row.id;
const nameOf = (row: Row): string => row.name;

type QueueProps = {
  readonly initial: readonly Row[];
  readonly rowCount?: number;
  readonly onReachEnd?: () => void;
};

function Queue({ initial, rowCount, onReachEnd }: QueueProps) {
  const [rows, setRows] = useState(initial);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState('无');
  const [sort, setSort] = useState<GridSort>({ column: 'name', direction: 'ascending' });
  return (
    <>
      <DataGrid
        label="待受理"
        columns={COLUMNS}
        rows={rows}
        rowCount={rowCount ?? rows.length}
        getRowId={idOf}
        getRowLabel={nameOf}
        selection={{ ids, onChange: setIds }}
        onOpen={(row) => setOpen(row.name)}
        sort={sort}
        onSort={setSort}
        {...(onReachEnd !== undefined && { onReachEnd })}
        onRowKey={(key, row) => {
          if (key !== '1') return false;
          setRows(rows.filter((one) => one !== row));
          return true;
        }}
        rowKeys={[{ key: '1', does: '受理' }]}
        empty="没有待受理的需求"
      />
      <p>打开：{open}</p>
      <p>
        排序：{sort.column} {sort.direction}
      </p>
    </>
  );
}

async function show(props: QueueProps) {
  await uiMessages.load('zh');
  render(
    <LanguageProvider initial="zh">
      <Queue {...props} />
    </LanguageProvider>,
  );
  return userEvent.setup();
}

const row = (name: string): HTMLElement => {
  const found = screen.getByRole('rowheader', { name }).closest<HTMLElement>('[role=row]');
  if (found === null) throw new Error(`no row ${name}`);
  return found;
};
const focus = (element: HTMLElement): void => act(() => element.focus());
const selectedNames = (): (string | null)[] =>
  screen.getAllByRole('row', { selected: true }).map((one) => within(one).getByRole('rowheader').textContent);

const scrollTo = (top: number): void => {
  const grid = screen.getByRole('grid');
  grid.scrollTop = top;
  fireEvent.scroll(grid);
};
const placesDrawn = (): number[] =>
  [...document.querySelectorAll<HTMLElement>('[data-row]')].map((one) => Number(one.dataset['row']));
const placesBetween = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, place) => from + place);

async function showShrinking(count: number) {
  await uiMessages.load('zh');
  const grid = (rows: readonly Row[]) => (
    <LanguageProvider initial="zh">
      <DataGrid
        label="待受理"
        columns={COLUMNS}
        rows={rows}
        rowCount={rows.length}
        getRowId={idOf}
        getRowLabel={nameOf}
      />
    </LanguageProvider>
  );
  const { rerender } = render(grid(rowsOf(count)));
  return { shorten: (to: number) => rerender(grid(rowsOf(to))) };
}

describe('DataGrid', () => {
  it('draws only the rows near the viewport but tells how many there are and where each stands', async () => {
    await show({ initial: rowsOf(10_000) });
    const grid = screen.getByRole('grid', { name: '待受理' });
    // 10,000 rows and the header
    expect(grid).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(60);
    // the third row of data is the fourth row of the grid
    expect(row('示例企业2')).toHaveAttribute('aria-rowindex', '4');
  });

  describe('scrolled by hand', () => {
    it('draws the rows near the new place and keeps the one with the focus', async () => {
      await show({ initial: rowsOf(10_000) });
      focus(row('示例企业3'));
      scrollTo(200_000);
      // 200,000 px are 5,000 rows of 40 px; the viewport's 640 px show 16 or 17, and 8 more are drawn on each side
      expect(placesDrawn()).toEqual([3, ...placesBetween(4_992, 5_024)]);
      expect(row('示例企业5000')).toHaveAttribute('aria-rowindex', '5002');
      expect(row('示例企业3')).toHaveFocus();
      expect(document.querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1);
      scrollTo(0);
      expect(placesDrawn()).toEqual(placesBetween(0, 24));
    });

    it('draws the last rows when the list has become shorter than the place scrolled to', async () => {
      const { shorten } = await showShrinking(10_000);
      scrollTo(200_000);
      shorten(30);
      expect(placesDrawn()).toContain(29);
    });
  });

  it('goes to a row far out of view, no further than needed and clear of the header', async () => {
    const user = await show({ initial: rowsOf(10_000) });
    const grid = screen.getByRole('grid');
    // jsdom lays nothing out: the header and 10,000 rows of 40 px
    Object.defineProperty(grid, 'scrollHeight', { value: 400_040 });
    focus(row('示例企业0'));
    await user.keyboard('{End}');
    // the lower edge of the last row, 400,040, less the viewport's 640
    expect(grid.scrollTop).toBe(399_400);
    fireEvent.scroll(grid);
    await waitFor(() => expect(row('示例企业9999')).toHaveFocus());
    await user.keyboard('k');
    expect(grid.scrollTop).toBe(399_400);
    await user.keyboard('{Home}');
    expect(grid.scrollTop).toBe(0);
    fireEvent.scroll(grid);
    await waitFor(() => expect(row('示例企业0')).toHaveFocus());
  });

  it('has one tab stop, moved by arrows and J/K', async () => {
    const user = await show({ initial: rowsOf(5) });
    focus(row('示例企业0'));
    await user.keyboard('j');
    expect(row('示例企业1')).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(row('示例企业2')).toHaveFocus();
    await user.keyboard('k');
    expect(row('示例企业1')).toHaveFocus();
    await user.keyboard('{End}');
    expect(row('示例企业4')).toHaveFocus();
    await user.keyboard('j');
    expect(row('示例企业4')).toHaveFocus();
    expect(document.querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1);
  });

  it('opens with Enter, selects with X and extends with Shift', async () => {
    const user = await show({ initial: rowsOf(6) });
    focus(row('示例企业1'));
    await user.keyboard('{Enter}');
    expect(screen.getByText('打开：示例企业1')).toBeInTheDocument();
    await user.keyboard('x');
    await user.keyboard('{Shift>}J{ArrowDown}{/Shift}');
    expect(selectedNames()).toEqual(['示例企业1', '示例企业2', '示例企业3']);
    await user.keyboard('x');
    expect(selectedNames()).toEqual(['示例企业1', '示例企业2']);
  });

  it('leaves keys alone while an input method is composing', async () => {
    await show({ initial: rowsOf(3) });
    const first = row('示例企业0');
    focus(first);
    fireEvent.keyDown(first, { key: 'j', isComposing: true });
    fireEvent.keyDown(first, { key: 'j', keyCode: 229 });
    const enter = createEvent.keyDown(first, { key: 'Enter', isComposing: true });
    fireEvent(first, enter);
    expect(enter.defaultPrevented).toBe(false);
    expect(first).toHaveFocus();
    expect(screen.getByText('打开：无')).toBeInTheDocument();
  });

  it('leaves keys alone in the header and with Ctrl held', async () => {
    const user = await show({ initial: rowsOf(3) });
    focus(screen.getByRole('button', { name: /编号/ }));
    await user.keyboard('x');
    focus(row('示例企业0'));
    await user.keyboard('{Control>}1{/Control}');
    expect(screen.queryAllByRole('row', { selected: true })).toHaveLength(0);
    expect(row('示例企业0')).toBeInTheDocument();
  });

  it('keeps the place when the row with the focus is decided and leaves the list', async () => {
    const user = await show({ initial: rowsOf(4) });
    focus(row('示例企业1'));
    await user.keyboard('1');
    expect(screen.queryByRole('rowheader', { name: '示例企业1' })).not.toBeInTheDocument();
    expect(row('示例企业2')).toHaveFocus();
  });

  it('asks the server for another order', async () => {
    const user = await show({ initial: rowsOf(3) });
    await user.click(screen.getByRole('button', { name: /编号/ }));
    expect(screen.getByText('排序：id ascending')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /编号/ }));
    expect(screen.getByRole('columnheader', { name: /编号/ })).toHaveAttribute('aria-sort', 'descending');
  });

  it('selects all loaded rows at once and says how many', async () => {
    const user = await show({ initial: rowsOf(200) });
    await user.click(screen.getByRole('checkbox', { name: '选中已载入的全部行' }));
    expect(screen.getByText('已选 200 笔')).toBeInTheDocument();
  });

  it('asks for the next page near the end, and for none when all are here', async () => {
    let asked = 0;
    await show({ initial: rowsOf(12), rowCount: 412, onReachEnd: () => (asked += 1) });
    expect(asked).toBeGreaterThan(0);
  });

  it('says why it is empty', async () => {
    await show({ initial: [] });
    expect(screen.getByText('没有待受理的需求')).toBeInTheDocument();
  });
});
