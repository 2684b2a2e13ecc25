import type { RequestContentField, RequestDetail } from '@yinqi/contracts/financing-requests';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { contentFacts } from './content-facts.js';
import { contentOfForm, type FormState } from './form-state.js';
import { financingRequestMessages } from './messages.js';
import styles from './request-form.module.css';

type Props = {
  readonly detail: RequestDetail;
  readonly form: FormState;
  readonly isRevision: boolean;
  readonly onChange: (field: RequestContentField) => void;
};

/** Everything once more before it counts, each answer with its way back (WCAG 3.3.4). */
export function CheckStep({ detail, form, isRevision, onChange }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const content = { ...detail, ...contentOfForm(form) };
  return (
    <>
      <dl className={styles.check}>
        <div className={styles.checkRow}>
          <dt>{t('company.name')}</dt>
          <dd>{detail.enterprise.name}</dd>
        </div>
        {contentFacts(content, t, language).map((fact) => (
          <div key={fact.field} className={styles.checkRow}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
            <dd className={styles.checkChange}>
              <button
                type="button"
                className={styles.linkButton}
                aria-label={t('check.changeOf', { field: fact.label })}
                onClick={() => onChange(fact.field)}
              >
                {t('check.change')}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.promise}>{t(isRevision ? 'check.revisePromise' : 'check.promise')}</p>
    </>
  );
}
