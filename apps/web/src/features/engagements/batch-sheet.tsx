import type { ReactNode } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import { useLanguage } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { forwardOf } from './case-moves.js';
import type { messages } from './decision-messages.zh.js';
import styles from './desk.module.css';
import { undoLast } from './last-undo.js';
import { decisionMessages, deskMessages } from './messages.js';
import type { BatchAct } from './queue-keys.js';
import { ReasonDialog } from './reason-dialog.js';
import { isPossible, useBatch, type Outcome } from './use-batch.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { actionName, amountsText, caseName, stateName } from './words.js';

type Props = {
  readonly act: BatchAct;
  /** As they were ticked when the sheet was opened. */
  readonly items: readonly EngagementItem[];
  readonly onClose: () => void;
  /** Every case was done: the selection has served. */
  readonly onDone: () => void;
};

/** Several cases at once: how many and how much, which cannot be done and why, then what became of each. */
export function BatchSheet({ act, items, onClose, onDone }: Props) {
  const t = useMessages(decisionMessages);
  const possible = items.filter((item) => isPossible(item, act));
  const isAccepting = possible.every((item) => forwardOf(item)?.kind === 'accept');
  const { run, isPending, outcomes } = useBatch((count) => {
    if (act === 'decline') return t('batch.doneDecline', { count });
    return t(isAccepting ? 'batch.doneAccept' : 'batch.done', { count });
  });
  const count = possible.length;
  const finish = (isComplete: boolean) => {
    if (isComplete) onDone();
  };
  if (outcomes !== undefined) return <Results outcomes={outcomes} onClose={onDone} />;
  const lists = <BatchLists act={act} items={items} possible={possible} />;
  if (act === 'decline' && count > 0) {
    return (
      <ReasonDialog
        title={t('decline.titleMany', { count })}
        intro={
          <>
            {lists}
            <p>{t('decline.introMany')}</p>
          </>
        }
        suggest={() => ''}
        isPending={isPending}
        onClose={onClose}
        onSend={(reasons) => void run(possible, reasons).then(finish)}
      />
    );
  }
  return (
    <Dialog
      isOpen
      title={titleOf(act, isAccepting, items.length, t)}
      onClose={onClose}
      actions={
        <>
          {count > 0 && (
            <Button
              variant="primary"
              autoFocus
              isPending={isPending}
              onPress={() => void run(possible).then(finish)}
            >
              {t(isAccepting ? 'batch.submitAccept' : 'batch.submit', { count })}
            </Button>
          )}
          <Button onPress={onClose}>{t('batch.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        {lists}
        {count > 0 && <p>{t('batch.undoText')}</p>}
      </div>
    </Dialog>
  );
}

type Words = Translate<typeof messages>;

function titleOf(act: BatchAct, isAccepting: boolean, count: number, t: Words): string {
  if (act === 'decline') return t('decline.titleMany', { count });
  return t(isAccepting ? 'batch.title.accept' : 'batch.title.forward', { count });
}

type ListsProps = Pick<Props, 'act' | 'items'> & { readonly possible: readonly EngagementItem[] };

function BatchLists({ act, items, possible }: ListsProps) {
  const t = useMessages(decisionMessages);
  const desk = useMessages(deskMessages);
  const { language } = useLanguage();
  const amounts = amountsText(possible, language);
  const count = possible.length;
  const blocked = items.filter((item) => !possible.includes(item));
  const moveOf = (item: EngagementItem): string | undefined => {
    const forward = act === 'forward' ? forwardOf(item) : undefined;
    if (forward === undefined) return undefined;
    return forward.kind === 'accept' ? desk('act.accept') : actionName(forward.step, language);
  };
  return (
    <>
      {count === 0 ? (
        <p role="status">{t('batch.none')}</p>
      ) : (
        <CaseList
          title={amounts === '' ? t('batch.possible', { count }) : t('batch.possibleSum', { count, amounts })}
          rows={possible.map((item) => ({ item, text: moveOf(item) }))}
        />
      )}
      {blocked.length > 0 && (
        <CaseList
          title={t('batch.blocked', { count: blocked.length })}
          rows={blocked.map((item) => ({
            item,
            text: t(act === 'decline' ? 'batch.noDecline' : 'batch.noForward', {
              state: stateName(item.status, language),
            }),
          }))}
        />
      )}
    </>
  );
}

type Row = { readonly item: EngagementItem; readonly text: ReactNode };

function CaseList({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <div>
      <p className={styles.legend}>{title}</p>
      <ul className={styles.batch}>
        {rows.map(({ item, text }) => (
          <li key={item.id}>
            <span>{caseName(item)}</span>
            {text !== undefined && <span className={styles.quiet}>{text}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ResultsProps = { readonly outcomes: readonly Outcome[]; readonly onClose: () => void };

/** What became of each case, the ones that were not done first. */
function Results({ outcomes, onClose }: ResultsProps) {
  const t = useMessages(decisionMessages);
  const wording = useRefusalWording();
  const failed = outcomes.filter((outcome) => 'error' in outcome);
  const done = outcomes.filter((outcome) => 'detail' in outcome);
  const undoable = done.filter(({ detail }) => detail.undo !== null).length;
  return (
    <Dialog
      isOpen
      title={t('batch.results')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onPress={onClose}>
            {t('batch.close')}
          </Button>
          {undoable > 0 && (
            <Button
              onPress={() => {
                undoLast();
                onClose();
              }}
            >
              {t('batch.undo', { count: undoable })}
            </Button>
          )}
        </>
      }
    >
      <CaseList
        title={t('batch.part', { done: done.length, failed: failed.length })}
        rows={[
          ...failed.map(({ item, error }) => ({
            item,
            text: t('batch.result.failed', { reason: wording(error) }),
          })),
          ...done.map(({ item }) => ({ item, text: t('batch.result.done') })),
        ]}
      />
    </Dialog>
  );
}
