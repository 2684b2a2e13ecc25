import { useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RepairTaskView, RepairView } from '@yinqi/contracts/refusals';
import { DOSSIER_FIELDS } from '@yinqi/domain/disclosure';
import { DECLINE_FAMILY_LABELS, SIDE_LABELS } from '@yinqi/domain/lifecycle';
import { useSide } from '../../../app/session.js';
import { classNames } from '../../../lib/class-names.js';
import { dateTimeText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Link } from '../../../ui/link.js';
import { Tag } from '../../../ui/tag.js';
import { TextArea } from '../../../ui/text-field.js';
import { refusalMessages } from '../messages.js';
import styles from './refusal.module.css';
import { useRefusal } from './use-refusal.js';

const MIN_EVIDENCE = 4;
const MAX_EVIDENCE = 2000;

type Props = { readonly detail: EngagementDetail; readonly repair: RepairView };

/** 补强: each task with who does it, by when, and what was done. */
export function RepairPlan({ detail, repair }: Props) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const params = { count: repair.tasks.length, due: dateTimeText(repair.dueAt) };
  return (
    <div className={styles.block}>
      <strong>{t('repair.title')}</strong>
      <p className={styles.quiet}>{t(`repair.${repair.state}`, params)}</p>
      <ol className={styles.tasks} lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {repair.tasks.map((task) => (
          <Task key={task.id} detail={detail} task={task} />
        ))}
      </ol>
    </div>
  );
}

function Task({ detail, task }: { readonly detail: EngagementDetail; readonly task: RepairTaskView }) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const { doneAt, doneByName, title, family, owner, dueAt, evidence } = task;
  const [openedAt] = useState(() => new Date().toISOString());
  const isLate = doneAt === null && dueAt < openedAt;
  return (
    <li className={classNames(styles.task, doneAt !== null && styles.done)}>
      <span>
        {title?.[language] ?? t('repair.family', { family: DECLINE_FAMILY_LABELS[family][language] })}
      </span>
      <span className={styles.quiet}>
        {doneAt === null
          ? t('repair.owner', { owner: SIDE_LABELS[owner][language], due: dateTimeText(dueAt) })
          : t('repair.finished', { name: doneByName ?? '', at: dateTimeText(doneAt) })}{' '}
        {isLate && <Tag pigment="cinnabar">{t('repair.late')}</Tag>}
      </span>
      {evidence !== null && <span>{evidence}</span>}
      {task.yours && <FieldLink detail={detail} task={task} />}
      {task.yours && <Finish detail={detail} task={task} />}
    </li>
  );
}

/** Where the repaired fact is kept: what a bank will read again is the dossier, not the remark here. */
function FieldLink({ detail, task }: { readonly detail: EngagementDetail; readonly task: RepairTaskView }) {
  const t = useMessages(refusalMessages);
  const isEnterprise = useSide() === 'enterprise';
  if (task.field === null || !isEnterprise) return null;
  const group = DOSSIER_FIELDS[task.field];
  const isOfRequest = group === 'request' || group === 'contact' || group === 'collateral';
  return isOfRequest ? (
    <Link to="/requests/$requestId/edit" params={{ requestId: detail.requestId }} search={{ step: 'need' }}>
      {t('repair.toRequest')}
    </Link>
  ) : (
    <Link to="/profile">{t('repair.toProfile')}</Link>
  );
}

function Finish({ detail, task }: { readonly detail: EngagementDetail; readonly task: RepairTaskView }) {
  const t = useMessages(refusalMessages);
  const refusal = useRefusal(detail);
  const [evidence, setEvidence] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    const isTooShort = evidence.trim().length < MIN_EVIDENCE;
    setMissing(isTooShort);
    if (!isTooShort) refusal.finish(task.id, evidence.trim());
  };
  return (
    <div className={styles.finish}>
      <TextArea
        label={t('repair.evidence')}
        hint={t('repair.evidenceHint')}
        rows={2}
        maxLength={MAX_EVIDENCE}
        value={evidence}
        onChange={setEvidence}
        error={isMissing ? t('repair.evidenceMissing') : undefined}
      />
      <Button size="touch" isPending={refusal.isPending} onPress={submit}>
        {t('repair.finish')}
      </Button>
    </div>
  );
}
