import { useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { GUARD_LABELS, type EngagementAction } from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { refusalMessages } from '../messages.js';
import { nameIn } from '../words.js';
import { RefusalReview } from './refusal-review.js';
import styles from './refusal.module.css';
import { RepairPlan } from './repair-plan.js';
import { SecondLook } from './second-look.js';
import { StatementDialog } from './statement-dialog.js';
import { useRefusal } from './use-refusal.js';

type Asked = 'appeal' | 'mediate' | 'abandon' | 'endMediation';
/** The ways out of a refusal as the domain's table names them, each with what its button asks first. */
const ASKS: Readonly<Partial<Record<EngagementAction, Asked>>> = {
  appeal: 'appeal',
  mediate: 'mediate',
  abandon_repair: 'abandon',
  end_mediation: 'endMediation',
};

/** What follows a refusal, for whichever side reads it; nothing where none was given. */
export function AfterRefusal({ detail }: { readonly detail: EngagementDetail }) {
  return (
    <>
      <SecondLook detail={detail} />
      {detail.repair !== null && <RepairPlan detail={detail} repair={detail.repair} />}
      {detail.review !== null && <RefusalReview detail={detail} review={detail.review} />}
      <Ways detail={detail} />
    </>
  );
}

/** The buttons are the reader's options in this state; what a mediator concludes stands with the mediation. */
function Ways({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<Asked>();
  const refusal = useRefusal(detail);
  const optionOf = (action: EngagementAction) => detail.options.find((option) => option.action === action);
  const isOpen = (action: EngagementAction) => optionOf(action)?.blockedBy === null;
  const isMediator = detail.status === 'mediation' && optionOf('re_push') !== undefined;
  const resend = detail.status === 'repairing' ? optionOf('re_push') : undefined;
  const waits =
    resend?.blockedBy != null && resend.blockedBy !== 'repair_done' ? resend.blockedBy : undefined;
  const asks = Object.entries(ASKS).flatMap(([action, what]) =>
    detail.options.some((option) => option.action === action && option.blockedBy === null) ? [what] : [],
  );
  const shown = isMediator ? [] : asks;
  if (!isOpen('begin_repair') && resend === undefined && shown.length === 0) return null;
  return (
    <div className={styles.ways} role="group" aria-label={t('way.title')}>
      {isOpen('begin_repair') && (
        <Button size="touch" isPending={refusal.isPending} onPress={refusal.begin}>
          {t('way.begin')}
        </Button>
      )}
      {resend?.blockedBy === null && (
        <Button variant="primary" size="touch" isPending={refusal.isPending} onPress={refusal.resend}>
          {t('way.resend')}
        </Button>
      )}
      {shown.map((what) => (
        <Button key={what} variant="quiet" size="touch" onPress={() => setAsked(what)}>
          {t(`way.${what}`)}
        </Button>
      ))}
      {resend?.blockedBy === null && <p className={styles.quiet}>{t('way.resendHint')}</p>}
      {waits !== undefined && <p className={styles.quiet}>{GUARD_LABELS[waits][language]}</p>}
      {asked !== undefined && <WayDialog asked={asked} detail={detail} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

type DialogProps = {
  readonly asked: Asked;
  readonly detail: EngagementDetail;
  readonly onClose: () => void;
};

function WayDialog({ asked, detail, onClose }: DialogProps) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const refusal = useRefusal(detail, onClose);
  const bank = nameIn(language, detail.bank);
  if (asked === 'appeal' || asked === 'mediate') {
    return (
      <StatementDialog
        title={t(`way.${asked}Title`, { bank })}
        text={t(`way.${asked}Text`)}
        label={t('way.grounds')}
        hint={t('way.groundsHint')}
        isPending={refusal.isPending}
        onClose={onClose}
        onSend={asked === 'appeal' ? refusal.appeal : refusal.mediate}
      />
    );
  }
  return (
    <Dialog
      isOpen
      title={t(`way.${asked}Title`)}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            size="touch"
            isPending={refusal.isPending}
            onPress={asked === 'abandon' ? refusal.abandon : refusal.endMediation}
          >
            {t(`way.${asked}`).replace('…', '')}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('way.keep')}
          </Button>
        </>
      }
    >
      <p>{t(`way.${asked}Text`, { bank })}</p>
    </Dialog>
  );
}
