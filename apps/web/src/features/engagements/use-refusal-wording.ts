import { useCallback } from 'react';
import { ENGAGEMENT_GUARDS, GUARD_LABELS } from '@yinqi/domain/lifecycle';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { deskMessages } from './messages.js';
import { actionName } from './words.js';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Words a refusal with what the server knows of it: who was faster and with what, or which condition is missing. */
export function useRefusalWording(): (error: unknown) => string {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const general = useErrorWording();
  return useCallback(
    (error: unknown) => {
      if (hasCode(error, 'resource.version_conflict') && error.params?.['who'] !== undefined) {
        return t('refusal.conflict', {
          who: textOf(error.params['who']),
          what: actionName(textOf(error.params['what']), language),
          when: dateTimeText(textOf(error.params['when'])),
        });
      }
      if (hasCode(error, 'transition.refused')) {
        const guard = ENGAGEMENT_GUARDS.find((one) => `guard.${one}` === error.params?.['reason']);
        const action = actionName(textOf(error.params?.['action']), language);
        if (guard !== undefined)
          return t('refusal.reason', { action, reason: GUARD_LABELS[guard][language] });
      }
      return general(error);
    },
    [t, language, general],
  );
}
