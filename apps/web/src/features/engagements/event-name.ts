import type { EngagementEventView } from '@yinqi/contracts/engagements';
import { engagementEventLabel, isEngagementEvent } from '@yinqi/domain/lifecycle';
import type { Language } from '../../lib/i18n/language.js';

type Event = Pick<EngagementEventView, 'action' | 'actorSide'>;

const CHOSEN = { zh: '选择银行', en: 'Bank chosen' } as const;
const OTHERS: Readonly<Record<string, Readonly<Record<Language, string>> | undefined>> = {
  propose: { zh: '推荐银行', en: 'Bank proposed' },
  claim: { zh: '认领', en: 'Claimed' },
  undo: { zh: '撤销决定', en: 'Decision undone' },
};

/** What happened, as the history of a case tells it; an enterprise chooses the bank that a bureau proposes. */
export function eventName({ action, actorSide }: Event, language: Language): string {
  if (action === 'propose' && actorSide === 'enterprise') return CHOSEN[language];
  const label = isEngagementEvent(action) ? engagementEventLabel(action) : OTHERS[action];
  return label?.[language] ?? action;
}
