import type { NextStepView } from '@yinqi/contracts/next-step';
import type { NextStep } from '@yinqi/domain/lifecycle';

/** The domain's next step as the wire carries it: instants as text, what is unsaid as null. */
export const nextStepView = (step: NextStep, isProvisional: boolean): NextStepView => ({
  who: step.who,
  yours: step.yours,
  what: step.what,
  count: step.params.count ?? null,
  by: step.byMs === undefined ? null : new Date(step.byMs).toISOString(),
  provisional: step.byMs !== undefined && isProvisional,
  otherwise: step.otherwise ?? null,
});
