import type { NextStepView } from '@yinqi/contracts/financing-requests';
import { nextStepSentence } from '@yinqi/domain/lifecycle';
import { deadlineText } from './format.js';
import type { Language } from './i18n/language.js';

/** Whose move it is, as one sentence: who, what, by when, and what happens otherwise. */
export function nextSentence(step: NextStepView, language: Language): string {
  return nextStepSentence(
    {
      who: step.who,
      yours: step.yours,
      what: step.what,
      params: step.count === null ? {} : { count: step.count },
      ...(step.otherwise === null ? {} : { otherwise: step.otherwise }),
    },
    language,
    step.by === null ? undefined : deadlineText(step.by),
  );
}
