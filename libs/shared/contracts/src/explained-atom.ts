import { PROVENANCES, TRUTHS, UNKNOWN_REASONS } from '@yinqi/domain/matching';
import * as z from 'zod/mini';
import { bilingual, plainDate } from './fields.js';

/** One condition as it was judged: what is required, what is known and from where. */
export const explainedAtom = z.object({
  attribute: z.string(),
  label: bilingual,
  truth: z.enum(TRUTHS),
  reason: z.optional(z.enum(UNKNOWN_REASONS)),
  text: bilingual,
  required: bilingual,
  actual: z.optional(
    z.object({ text: bilingual, source: z.string(), date: plainDate, provenance: z.enum(PROVENANCES) }),
  ),
  nearMiss: z.optional(bilingual),
  toSettle: z.optional(bilingual),
  changeable: z.boolean(),
});
