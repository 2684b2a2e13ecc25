import { useQueryClient } from '@tanstack/react-query';
import { editImportRow, type ImportRow } from '@yinqi/contracts/imports';
import { classNames } from '../../lib/class-names.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Link } from '../../ui/link.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { foundText, type Finding } from './finding-wording.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = {
  readonly batchId: string;
  readonly row: ImportRow;
  readonly isEditable: boolean;
  readonly onClose: () => void;
};

/** What is wrong with one row: what was found, what is expected, and the repair that would do. */
export function RowDetail({ batchId, row, isEditable, onClose }: Props) {
  const t = useMessages(importMessages);
  const title = t('detail.title', { row: row.row, name: row.name ?? t('detail.unnamed') });
  return (
    <section className={styles.detail} aria-label={title}>
      <div className={styles.detailHead}>
        <h2>{title}</h2>
        <Button variant="quiet" onPress={onClose}>
          {t('detail.close')}
        </Button>
      </div>
      {row.faults.length + row.warnings.length === 0 && <p className={styles.note}>{t('detail.fine')}</p>}
      {row.requestId !== null && row.enterpriseId !== null && (
        <p className={styles.links}>
          <Link to="/requests/$requestId" params={{ requestId: row.requestId }}>
            {t('detail.request')}
          </Link>
          <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.enterpriseId }}>
            {t('detail.enterprise')}
          </Link>
        </p>
      )}
      <ul className={styles.findings}>
        {row.faults.map((fault) => (
          <FindingLine
            key={`${fault.kind} ${fault.field}`}
            finding={fault}
            kind={t(`fault.${fault.kind}`)}
            advice={t('detail.expected', { what: t(`expected.${fault.kind}`) })}
            isFault
          >
            {isEditable && <RepairCell batchId={batchId} row={row} finding={fault} />}
          </FindingLine>
        ))}
        {row.warnings.map((warning) => (
          <FindingLine
            key={`${warning.kind} ${warning.field}`}
            finding={warning}
            kind={t(`warning.${warning.kind}`)}
            advice={t('expected.warning')}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = {
  readonly finding: Finding;
  readonly kind: string;
  /** What the cell should hold, or that nothing need be done. */
  readonly advice: string;
  readonly isFault?: boolean;
  readonly children?: React.ReactNode;
};

function FindingLine({ finding, kind, advice, isFault = false, children }: LineProps) {
  const t = useMessages(importMessages);
  return (
    <li className={styles.finding}>
      <span className={classNames(styles.findingKind, isFault && styles.isFault)}>{kind}</span>
      <span>
        {t('detail.found', { field: t(`field.${finding.field}`), what: foundText(finding, t) })}
        <br />
        <span className={styles.expected}>{advice}</span>
      </span>
      <span>{children}</span>
    </li>
  );
}

type RepairProps = { readonly batchId: string; readonly row: ImportRow; readonly finding: Finding };

function RepairCell({ batchId, row, finding: { field, repair } }: RepairProps) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const edit = useCommand(editImportRow, {
    onSuccess: () => forgetImports(client),
    onError: (error) => showToast({ message: t('grid.saveFailed', { why: wording(error) }), tone: 'failed' }),
  });
  if (repair === undefined) return null;
  return (
    <Button
      isPending={edit.isPending}
      onPress={() =>
        edit.send({
          params: { id: batchId, row: row.row },
          body: { field, text: repair },
          version: row.version,
        })
      }
    >
      {t('detail.repair', { text: repair })}
    </Button>
  );
}
