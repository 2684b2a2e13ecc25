import type { ReactNode } from 'react';
import { downloadConsentPaper, type ConsentItem, type ConsentState } from '@yinqi/contracts/disclosure';
import { usePermission } from '../../app/session.js';
import { routeUrl } from '../../lib/call.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Tag, type Pigment } from '../../ui/tag.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';
import { sentenceOf } from './use-consents.js';

const PIGMENT: Readonly<Record<ConsentState, Pigment>> = {
  live: 'malachite',
  ended: 'plain',
  withdrawn: 'plain',
};

type Props = { readonly consent: ConsentItem; readonly action?: ReactNode };

/** One consent as a sentence, who gave it, and whether the bank has looked. */
export function ConsentRow({ consent, action }: Props) {
  const t = useMessages(disclosureMessages);
  const { language } = useLanguage();
  const mayReadPaper = usePermission('consents.read_papers');
  const given = { name: consent.givenByName, at: dateTimeText(consent.givenAt) };
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.sentence}>{sentenceOf(consent, language)}</p>
        <p className={styles.meta}>
          <Tag pigment={PIGMENT[consent.state]}>{t(`consents.state.${consent.state}`)}</Tag>
          <span>{t('consents.for', { number: consent.requestNumber })}</span>
          <span>{t(consent.givenHow === 'paper' ? 'consents.byPaper' : 'consents.by', given)}</span>
          {consent.withdrawnAt !== null && (
            <span>{t('consents.endedAt', { at: dateTimeText(consent.withdrawnAt) })}</span>
          )}
          <span>
            {consent.lastOpenedAt === null
              ? t('consents.openedNever')
              : t('consents.opened', { count: consent.openings, at: dateTimeText(consent.lastOpenedAt) })}
          </span>
          {consent.withdrawalPaper !== null && mayReadPaper && (
            <a href={routeUrl(downloadConsentPaper, { params: { id: consent.withdrawalPaper.id } })}>
              {t('consents.revocation', { name: consent.withdrawalPaper.fileName })}
            </a>
          )}
          {consent.paper !== null && mayReadPaper && (
            <a href={routeUrl(downloadConsentPaper, { params: { id: consent.paper.id } })}>
              {t('consents.paper', { name: consent.paper.fileName })}
            </a>
          )}
        </p>
      </div>
      {action !== undefined && <div>{action}</div>}
    </li>
  );
}
