import {
  EARLIEST_MINUTES,
  LADDER_LEVELS,
  LATEST_MINUTES,
  LETTER_ACTIONS,
  LETTER_COLOURS,
  LETTER_DUTIES,
  LETTER_STATES,
  MOST_STEPS,
} from '@yinqi/domain/supervision';
import * as z from 'zod/mini';
import { id, idParams, instant, listOf, longText, pageOf, pageQuery, plainDate } from './fields.js';
import { defineRoute } from './route.js';

const named = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });
const colour = z.enum(LETTER_COLOURS);
const duty = z.enum(LETTER_DUTIES);

/** A rung of the ladder: who hears, and how many working minutes after the deadline (before it where negative). */
const step = z.strictObject({
  level: z.enum(LADDER_LEVELS),
  colour: z.nullable(colour),
  atMinutes: z.int().check(z.gte(EARLIEST_MINUTES), z.lte(LATEST_MINUTES)),
});
export type LadderStepView = z.output<typeof step>;
const steps = z.array(step).check(z.maxLength(MOST_STEPS));

export const ladderView = z.object({
  /** Null for the ladder every installation begins with. */
  id: z.nullable(id),
  /** Whose it is: the caller's own, or that of the nearest unit above which has one. */
  owner: z.nullable(named),
  version: z.int(),
  effectiveFrom: z.nullable(plainDate),
  steps: z.array(step),
  createdBy: z.nullable(z.string()),
});
export type LadderView = z.output<typeof ladderView>;

export const supervisedCase = z.object({
  engagementId: id,
  requestNumber: z.string(),
  enterpriseName: z.string(),
  bank: named,
  branch: named,
  officerName: z.nullable(z.string()),
  duty,
  dueAt: instant,
  /** Working minutes since the deadline; negative before it. */
  lateMinutes: z.int(),
  colour,
  /** The highest level that has heard of it. */
  level: z.enum(LADDER_LEVELS),
  /** How many people were told at that level; 0 where the bank has nobody there. */
  told: z.int(),
  letter: z.nullable(z.object({ id, state: z.enum(LETTER_STATES), colour })),
});
export type SupervisedCase = z.output<typeof supervisedCase>;

export const letterItem = z.object({
  id,
  number: z.string(),
  state: z.enum(LETTER_STATES),
  colour,
  duty,
  engagementId: id,
  requestNumber: z.string(),
  bank: named,
  branch: named,
  dueAt: instant,
  /** By when the bank is asked to reply; null until it is signed. */
  replyDueAt: z.nullable(instant),
  signedAt: z.nullable(instant),
  signedBy: z.nullable(z.string()),
  updatedAt: instant,
  version: z.int(),
});
export type LetterItem = z.output<typeof letterItem>;

export const letterView = z.object({
  ...letterItem.shape,
  /** Official letters are written in Chinese. */
  text: z.string(),
  events: z.array(
    z.object({
      id,
      at: instant,
      action: z.enum([...LETTER_ACTIONS, 'draft']),
      actorSide: z.enum(['bureau', 'bank', 'system']),
      actorName: z.string(),
      text: z.nullable(z.string()),
    }),
  ),
  actions: z.array(z.enum(LETTER_ACTIONS)),
});
export type LetterView = z.output<typeof letterView>;

export const getLadder = defineRoute({
  id: 'getLadder',
  method: 'GET',
  path: '/supervision/ladder',
  summary: '现行督办规则及即将生效的规则',
  permission: 'supervision.manage',
  result: z.object({ present: ladderView, coming: z.nullable(ladderView) }),
});

export const setLadder = defineRoute({
  id: 'setLadder',
  method: 'POST',
  path: '/supervision/ladders',
  summary: '发布新一版督办规则',
  permission: 'supervision.manage',
  body: z.strictObject({ steps, effectiveFrom: plainDate }),
  result: ladderView,
  errors: ['resource.version_conflict'],
  status: 201,
});

/** `officer:-120,letter.yellow:420`: rungs in a query, so that trying one leaves nothing behind. */
const stepsText = z
  .string()
  .check(z.maxLength(400), z.regex(/^$|^[a-z_]+(\.[a-z]+)?:-?\d{1,5}(,[a-z_]+(\.[a-z]+)?:-?\d{1,5})*$/));

export const rehearseLadder = defineRoute({
  id: 'rehearseLadder',
  method: 'GET',
  path: '/supervision/rehearsal',
  summary: '以上一季度办件试算一套督办规则',
  permission: 'supervision.manage',
  query: z.strictObject({ steps: z._default(stepsText, '') }),
  result: z.object({
    from: plainDate,
    until: plainDate,
    /** False where there were more cases than are looked at: then the latest were. */
    isWhole: z.boolean(),
    /** Stages of banks with a time limit that began in the quarter. */
    stages: z.int(),
    counts: z.array(z.int()),
  }),
});

export const listSupervisedCases = defineRoute({
  id: 'listSupervisedCases',
  method: 'GET',
  path: '/supervision/cases',
  summary: '督办清单：临期和超时的办件',
  permission: 'supervision.manage',
  query: z.strictObject({ ...pageQuery, colour: listOf(colour) }),
  result: z.object({
    ...pageOf(supervisedCase).shape,
    asOf: instant,
    counts: z.object({ blue: z.int(), yellow: z.int(), red: z.int() }),
  }),
});

export const listLetters = defineRoute({
  id: 'listLetters',
  method: 'GET',
  path: '/supervision/letters',
  summary: '督办单列表',
  permission: 'supervision.read',
  query: z.strictObject({ ...pageQuery, state: listOf(z.enum(LETTER_STATES)) }),
  result: pageOf(letterItem),
});

export const getLetter = defineRoute({
  id: 'getLetter',
  method: 'GET',
  path: '/supervision/letters/:id',
  summary: '读取督办单',
  permission: 'supervision.read',
  params: idParams,
  result: letterView,
});

export const draftLetterFor = defineRoute({
  id: 'draftLetterFor',
  method: 'POST',
  path: '/supervision/letters',
  summary: '为办件起草督办单',
  permission: 'supervision.manage',
  body: z.strictObject({ engagementId: id }),
  result: letterView,
  status: 201,
  errors: ['letter.nothing_due', 'letter.already_open'],
});

export const moveLetter = defineRoute({
  id: 'moveLetter',
  method: 'POST',
  path: '/supervision/letters/:id/moves',
  summary: '签发、签收、回复、办结督办单',
  permission: 'supervision.read',
  params: idParams,
  body: z.strictObject({ action: z.enum(LETTER_ACTIONS), text: z.optional(longText) }),
  versioned: true,
  result: letterView,
  errors: ['transition.refused'],
});

export const supervisionRoutes = [
  getLadder,
  setLadder,
  rehearseLadder,
  listSupervisedCases,
  listLetters,
  getLetter,
  draftLetterFor,
  moveLetter,
] as const;
