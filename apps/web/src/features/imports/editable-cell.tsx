import { useRef, useState, type KeyboardEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { editImportRow, type ImportField, type ImportRow } from '@yinqi/contracts/imports';
import { classNames } from '../../lib/class-names.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { isComposing } from '../../lib/ime.js';
import { useCommand } from '../../lib/use-command.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { foundText, type ImportWords } from './finding-wording.js';
import type { EditingCell } from './grid-columns.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = {
  readonly batchId: string;
  readonly row: ImportRow;
  readonly field: ImportField;
  readonly isEditable: boolean;
  readonly isEditing: boolean;
  readonly onEdit: (cell: EditingCell | undefined) => void;
  /** Where Tab leads; undefined in the last column. */
  readonly nextField: ImportField | undefined;
};

/** What the sheet says, and why it does not do. */
function cellTitle(row: ImportRow, field: ImportField, text: string, t: ImportWords): string {
  const findings = [...row.faults, ...row.warnings].filter((finding) => finding.field === field);
  return findings.length === 0 ? text : findings.map((finding) => foundText(finding, t)).join('\n');
}

/** A cell as it was written; a click turns it into a field, as in a spreadsheet. */
export function EditableCell(props: Props) {
  const { row, field, isEditable, isEditing, onEdit } = props;
  const t = useMessages(importMessages);
  const text = row.cells[field] ?? '';
  if (isEditing) return <CellEditor {...props} text={text} />;
  const look = classNames(
    isEditable && styles.cell,
    row.faults.some((fault) => fault.field === field) && styles.fault,
    row.warnings.some((warning) => warning.field === field) && styles.warning,
    row.edited.includes(field) && styles.edited,
    text === '' && styles.blank,
  );
  if (!isEditable) return <span className={look}>{text}</span>;
  const name = t(`field.${field}`);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={look}
      title={cellTitle(row, field, text, t)}
      aria-label={`${t('grid.edit', { row: row.row, field: name })}: ${text === '' ? t('grid.empty') : text}`}
      onClick={() => onEdit({ row: row.row, field })}
    >
      {text === '' ? t('grid.empty') : text}
    </button>
  );
}

/** Puts the focus back on the row, so that J, K and E go on from there. */
const focusRow = (input: HTMLInputElement | null): void => {
  input?.closest<HTMLElement>('[role=row]')?.focus();
};

function CellEditor({ batchId, row, field, text, onEdit, nextField }: Props & { readonly text: string }) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(text);
  // Enter, Tab and the loss of focus that follows them would each send the same edit.
  const isLeaving = useRef(false);
  const edit = useCommand(editImportRow, {
    onSuccess: () => forgetImports(client),
    onError: (error) => showToast({ message: t('grid.saveFailed', { why: wording(error) }), tone: 'failed' }),
  });
  const leave = (to: EditingCell | undefined, isSaving: boolean) => {
    if (isLeaving.current) return;
    isLeaving.current = true;
    if (isSaving && value.trim() !== text.trim()) {
      edit.send({
        params: { id: batchId, row: row.row },
        body: { field, text: value },
        version: row.version,
      });
    }
    onEdit(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      // In this order: the focus that moves on blurs the field, which by itself would save.
      leave(undefined, event.key === 'Enter');
      focusRow(input.current);
    } else if (event.key === 'Tab' && !event.shiftKey && nextField !== undefined) {
      event.preventDefault();
      leave({ row: row.row, field: nextField }, true);
    }
  };
  return (
    <input
      ref={input}
      className={styles.editor}
      aria-label={t('grid.edit', { row: row.row, field: t(`field.${field}`) })}
      value={value}
      maxLength={500}
      // The clerk has just asked for this field by click or key.
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setValue(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
      onBlur={() => leave(undefined, true)}
    />
  );
}
