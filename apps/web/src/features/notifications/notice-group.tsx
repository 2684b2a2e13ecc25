import type { ReactElement } from 'react';
import type { NoticeGroup } from '@yinqi/contracts/notifications';
import { NOTICE_KIND_LABELS, type NoticeKind } from '@yinqi/domain/notices';
import { useSide } from '../../app/session.js';
import { classNames } from '../../lib/class-names.js';
import { countText, dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Tag, type Pigment } from '../../ui/tag.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';

const PIGMENT: Readonly<Record<NoticeKind, Pigment>> = {
  to_do: 'azurite',
  outcome: 'malachite',
  progress: 'plain',
  deadline: 'ochre',
  consent: 'plain',
};

type Props = {
  readonly group: NoticeGroup;
  readonly onRead: () => void;
};

/** One record: what happened to it, the latest first, and the one thing to do about it. */
export function NoticeGroupItem({ group, onRead }: Props) {
  const t = useMessages(notificationMessages);
  const { language } = useLanguage();
  const size = useSide() === 'enterprise' ? 'touch' : 'work';
  const { recordName: number, enterpriseName, unread, total, notices } = group;
  const earlier = total - notices.length;
  return (
    <li className={classNames(styles.group, unread > 0 && styles.unread)}>
      <div className={styles.head}>
        <h2 className={styles.record}>
          <span>{number}</span>
          {enterpriseName !== null && <span lang="zh-CN">{enterpriseName}</span>}
        </h2>
        {unread > 0 && <Tag pigment="azurite">{t('group.unread', { count: countText(unread) })}</Tag>}
      </div>
      <ol className={styles.notices}>
        {notices.map((notice) => (
          <li key={notice.id} className={classNames(styles.notice, notice.unread && styles.new)}>
            <span className={styles.kind}>
              <Tag pigment={PIGMENT[notice.kind]}>{NOTICE_KIND_LABELS[notice.kind][language]}</Tag>
            </span>
            <span className={styles.text}>{notice.text[language]}</span>
            <time className={styles.at} dateTime={notice.at}>
              {dateTimeText(notice.at)}
            </time>
          </li>
        ))}
      </ol>
      {earlier > 0 && <p className={styles.earlier}>{t('group.earlier', { count: countText(earlier) })}</p>}
      <div className={styles.actions}>
        <OpenRecord group={group} size={size} onOpen={onRead} />
        {unread > 0 && (
          <Button variant="quiet" size={size} aria-label={t('group.readOf', { number })} onPress={onRead}>
            {t('group.read')}
          </Button>
        )}
      </div>
    </li>
  );
}

type OpenProps = {
  readonly group: NoticeGroup;
  readonly size: 'touch' | 'work';
  readonly onOpen: () => void;
};

/** Whoever opens the record has seen what happened to it. */
function OpenRecord({ group: { record, act, recordName, unread }, size, onOpen }: OpenProps): ReactElement {
  const t = useMessages(notificationMessages);
  const { language } = useLanguage();
  const label = act.label[language];
  const look = {
    'data-notice': record.id,
    'aria-label': t('group.openOf', { act: label, number: recordName }),
    size,
    onClick: () => unread > 0 && onOpen(),
  };
  switch (record.kind) {
    case 'financing_request':
      return (
        <ButtonLink to="/requests/$requestId" params={{ requestId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'engagement':
      return (
        <ButtonLink to="/cases/$engagementId" params={{ engagementId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'supervision_letter':
      return (
        <ButtonLink to="/letters/$letterId" params={{ letterId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'allotment':
      return (
        <ButtonLink to="/allotments/$allotmentId" params={{ allotmentId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'quota_pool':
      return (
        <ButtonLink to="/quota/$poolId" params={{ poolId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'facility_terms':
      return (
        <ButtonLink to="/facility-terms/$termsId" params={{ termsId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'claim_batch':
      return (
        <ButtonLink to="/claims/batches/$batchId" params={{ batchId: record.id }} {...look}>
          {label}
        </ButtonLink>
      );
    case 'quota_exception':
      return (
        <ButtonLink to="/quota/exceptions" {...look}>
          {label}
        </ButtonLink>
      );
  }
}
