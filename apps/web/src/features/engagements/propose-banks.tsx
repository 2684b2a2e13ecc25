import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { proposeEngagement } from '@yinqi/contracts/engagement-commands';
import type { MatchItem } from '@yinqi/contracts/matching';
import { isEngagementLive, isRequestPushable, type RequestState } from '@yinqi/domain/lifecycle';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import styles from './dealings.module.css';
import { EngagedTag } from './engaged-tag.js';
import { dealingMessages } from './messages.js';
import { forgetDealings, useDealings } from './use-dealings.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { nameIn } from './words.js';

type Props = {
  readonly requestId: string;
  readonly status: RequestState;
  readonly isWilling: boolean;
  /** The list of matches, each with what can be done with it; undefined where nothing can. */
  readonly children: (actionFor: ((item: MatchItem) => ReactNode) | undefined) => ReactNode;
};

/** The matches of a request, from which a bureau proposes banks; the enterprise decides about each. */
export function ProposeBanks({ requestId, status, isWilling, children }: Props) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useRefusalWording();
  const mayPropose = usePermission('engagements.propose');
  const dealings = useDealings(requestId);
  const propose = useCommand(proposeEngagement, {
    onSuccess: (detail) => {
      void forgetDealings(client);
      showToast({ message: t('propose.done', { bank: nameIn(language, detail.bank) }) });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  const live = (dealings.data?.items ?? []).filter((detail) => isEngagementLive(detail.status));
  const actionFor = (item: MatchItem) => {
    if (item.verdict !== 'eligible' && item.verdict !== 'needs_information') return null;
    const engaged = live.find(({ bank }) => bank.id === item.bank.id);
    if (engaged !== undefined) return <EngagedTag status={engaged.status} />;
    return (
      <Button
        isPending={propose.isPending}
        aria-label={t('propose.actName', {
          bank: nameIn(language, item.bank),
          product: language === 'en' ? (item.productNameEn ?? item.productName) : item.productName,
        })}
        onPress={() => propose.send({ params: { id: requestId }, body: { productId: item.productId } })}
      >
        {t('propose.act')}
      </Button>
    );
  };
  const canPropose = mayPropose && isRequestPushable(status);
  return (
    <>
      {canPropose && !isWilling && <p className={styles.quiet}>{t('propose.unwilling')}</p>}
      {children(canPropose && isWilling ? actionFor : undefined)}
    </>
  );
}
