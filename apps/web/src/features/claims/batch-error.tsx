import { useQueryClient } from '@tanstack/react-query';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import type { ClaimWords } from './claim-words.js';
import { claimMessages } from './messages.js';
import { forgetClaims } from './use-claims.js';

type Props = { readonly error: Error; readonly onReset: () => void };

/** Why a batch was not moved: who was quicker, or which line is in the way. */
export function BatchError({ error, onReset }: Props) {
  const t = useMessages(claimMessages);
  const client = useQueryClient();
  return (
    <ErrorState error={error} title={titleOf(error, t)}>
      {hasCode(error, 'resource.version_conflict') && (
        <Button
          onPress={() => {
            onReset();
            void forgetClaims(client);
          }}
        >
          {t('batch.reload')}
        </Button>
      )}
    </ErrorState>
  );
}

function titleOf(error: Error, t: ClaimWords): string {
  if (hasCode(error, 'resource.version_conflict')) {
    const { who, when } = error.params ?? {};
    if (typeof who === 'string' && typeof when === 'string') {
      return t('batch.conflict', { who, when: dateTimeText(when) });
    }
  }
  if (hasCode(error, 'claim.line_lapsed') && typeof error.params?.['number'] === 'string') {
    return t('batch.lapsed', { number: error.params['number'] });
  }
  return t('batch.notDone');
}
