import type { NextStepView } from '@yinqi/contracts/next-step';
import { nextStepPhrase, nextStepSentence } from '@yinqi/domain/lifecycle';
import { deadlineText } from './format.js';
import type { Language } from './i18n/language.js';

/** The holidays of a year are published late in the one before. */
const PROVISIONAL = { zh: '（暂定）', en: ' (provisional)' } as const;

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
    step.by === null ? undefined : `${deadlineText(step.by)}${step.provisional ? PROVISIONAL[language] : ''}`,
  );
}

/** The act alone, for a column beside its time limit. */
export const nextPhrase = ({ who, yours, what, count }: NextStepView, language: Language): string =>
  nextStepPhrase({ who, yours, what, params: count === null ? {} : { count } }, language);
