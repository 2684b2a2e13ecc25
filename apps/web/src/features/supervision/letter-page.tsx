import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { moveLetter, type LetterView } from '@yinqi/contracts/supervision';
import type { LetterAction } from '@yinqi/domain/supervision';
import { useSide } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { TextArea } from '../../ui/text-field.js';
import { Timeline } from '../../ui/timeline.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { LetterActDialog, type AskedAction } from './letter-act-dialog.js';
import { supervisionMessages } from './messages.js';
import styles from './supervision.module.css';
import { forgetSupervision, useLetter } from './use-supervision.js';
import { COLOUR_PIGMENT, STATE_PIGMENT } from './words.js';

/** One 督办单: what it says, who has done what with it, and what the reader may do now. */
export function LetterPage() {
  const t = useMessages(supervisionMessages);
  const { letterId } = useParams({ from: '/signed-in/letters/$letterId' });
  const { data, error, isPending, refetch } = useLetter(letterId);
  if (isPending) return <Skeleton />;
  if (data === undefined) {
    return <ErrorState error={error} title={t('letter.failed')} onRetry={() => void refetch()} />;
  }
  // A newer version has other words and other buttons: what was begun on the older one is given up.
  return <Letter key={data.version} letter={data} />;
}

/** What brings a letter on; what stops it or sends it back is never the main act. */
const MAIN_ACTS = ['sign', 'acknowledge', 'reply', 'close'] as const satisfies readonly LetterAction[];

const isAsked = (action: LetterAction): action is AskedAction =>
  action !== 'edit' && action !== 'acknowledge';

function Letter({ letter }: { readonly letter: LetterView }) {
  const t = useMessages(supervisionMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const [asked, setAsked] = useState<AskedAction>();
  const [text, setText] = useState(letter.text);
  const move = useCommand(moveLetter, {
    onSuccess: () => forgetSupervision(client),
    onError: () => setAsked(undefined),
  });
  const act = (action: LetterAction, words?: string): void =>
    move.send({
      params: { id: letter.id },
      version: letter.version,
      body: { action, ...(words === undefined ? {} : { text: words }) },
    });
  const mayEdit = letter.actions.includes('edit');
  return (
    <>
      <Head letter={letter} />
      {mayEdit ? (
        <div className={styles.written}>
          <TextArea
            label={t('letter.textTitle')}
            hint={t('letter.editHint')}
            rows={8}
            maxLength={2000}
            value={text}
            onChange={setText}
          />
        </div>
      ) : (
        <article className={styles.letter} aria-label={t('letter.textTitle')} lang="zh">
          {letter.text}
        </article>
      )}
      {move.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(move.error)}
        </p>
      )}
      <Acts
        letter={letter}
        text={text.trim()}
        isPending={move.isPending}
        onAct={(action) => {
          if (isAsked(action)) setAsked(action);
          else act(action, action === 'edit' ? text.trim() : undefined);
        }}
      />
      <History letter={letter} />
      {asked !== undefined && (
        <LetterActDialog
          action={asked}
          office={nameIn(letter.branch, language)}
          isPending={move.isPending}
          onClose={() => setAsked(undefined)}
          onSend={(words) => act(asked, words)}
        />
      )}
    </>
  );
}

type ActsProps = {
  readonly letter: LetterView;
  readonly text: string;
  readonly isPending: boolean;
  readonly onAct: (action: LetterAction) => void;
};

function Acts({ letter, text, isPending, onAct }: ActsProps) {
  const t = useMessages(supervisionMessages);
  const isChanged = letter.actions.includes('edit') && text !== letter.text;
  const others = letter.actions.filter((action) => action !== 'edit');
  const main = MAIN_ACTS.find((action) => others.includes(action));
  const ordered = [...others].sort((a, b) => Number(b === main) - Number(a === main));
  return (
    <div className={styles.acts}>
      {isChanged && text !== '' && (
        <Button variant="primary" isPending={isPending} onPress={() => onAct('edit')}>
          {t('act.edit')}
        </Button>
      )}
      {ordered.map((action) => (
        <Button
          key={action}
          variant={action === main && !isChanged ? 'primary' : 'secondary'}
          // What is signed is what was saved.
          isDisabled={action === 'sign' && isChanged}
          isPending={isPending}
          onPress={() => onAct(action)}
        >
          {t(`act.${action}`)}
        </Button>
      ))}
    </div>
  );
}

function Head({ letter }: { readonly letter: LetterView }) {
  const t = useMessages(supervisionMessages);
  const { language } = useLanguage();
  const side = useSide();
  return (
    <>
      <PageHeader
        title={t('letter.title', { number: letter.number })}
        back={<Link to="/letters">{t('letter.back')}</Link>}
        context={
          <>
            <Tag pigment={COLOUR_PIGMENT[letter.colour]}>{t(`colour.${letter.colour}`)}</Tag>{' '}
            <Tag pigment={STATE_PIGMENT[letter.state]}>{t(`state.${letter.state}`)}</Tag>
          </>
        }
        meta={
          <>
            {nameIn(letter.branch, language)} ·{' '}
            <Link to="/cases/$engagementId" params={{ engagementId: letter.engagementId }}>
              {t('letter.case', { number: letter.requestNumber })}
            </Link>{' '}
            · {t('letter.due', { duty: t(`duty.${letter.duty}`), at: dateTimeText(letter.dueAt) })}
          </>
        }
      />
      <p className={styles.note}>{t('letter.limits')}</p>
      <p className={styles.note}>
        {letter.signedAt === null || letter.replyDueAt === null
          ? side === 'bureau' && t('letter.unsigned')
          : t('letter.signedBy', {
              by: letter.signedBy ?? '',
              at: dateTimeText(letter.signedAt),
              due: dateTimeText(letter.replyDueAt),
            })}
      </p>
    </>
  );
}

function History({ letter: { events } }: { readonly letter: LetterView }) {
  const t = useMessages(supervisionMessages);
  return (
    <section className={styles.section}>
      <h2>{t('letter.history')}</h2>
      <Timeline
        label={t('letter.history')}
        nodes={events.map((event) => ({
          id: event.id,
          state: 'done',
          title: t(`event.${event.action}`),
          meta: t('event.by', {
            by: event.actorSide === 'system' ? t('side.system') : event.actorName,
            at: dateTimeText(event.at),
          }),
          ...(event.text !== null && event.action !== 'edit' && { detail: event.text }),
        }))}
      />
    </section>
  );
}
