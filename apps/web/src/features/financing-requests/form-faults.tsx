import { useEffect, useRef } from 'react';
import type { RequestContentField } from '@yinqi/contracts/financing-requests';
import { amountText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import type { FormFault } from './form-state.js';
import { financingRequestMessages } from './messages.js';
import styles from './request-form.module.css';
import type { RequestWords } from './words.js';

export const fieldId = (field: RequestContentField): string => `request-${field}`;

const REQUIRED = ['purpose', 'amountFen', 'termMonths', 'neededBy', 'contactName', 'contactPhone'] as const;
const READABLE = ['termMonths', 'neededBy', 'rateCeilingBp', 'contactPhone'] as const;

/** The same words above the form and at the field. */
export function faultText({ field, code, minFen }: FormFault, t: RequestWords, language: Language): string {
  if (code === 'past' || code === 'engaged' || code === 'enterprise_only') return t(`fault.${code}`);
  if (code === 'below_chosen') return t('fault.below_chosen', { least: amountText(minFen ?? '0', language) });
  const required = REQUIRED.find((one) => one === field);
  if (code === 'missing' && required !== undefined) return t(`fault.missing.${required}`);
  const readable = READABLE.find((one) => one === field);
  return readable === undefined ? t(`fact.${field}`) : t(`fault.${readable}`);
}

type Props = {
  /** Found at the last press; with every further press the focus comes back. */
  readonly asked: readonly FormFault[];
  /** Those of them still to be mended. */
  readonly faults: readonly FormFault[];
  readonly onGo: (field: RequestContentField) => void;
};

/** What has to be mended, each line leading to its field; takes the focus when it appears. */
export function ErrorSummary({ asked, faults, onGo }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [asked]);
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <h2>{t('fault.summary', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.field}>
            <a
              href={`#${fieldId(fault.field)}`}
              onClick={(event) => {
                event.preventDefault();
                onGo(fault.field);
              }}
            >
              {faultText(fault, t, language)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
