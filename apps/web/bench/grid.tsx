import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../src/lib/i18n/language-provider.js';
import { DataGrid, type GridColumn, type GridSort } from '../src/ui/data-grid.js';
import { uiMessages } from '../src/ui/messages.js';
import '../src/ui/global.css';

/** The list of ux: 10,000 rows of 12 columns, all of them in the browser, for `npm run bench -- web` alone. */
const ROWS = 10_000;
const NAMES = ['苏州', '南京', '无锡', '常州', '南通', '扬州', '镇江', '泰州', '盐城', '徐州', '连云港'];
const TRADES = ['精密机械', '生物医药', '新能源', '电子材料', '汽车零部件', '纺织', '食品', '仪器'];
const KINDS = ['流动资金', '固定资产', '贸易融资', '票据贴现'];
const STATES = ['待受理', '已受理', '尽职调查', '授信审批'];

type Row = { readonly id: string; readonly name: string; readonly cells: readonly string[] };

const pick = (list: readonly string[], place: number): string => list[place % list.length] ?? '';

/** A multiplicative walk through the row numbers: neighbours differ, and every run has the same rows. */
function rowOf(index: number): Row {
  const mixed = (index * 7_919) % ROWS;
  const amount = (mixed % 977) * 100 + 300;
  return {
    id: `R${String(index).padStart(6, '0')}`,
    name: `${pick(NAMES, mixed)}${pick(TRADES, mixed + (index % 7))}示例有限公司${mixed}`,
    cells: [
      `剩 ${mixed % 90} 时`,
      amount.toLocaleString('en-US'),
      `${6 + (mixed % 54)} 个月`,
      pick(KINDS, mixed),
      pick(STATES, index),
      pick(NAMES, index),
      `${mixed % 9}/9`,
      `2026-11-${String(1 + (mixed % 28)).padStart(2, '0')}`,
      pick(TRADES, mixed),
      String(mixed),
    ],
  };
}

const rows = Array.from({ length: ROWS }, (_, index) => rowOf(index));
/** Chinese is compared once; sorting then compares numbers. */
const collator = new Intl.Collator('zh-CN');
const placeOfName = new Map(
  [...rows].sort((one, other) => collator.compare(one.name, other.name)).map(({ id }, place) => [id, place]),
);
const placeOf = ({ id }: Row): number => placeOfName.get(id) ?? 0;

const COLUMNS: readonly GridColumn<Row>[] = [
  { id: 'id', header: '编号', cell: ({ id }) => id, width: '96px' },
  { id: 'name', header: '企业', cell: ({ name }) => name, isRowHeader: true, isSortable: true },
  ...['时限', '金额', '期限', '用途', '状态', '地区', '条件', '提交', '行业', '序号'].map(
    (header, column): GridColumn<Row> => ({ id: header, header, cell: ({ cells }) => cells[column] }),
  ),
];
const idOf = ({ id }: Row): string => id;
const nameOf = ({ name }: Row): string => name;

function Register() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<GridSort>();
  const ordered = useMemo(() => {
    if (sort === undefined) return rows;
    const sign = sort.direction === 'ascending' ? 1 : -1;
    return [...rows].sort((one, other) => sign * (placeOf(one) - placeOf(other)));
  }, [sort]);
  return (
    <DataGrid
      label="10,000 行"
      columns={COLUMNS}
      rows={ordered}
      rowCount={ROWS}
      getRowId={idOf}
      getRowLabel={nameOf}
      selection={{ ids, onChange: setIds }}
      {...(sort !== undefined && { sort })}
      onSort={setSort}
      autoFocus
    />
  );
}

await uiMessages.load('zh');
const root = document.getElementById('root');
if (root === null) throw new Error('grid.html lost its #root');
performance.mark('drawing');
createRoot(root).render(
  <LanguageProvider initial="zh">
    <Register />
  </LanguageProvider>,
);
requestAnimationFrame(() => setTimeout(() => performance.measure('drawn', 'drawing')));
