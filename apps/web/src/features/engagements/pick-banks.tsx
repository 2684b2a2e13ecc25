import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { MatchItem } from '@yinqi/contracts/matching';
import { FAN_OUT_CAP, isEngagementLive, isRequestPushable, type RequestState } from '@yinqi/domain/lifecycle';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import styles from './dealings.module.css';
import { EngagedTag } from './engaged-tag.js';
import { dealingMessages } from './messages.js';
import { useDealings } from './use-dealings.js';
import { nameIn } from './words.js';

const ConsentDialog = lazy(() =>
  import('./consent-dialog.js').then((module) => ({ default: module.ConsentDialog })),
);

type Props = {
  readonly requestId: string;
  readonly status: RequestState;
  /** The list of matches, each with what can be done with it; undefined where nothing can. */
  readonly children: (actionFor: ((item: MatchItem) => ReactNode) | undefined) => ReactNode;
};

/** The matches of a request, from which its signatory picks up to five banks. */
export function PickBanks({ requestId, status, children }: Props) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const maySign = usePermission('consents.give');
  const dealings = useDealings(requestId);
  const [picked, setPicked] = useState<readonly MatchItem[]>([]);
  const [isAsked, setAsked] = useState(false);
  const live = (dealings.data?.items ?? []).filter((detail) => isEngagementLive(detail.status));
  const room = FAN_OUT_CAP - live.length - picked.length;
  const isPicked = (item: MatchItem): boolean => picked.some(({ productId }) => productId === item.productId);
  const isBankTaken = (item: MatchItem): boolean =>
    picked.some(({ bank, productId }) => bank.id === item.bank.id && productId !== item.productId);
  const actionFor = (item: MatchItem) => {
    if (item.verdict !== 'eligible' && item.verdict !== 'needs_information') return null;
    const engaged = live.find(({ bank }) => bank.id === item.bank.id);
    if (engaged !== undefined) return <EngagedTag status={engaged.status} />;
    if (!maySign) return null;
    return (
      <Button
        size="touch"
        aria-pressed={isPicked(item)}
        aria-label={t('pick.chooseName', {
          bank: nameIn(language, item.bank),
          product: language === 'en' ? (item.productNameEn ?? item.productName) : item.productName,
        })}
        isDisabled={!isPicked(item) && (room <= 0 || isBankTaken(item))}
        onPress={() =>
          setPicked(
            isPicked(item)
              ? picked.filter(({ productId }) => productId !== item.productId)
              : [...picked, item],
          )
        }
      >
        {t(isPicked(item) ? 'pick.chosen' : 'pick.choose')}
      </Button>
    );
  };
  return (
    <>
      {children(isRequestPushable(status) ? actionFor : undefined)}
      {!maySign && isRequestPushable(status) && <p className={styles.quiet}>{t('pick.signatory')}</p>}
      {picked.length > 0 && (
        <PickBar
          count={picked.length}
          room={room}
          onNext={() => setAsked(true)}
          onClear={() => setPicked([])}
        />
      )}
      {isAsked && (
        <Suspense fallback={null}>
          <ConsentDialog
            banks={picked.map(({ productId, bank }) => ({ id: productId, name: nameIn(language, bank) }))}
            target={{ kind: 'request', id: requestId }}
            onClose={() => setAsked(false)}
            onSent={() => setPicked([])}
          />
        </Suspense>
      )}
    </>
  );
}

type BarProps = {
  readonly count: number;
  readonly room: number;
  readonly onNext: () => void;
  readonly onClear: () => void;
};

function PickBar({ count, room, onNext, onClear }: BarProps) {
  const t = useMessages(dealingMessages);
  return (
    <div className={styles.pickBar} role="status">
      <span>{[t('pick.bar', { count }), t('pick.full', { count: room })].join(' · ')}</span>
      <Button variant="primary" size="touch" onPress={onNext}>
        {t('pick.next')}
      </Button>
      <Button size="touch" onPress={onClear}>
        {t('pick.clear')}
      </Button>
    </div>
  );
}
