export const QUESTION_STEPS = ['need', 'terms', 'contact'] as const;
export type QuestionStep = (typeof QUESTION_STEPS)[number];
/** Pages of the form in order; light enough to stand in the address before the form is loaded. */
export const FORM_STEPS = [...QUESTION_STEPS, 'check', 'done'] as const;
export type FormStep = (typeof FORM_STEPS)[number];
