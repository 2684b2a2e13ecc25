import {
  isResumable,
  aggregateRequest,
  chooseOffer,
  conclusionLimit,
  decideEngagement,
  decideMilestone,
  decideRequest,
  DEFAULT_STAGE_LIMITS,
  disbursementAction,
  FAN_OUT_CAP,
  isEngagementLive,
  isRequestOpen,
  isRequestPushable,
  type EngagementAction,
  type EngagementFacts,
  type EngagementMilestone,
  type EngagementState,
  type RequestAction,
} from '@yinqi/domain/lifecycle';
import { stableId } from '../stable-id.js';
import { officeFor } from './banks.seed.js';
import type { FittedProduct } from './fit.js';
import {
  disbursedFen,
  newLane,
  type Lane,
  type OfferRecord,
  type RequestHead,
  type Told,
} from './journey-records.js';
import { dueAfter, MINUTES_PER_DAY } from './office-clock.js';
import { BUREAU, SYSTEM, type Person } from './people.js';

/** The worker needs a moment to match; the history shows it. */
const MATCHING_MS = 3_000;
const DAY_MS = 86_400_000;
const BEFORE_APPROVAL: readonly EngagementState[] = [
  'proposed',
  'pushed',
  're_pushed',
  'accepted',
  'contacted',
  'due_diligence',
  'credit_review',
  'incomplete',
];

/** While the enterprise has the move the bank's clock stands. */
const HOLDS: readonly EngagementMilestone[] = ['ask_supplement', 'send_offer'];
const RELEASES: readonly EngagementMilestone[] = [
  'answer_supplement',
  'choose_offer',
  'withdraw_offer',
  'lapse_offer',
];

export type Moment = { readonly by: Person; readonly atMs: number };
type Note = Readonly<Record<string, unknown>>;

/**
 * One request and its engagements, moved only by the domain's own tables: a history that could not have happened
 * throws here instead of reaching a database.
 */
export class Journey {
  readonly lanes: Lane[] = [];
  readonly told: Told[] = [];

  constructor(
    readonly head: RequestHead,
    readonly signatory: Person,
  ) {}

  /** Whoever filed the request: the enterprise, or the bureau for it. */
  get filedBy(): Person {
    return this.head.draftedBy === 'bureau' ? BUREAU : this.signatory;
  }

  act(action: RequestAction, { by, atMs }: Moment, note: Note = {}): void {
    const { head } = this;
    const decision = decideRequest(head.status, action, by.as);
    if (!decision.ok) throw new Error(`${head.id}: ${action} from ${head.status}: ${decision.code}`);
    const from = head.moves === 0 && head.draftedBy === 'bureau' ? null : head.status;
    this.told.push({ lane: null, action, from, to: decision.to, by, atMs, note });
    head.status = decision.to;
    head.moves += 1;
    head.updatedAtMs = atMs;
    head.updatedBy = by.name;
    if (action === 'submit') head.submittedAtMs ??= atMs;
    if (action === 'verify') head.verifiedAtMs = atMs;
    if (action === 'match_found') head.matchedAtMs = atMs;
  }

  propose(product: FittedProduct, moment: Moment): Lane {
    const { head } = this;
    const lane = newLane({
      id: stableId(`engagement:${head.id}:${this.lanes.length}`),
      product,
      office: officeFor(product.bank, head.enterprise.regionCode),
      origin: moment.by.as === 'bureau' ? 'bureau' : 'enterprise',
      createdAtMs: moment.atMs,
    });
    this.lanes.push(lane);
    this.tell(lane, 'propose', null, moment);
    return lane;
  }

  /** The signatory's consent and the push are one step. */
  push(lane: Lane, moment: Moment): void {
    lane.consentAtMs = moment.atMs;
    lane.pushedAtMs = moment.atMs;
    this.move(lane, 'push', moment);
  }

  isOpen(lane: Lane): boolean {
    return isEngagementLive(lane.state);
  }

  move(
    lane: Lane,
    action: EngagementAction,
    moment: Moment,
    more: { facts?: EngagementFacts; note?: Note } = {},
  ): void {
    const { status } = this.head;
    const facts: EngagementFacts = {
      request_open: isRequestOpen(status),
      request_verified: isRequestPushable(status),
      consent_given: lane.consentAtMs !== null,
      below_fan_out_cap: this.lanes.filter((one) => this.isOpen(one)).length <= FAN_OUT_CAP,
      ...more.facts,
    };
    const situation = {
      state: lane.state,
      facts,
      ...(lane.stage === null ? {} : { stageBefore: lane.stage }),
    };
    const decision = decideEngagement(situation, action, moment.by.as);
    if (!decision.ok) throw new Error(`${lane.id}: ${action} from ${lane.state}: ${decision.code}`);
    const from = lane.state;
    lane.stage = decision.to === 'incomplete' ? from : null;
    lane.state = decision.to;
    lane.stageSinceMs = moment.atMs;
    if (!isResumable(lane.state) && lane.state !== 'incomplete') lane.heldAtMs = null;
    lane.moves += 1;
    if (moment.by.as === 'officer' && lane.officer === null) lane.officer = moment.by;
    this.setDue(lane, moment.atMs);
    this.tell(lane, action, from, moment, more.note);
    this.aggregate(moment.atMs);
  }

  milestone(lane: Lane, milestone: EngagementMilestone, moment: Moment, note: Note = {}): void {
    const decision = decideMilestone(lane.state, milestone, moment.by.as);
    if (!decision.ok) throw new Error(`${lane.id}: ${milestone} in ${lane.state}: ${decision.code}`);
    if (milestone === 'record_completeness') lane.completeAtMs = moment.atMs;
    if (HOLDS.includes(milestone)) lane.heldAtMs ??= moment.atMs;
    if (RELEASES.includes(milestone)) lane.heldAtMs = null;
    this.setDue(lane, moment.atMs);
    lane.moves += 1;
    this.tell(lane, milestone, lane.state, moment, note);
  }

  sendOffer(lane: Lane, offer: OfferRecord, moment: Moment): void {
    lane.offers.push(offer);
    this.milestone(lane, 'send_offer', moment);
  }

  /** What one choice does to every offer of the request; with nothing left the other banks are told so at once. */
  choose(lane: Lane, moment: Moment): void {
    const [wanted] = lane.offers;
    if (!wanted) throw new Error(`${lane.id}: no offer to choose`);
    const offers = this.lanes.flatMap((one) => one.offers);
    const choice = chooseOffer({
      requestedFen: this.head.need.amountFen,
      offers: offers.map(({ id, status, amountFen, chosenFen, validUntilMs }) => ({
        id,
        state: status,
        amountFen: chosenFen ?? amountFen,
        validUntilMs,
      })),
      chosenId: wanted.id,
      asOfMs: moment.atMs,
    });
    if (!choice.ok) throw new Error(`${lane.id}: ${choice.code}`);
    for (const outcome of choice.outcomes) {
      const offer = offers.find(({ id }) => id === outcome.id);
      if (!offer || offer.status === outcome.state) continue;
      offer.status = outcome.state;
      offer.decidedAtMs = moment.atMs;
    }
    wanted.chosenFen = choice.chosenFen;
    this.milestone(lane, 'choose_offer', moment);
    if (choice.restFen > 0n) return;
    const losing = this.lanes.filter(
      (one) => one !== lane && BEFORE_APPROVAL.includes(one.state) && one.offers[0]?.status !== 'chosen',
    );
    for (const one of losing) {
      this.move(one, 'set_aside', { by: SYSTEM, atMs: moment.atMs }, { facts: { nothing_left: true } });
    }
  }

  approve(lane: Lane, moment: Moment, terms: { revolving: boolean; conditions: string | null }): void {
    const chosen = lane.offers.find(({ status }) => status === 'chosen');
    if (chosen?.chosenFen == null) throw new Error(`${lane.id}: nothing chosen`);
    lane.approved = { amountFen: chosen.chosenFen, atMs: moment.atMs, by: moment.by.name, ...terms };
    this.move(lane, 'approve', moment, { facts: { offer_chosen: true } });
  }

  disburse(lane: Lane, amountFen: bigint, moment: Moment): void {
    const approvedFen = lane.approved?.amountFen ?? 0n;
    const action = disbursementAction(approvedFen, disbursedFen(lane), amountFen);
    lane.loans.push({ amountFen, atMs: moment.atMs, recordedBy: moment.by.name });
    this.move(lane, action, moment);
  }

  private aggregate(atMs: number): void {
    const { head } = this;
    const { actions } = aggregateRequest({
      state: head.status,
      requestedFen: head.need.amountFen,
      engagements: this.lanes.map((lane) => ({ state: lane.state, disbursedFen: disbursedFen(lane) })),
    });
    for (const action of actions) this.act(action, { by: SYSTEM, atMs });
    // A request that is free again is matched again, and what fitted still fits.
    if (actions.includes('reopen')) this.act('match_found', { by: SYSTEM, atMs: atMs + MATCHING_MS });
  }

  private setDue(lane: Lane, atMs: number): void {
    lane.due = lane.heldAtMs === null ? this.dueOf(lane, atMs) : null;
  }

  private dueOf(lane: Lane, atMs: number): Lane['due'] {
    const days = (code: 'accept' | 'first_contact') => DEFAULT_STAGE_LIMITS[code].amount * MINUTES_PER_DAY;
    switch (lane.state) {
      case 'pushed':
        return dueAfter(lane.pushedAtMs ?? atMs, days('accept'));
      case 'accepted':
        return dueAfter(lane.stageSinceMs, days('first_contact'));
      case 'contacted':
      case 'due_diligence':
      case 'credit_review':
        return lane.completeAtMs === null ? null : this.conclusionDue(lane.completeAtMs);
      default:
        return null;
    }
  }

  private conclusionDue(fromMs: number): NonNullable<Lane['due']> {
    const { termMonths, purpose } = this.head.need;
    const { amount, unit } = DEFAULT_STAGE_LIMITS[conclusionLimit(termMonths, purpose === 'project')];
    return unit === 'calendar_day'
      ? { instant: fromMs + amount * DAY_MS, provisional: false }
      : dueAfter(fromMs, amount * MINUTES_PER_DAY);
  }

  private tell(lane: Lane, action: string, from: string | null, { by, atMs }: Moment, note: Note = {}): void {
    this.told.push({ lane, action, from, to: lane.state, by, atMs, note });
  }
}
