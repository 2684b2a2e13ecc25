import { useQueryClient } from '@tanstack/react-query';
import { IMPORT_FIELDS, mapImportColumn, type ImportBatch, type ImportField } from '@yinqi/contracts/imports';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { faultAt } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Dialog } from '../../ui/dialog.js';
import { Tag } from '../../ui/tag.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = { readonly batch: ImportBatch; readonly isOpen: boolean; readonly onClose: () => void };

const IGNORED = 'ignored';
const UNKNOWN = '';

const valueOf = ({ field, byHand }: ImportBatch['columns'][number]): string =>
  field ?? (byHand ? IGNORED : UNKNOWN);

/** Which column means what: what was recognised can be corrected, what was not can be named. */
export function ColumnsDialog({ batch, isOpen, onClose }: Props) {
  const t = useMessages(importMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const map = useCommand(mapImportColumn, { onSuccess: () => forgetImports(client) });
  const isReading = batch.status !== 'staged' || map.isPending;
  const fault = faultAt(map.error, '/body/field');
  const missing = batch.missing.map((field) => t(`field.${field}`)).join(language === 'zh' ? '、' : ', ');
  return (
    <Dialog title={t('columns.title')} isOpen={isOpen} onClose={onClose} size="wide" isDismissable>
      <p>{t('columns.text')}</p>
      {batch.missing.length > 0 && <p className={styles.alert}>{t('columns.missing', { list: missing })}</p>}
      {map.error !== null && (
        <p className={styles.alert} role="alert">
          {fault?.code === 'field_taken' ? t('columns.taken') : wording(map.error)}
        </p>
      )}
      <p role="status">{batch.status !== 'staged' && t('batch.reading')}</p>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{t('columns.sheet')}</th>
            <th scope="col">{t('columns.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {batch.columns.map((column) => (
            <tr key={column.column}>
              <th scope="row">
                {column.title} {column.byHand && <Tag>{t('columns.byHand')}</Tag>}
              </th>
              <td>
                <FieldSelect
                  title={column.title}
                  value={valueOf(column)}
                  isDisabled={isReading}
                  onChange={(field) =>
                    map.send({ params: { id: batch.id }, body: { title: column.title, field } })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

type SelectProps = {
  readonly title: string;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (field: ImportField | null) => void;
};

function FieldSelect({ title, value, isDisabled, onChange }: SelectProps) {
  const t = useMessages(importMessages);
  return (
    <select
      aria-label={`${title}: ${t('columns.meaning')}`}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(IMPORT_FIELDS.find((field) => field === event.target.value) ?? null)}
    >
      {value === UNKNOWN && (
        <option value={UNKNOWN} disabled>
          {t('columns.choose')}
        </option>
      )}
      <option value={IGNORED}>{t('columns.ignore')}</option>
      {IMPORT_FIELDS.map((field) => (
        <option key={field} value={field}>
          {t(`field.${field}`)}
        </option>
      ))}
    </select>
  );
}
