import type { ImportBatch, ImportField, ImportRow, ImportRowState } from '@yinqi/contracts/imports';
import type { GridColumn } from '../../ui/data-grid.js';
import { Tag, type Pigment } from '../../ui/tag.js';
import { EditableCell } from './editable-cell.js';
import type { ImportWords } from './finding-wording.js';

export type EditingCell = { readonly row: number; readonly field: ImportField };

const STATE_PIGMENT: Readonly<Record<ImportRowState, Pigment>> = {
  good: 'plain',
  faulty: 'cinnabar',
  dropped: 'plain',
  committed: 'malachite',
  undone: 'plain',
};

/** Columns the clerk looks at first; whatever else the sheet holds follows in its own order. */
const LEADING: readonly { readonly field: ImportField; readonly width: string; readonly align?: 'end' }[] = [
  { field: 'name', width: '240px' },
  { field: 'uscc', width: '196px' },
  { field: 'amountFen', width: '124px', align: 'end' },
  { field: 'phone', width: '136px' },
  { field: 'neededBy', width: '128px' },
  { field: 'purpose', width: '148px' },
  { field: 'regionCode', width: '120px' },
  { field: 'willingToShare', width: '88px' },
];
const OTHER_WIDTH = '140px';
/** Of no use to somebody who reads the row number of the sheet. */
const UNSHOWN: readonly ImportField[] = ['serial', 'originalRow'];

/** The unit a column's own title gives, as 融资需求金额（万元） does. */
const unitOf = (title: string | undefined): string | undefined =>
  /[（(]([^（()）]{0,8}元)[）)]/.exec(title ?? '')?.[1];

type Options = {
  readonly t: ImportWords;
  readonly batchId: string;
  readonly sheetColumns: ImportBatch['columns'];
  readonly editing: EditingCell | undefined;
  readonly onEdit: (cell: EditingCell | undefined) => void;
  readonly isEditable: boolean;
};

export function gridColumns({
  t,
  batchId,
  sheetColumns,
  editing,
  onEdit,
  isEditable,
}: Options): readonly GridColumn<ImportRow>[] {
  const others = sheetColumns.flatMap(({ field }) =>
    field === null || UNSHOWN.includes(field) || LEADING.some((column) => column.field === field)
      ? []
      : [{ field, width: OTHER_WIDTH, align: undefined }],
  );
  const shown = [...LEADING, ...others];
  const fields = shown.map(({ field }) => field);
  const headerOf = (field: ImportField): string => {
    const unit = unitOf(sheetColumns.find((column) => column.field === field)?.title);
    return unit === undefined ? t(`field.${field}`) : t('grid.withUnit', { name: t(`field.${field}`), unit });
  };
  return [
    { id: 'row', header: t('grid.row'), width: '64px', align: 'end', cell: (row) => row.row },
    {
      id: 'state',
      header: t('grid.state'),
      width: '92px',
      cell: (row) => <Tag pigment={STATE_PIGMENT[row.state]}>{t(`state.${row.state}`)}</Tag>,
    },
    ...shown.map(({ field, width, align }): GridColumn<ImportRow> => ({
      id: field,
      header: headerOf(field),
      width,
      ...(align !== undefined && { align }),
      isRowHeader: field === 'name',
      cell: (row) => (
        <EditableCell
          batchId={batchId}
          row={row}
          field={field}
          isEditable={isEditable}
          isEditing={editing?.row === row.row && editing.field === field}
          onEdit={onEdit}
          nextField={fields[fields.indexOf(field) + 1]}
        />
      ),
    })),
  ];
}
