import type { PoolView } from '@yinqi/contracts/quota-view';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Tag } from '../../ui/tag.js';
import { quotaMessages } from './quota-messages.js';
import { POOL_PIGMENT } from './quota-words.js';

type Props = { readonly pool: Pick<PoolView, 'state' | 'aboveState'> };

/** Whether a pool gives anything away: its own state, and what stops it from above. */
export function PoolStateTags({ pool: { state, aboveState } }: Props) {
  const t = useMessages(quotaMessages);
  const isStoppedAbove = aboveState !== null && aboveState !== 'open';
  return (
    <>
      {(state !== 'open' || !isStoppedAbove) && (
        <Tag pigment={POOL_PIGMENT[state]}>{t(`state.${state}`)}</Tag>
      )}
      {isStoppedAbove && <Tag pigment={POOL_PIGMENT[aboveState]}>{t(`above.${aboveState}`)}</Tag>}
    </>
  );
}
