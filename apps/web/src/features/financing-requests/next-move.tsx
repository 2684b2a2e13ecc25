import type { ReactNode } from 'react';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import type { NextStepView } from '@yinqi/contracts/next-step';
import { usePermission } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';

/** Where on the request's page the next step is taken. */
const PLACES = {
  compare_offers: 'offers',
  answer_supplement: 'banks',
  answer_proposals: 'banks',
  choose_banks: 'products',
  decide_rest: 'products',
} as const;
type Placed = keyof typeof PLACES;
type PlaceName = (typeof PLACES)[Placed];

const isPlaced = (what: NextStepView['what']): what is Placed => what in PLACES;
const placeId = (name: PlaceName): string => `request-${name}`;

/** The task in a few words, as its button names it. */
export const moveLabel = (what: NextStepView['what']) =>
  isPlaced(what) || what === 'change_unmatched' ? (`move.${what}` as const) : 'card.act';

function goTo(name: PlaceName): void {
  const place = document.getElementById(placeId(name));
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
}

/** A part of the page to which the next step leads. */
export function RequestPlace({ name, children }: { readonly name: PlaceName; readonly children: ReactNode }) {
  return (
    <div id={placeId(name)} tabIndex={-1} className={styles.place}>
      {children}
    </div>
  );
}

/** The button beside the next step, where it is the reader's. */
export function NextMove({ request }: { readonly request: RequestDetail }) {
  const t = useMessages(financingRequestMessages);
  const mayAct = usePermission('requests.edit');
  const { what, yours } = request.nextStep;
  if (!yours) return null;
  if (isPlaced(what)) {
    return (
      <Button variant="primary" size="touch" onPress={() => goTo(PLACES[what])}>
        {t(moveLabel(what))}
      </Button>
    );
  }
  if (!mayAct) return null;
  if (what === 'copy_expired') {
    return (
      <ButtonLink variant="primary" size="touch" to="/requests/new" search={{ copyOf: request.id }}>
        {t('list.copy')}
      </ButtonLink>
    );
  }
  if (!request.editable) return null;
  const label =
    what === 'finish_draft' ? 'card.continue' : what === 'fix_returned' ? 'card.fix' : moveLabel(what);
  return (
    <ButtonLink
      variant="primary"
      size="touch"
      to="/requests/$requestId/edit"
      params={{ requestId: request.id }}
      search={{ step: 'need' }}
    >
      {t(label)}
    </ButtonLink>
  );
}
