import type { Enterprise } from '@yinqi/contracts/enterprises';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { sourceName } from '../../lib/source-name.js';
import { Facts } from '../../ui/facts.js';
import styles from './enterprises.module.css';
import { factText, PART_NAMES, PARTS, valueText, type Part } from './fact-text.js';
import { enterpriseMessages } from './messages.js';

type Snapshot = Enterprise['snapshots'][number];

/** Everything known of an enterprise, each fact with its source and date. */
export function EnterpriseFile({ enterprise }: { readonly enterprise: Enterprise }) {
  return (
    <>
      <div className={styles.columns}>
        {PART_NAMES.map((part) => (
          <FilePart key={part} part={part} enterprise={enterprise} />
        ))}
      </div>
      {enterprise.snapshots.length > 0 && <Snapshots snapshots={enterprise.snapshots} />}
    </>
  );
}

function FilePart({ part, enterprise }: { readonly part: Part; readonly enterprise: Enterprise }) {
  const t = useMessages(enterpriseMessages);
  const { language } = useLanguage();
  const facts = PARTS[part].flatMap((attribute) => {
    const fact = enterprise.facts.find((candidate) => candidate.attribute === attribute);
    if (fact === undefined) return [];
    const { source, date } = fact;
    return [
      {
        id: attribute,
        label: t(`attribute.${attribute}`),
        value: factText(fact, t, language),
        source: t('file.source', {
          source: sourceName(source, language),
          date,
          provenance: t(`provenance.${fact.provenance}`),
        }),
      },
    ];
  });
  return (
    <section className={styles.section}>
      <h2>{t(`file.${part}`)}</h2>
      {facts.length === 0 ? <p className={styles.text}>{t('file.none')}</p> : <Facts facts={facts} />}
    </section>
  );
}

/** Figures people compare from period to period. */
const COMPARED = ['staff', 'revenue', 'netProfit', 'exportValue'] as const;

/** What was reported for each period, newest first. */
function Snapshots({ snapshots }: { readonly snapshots: readonly Snapshot[] }) {
  const t = useMessages(enterpriseMessages);
  return (
    <section className={styles.wide}>
      <h2>{t('file.snapshots')}</h2>
      <p className={styles.text}>{t('file.snapshotsText')}</p>
      <ul className={styles.periods}>
        {snapshots.map((snapshot) => (
          <Period key={snapshot.id} snapshot={snapshot} />
        ))}
      </ul>
    </section>
  );
}

function Period({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useMessages(enterpriseMessages);
  const { language } = useLanguage();
  const figures = COMPARED.flatMap((attribute) => {
    const found = snapshot.figures.find((candidate) => candidate.attribute === attribute);
    if (found === undefined) return [];
    return [
      {
        id: attribute,
        label: t(`attribute.${attribute}`),
        value: valueText(attribute, found.value, t, language),
      },
    ];
  });
  return (
    <li className={styles.period}>
      <h3>{snapshot.period}</h3>
      <p className={styles.source}>
        {t('file.reported', {
          source: sourceName(snapshot.source, language),
          at: dateTimeText(snapshot.recordedAt),
        })}
      </p>
      <Facts facts={figures} />
    </li>
  );
}
