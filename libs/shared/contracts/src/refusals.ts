import { DOSSIER_FIELD_NAMES } from '@yinqi/domain/disclosure';
import { DECLINE_CODES, DECLINE_FAMILIES, REPAIR_OWNERS } from '@yinqi/domain/lifecycle';
import { PURPOSES } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import { bilingual, fen, id, instant } from './fields.js';

export const REPAIR_STATES = ['open', 'done', 'sent', 'abandoned', 'passed'] as const;
export type RepairState = (typeof REPAIR_STATES)[number];

/** One thing to be mended. The bureau reads the words of its own tasks and of the others the family alone. */
export const repairTaskView = z.object({
  id,
  family: z.enum(DECLINE_FAMILIES),
  reason: z.nullable(z.enum(DECLINE_CODES)),
  owner: z.enum(REPAIR_OWNERS),
  title: z.nullable(bilingual),
  /** The fact of the dossier in which the repair would show. */
  field: z.nullable(z.enum(DOSSIER_FIELD_NAMES)),
  dueAt: instant,
  /** Whether the reader's side is to do it, and can do so now. */
  yours: z.boolean(),
  doneAt: z.nullable(instant),
  doneByName: z.nullable(z.string()),
  /** What was written of it; to the bank while the consent holds, to the bureau where it is its own task. */
  evidence: z.nullable(z.string()),
});
export type RepairTaskView = z.output<typeof repairTaskView>;

export const repairView = z.object({
  id,
  state: z.enum(REPAIR_STATES),
  openedByName: z.string(),
  openedAt: instant,
  /** Passed with a task open, the case closes. */
  dueAt: instant,
  tasks: z.array(repairTaskView),
});
export type RepairView = z.output<typeof repairView>;

export const REVIEW_KINDS = ['appeal', 'mediation'] as const;
export const REVIEW_OUTCOMES = ['uphold', 'overturn', 're_push', 'close', 'ended'] as const;

/** 复议 or 协调: what was put against a refusal, and how it came out. */
export const refusalReviewView = z.object({
  id,
  kind: z.enum(REVIEW_KINDS),
  /** Of an appeal only the enterprise and the bank read the words. */
  grounds: z.nullable(z.string()),
  askedByName: z.string(),
  askedAt: instant,
  dueAt: instant,
  outcome: z.nullable(z.enum(REVIEW_OUTCOMES)),
  statement: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
});
export type RefusalReviewView = z.output<typeof refusalReviewView>;

/** A second look belongs to somebody other than who declined. */
export const secondLook = z.object({ declinedByName: z.string(), mayDecide: z.boolean() });
export type SecondLook = z.output<typeof secondLook>;

/** Its officer or who stands in, else the office, else the head office, else nobody but the bank itself. */
export const CASE_OWNERS = ['officer', 'deputy', 'office', 'head_office', 'bank'] as const;

/** The need as the bank last agreed to look at it. */
export const needBefore = z.object({
  amountFen: fen,
  currency: z.enum(CURRENCIES),
  termMonths: z.nullable(z.int()),
  purpose: z.nullable(z.enum(PURPOSES)),
});
export type NeedBefore = z.output<typeof needBefore>;
