import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import { REQUEST_EVENT_LABELS, SIDE_LABELS, type RequestAction } from '@yinqi/domain/lifecycle';
import { actorName } from '../../lib/actor-name.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import type { Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Section } from '../../ui/panel.js';
import { Timeline, type TimelineNode } from '../../ui/timeline.js';
import { financingRequestMessages } from './messages.js';
import { stateName, type RequestWords } from './words.js';

const isAction = (action: string): action is RequestAction => action in REQUEST_EVENT_LABELS;

const actionName = (action: string, t: RequestWords, language: Language): string =>
  isAction(action) ? REQUEST_EVENT_LABELS[action][language] : t('event.revise');

/** Who did what when, ending with whose turn it is. */
export function RequestTimeline({ request }: { readonly request: RequestDetail }) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const past = request.timeline.map((event): TimelineNode => ({
    id: event.id,
    state: 'done',
    title: actionName(event.action, t, language),
    meta: `${dateTimeText(event.at)} ${actorName(event, language)}`,
    ...(event.reason !== null && { detail: event.reason }),
  }));
  const { who, yours } = request.nextStep;
  const now: TimelineNode[] =
    who === null
      ? []
      : [
          {
            id: 'now',
            state: 'current',
            title: stateName(request.status, language),
            meta: yours
              ? t('request.timelineYou')
              : t('request.timelineNow', { who: SIDE_LABELS[who][language] }),
          },
        ];
  return (
    <Section title={t('request.timeline')}>
      <Timeline label={t('request.timeline')} nodes={[...past, ...now]} />
    </Section>
  );
}
