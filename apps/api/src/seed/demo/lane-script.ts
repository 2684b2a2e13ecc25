import { stableId } from '../stable-id.js';
import type { FittedProduct } from './fit.js';
import type { Journey, Moment } from './journey.js';
import type { Lane, Supplement } from './journey-records.js';
import { dayOf, dueAfter, endOfDay, MINUTES_PER_DAY } from './office-clock.js';
import { BUREAU, bankPerson, SYSTEM } from './people.js';
import * as phrases from './phrases.data.js';
import { GAPS, type End } from './scenarios.data.js';
import type { Gap, Script } from './script.js';

const OFFER_DAYS = 45;
const SUPPLEMENT_DAYS = 5;
/** How many steps of a bank's work were taken. */
const STEPS_TO: Readonly<Record<End, number>> = {
  pending: 0,
  silent: 0,
  declined: 0,
  accepted: 1,
  contacted: 2,
  diligence: 4,
  offered: 5,
  chosen: 7,
  approved: 8,
  contracted: 9,
  paid_part: 10,
  paid_once: 10,
  paid_twice: 11,
};

export type LanePlan = {
  readonly product: FittedProduct;
  readonly end: End;
  /** Offset at which the enterprise, or the bureau for it, names the bank. */
  readonly from: number;
  /** Share of the request the bank offers. */
  readonly offerPercent: number;
  /** The choice is not made before the other banks had their say. */
  readonly chooseFrom?: number;
  readonly byBureau?: boolean;
  readonly papers?: 'answered' | 'open' | 'overdue';
  readonly reasons?: readonly { readonly code: string; readonly text: string }[];
};

/** Plans one bank's part of a history. */
export class LaneScript {
  private lane: Lane | undefined;
  /** Where the plan has come to. */
  offset: number;

  constructor(
    private readonly script: Script,
    private readonly plan: LanePlan,
  ) {
    this.offset = plan.from;
  }

  /** A further step, skipped where the bank is out of it by then. */
  next(gap: Gap, run: (journey: Journey, lane: Lane, atMs: number) => void): this {
    this.offset += this.script.gap(gap);
    this.script.at(this.offset, (journey, atMs) => {
      if (this.lane && journey.isOpen(this.lane)) run(journey, this.lane, atMs);
    });
    return this;
  }

  /** The same for what follows a refusal. */
  afterRefusal(gap: Gap, run: (journey: Journey, lane: Lane, atMs: number) => void): this {
    this.offset += this.script.gap(gap);
    this.script.at(this.offset, (journey, atMs) => {
      if (this.lane?.state === 'declined') run(journey, this.lane, atMs);
    });
    return this;
  }

  write(): this {
    const { end } = this.plan;
    this.reach();
    const path = [
      () => this.accept(),
      () => this.contact(),
      () => this.complete(),
      () => this.move('start_due_diligence', GAPS.diligence),
      () => this.offer(),
      () => this.choose(),
      () => this.move('submit_to_review', GAPS.review),
      () => this.approve(),
      () => this.contract(),
      () => this.pay(end === 'paid_part' ? [30, 70] : end === 'paid_twice' ? [40, 65] : [100, 100], GAPS.pay),
      () => this.pay([100, 100], GAPS.payAgain),
    ];
    for (const step of path.slice(0, STEPS_TO[end])) step();
    if (end === 'declined') this.decline();
    if (end === 'silent') this.staySilent();
    return this;
  }

  private reach(): void {
    const { product, byBureau } = this.plan;
    this.script.at(this.offset, (journey, atMs) => {
      const by = byBureau === true ? BUREAU : journey.signatory;
      this.lane = journey.propose(product, { by, atMs });
    });
    if (byBureau === true) this.offset += this.script.gap(GAPS.consent);
    this.script.at(this.offset, (journey, atMs) => {
      if (this.lane) journey.push(this.lane, { by: journey.signatory, atMs });
    });
  }

  private officer(atMs: number): Moment {
    return { by: bankPerson(this.plan.product.bank, 'officer'), atMs };
  }

  private accept(): void {
    this.next(GAPS.accept, (journey, lane, atMs) => journey.move(lane, 'accept', this.officer(atMs)));
  }

  private contact(): void {
    const text = this.script.random.pick(phrases.CONTACT_NOTES);
    this.next(GAPS.contact, (journey, lane, atMs) =>
      journey.move(lane, 'record_contact', this.officer(atMs), { note: { text } }),
    );
    if (this.plan.papers === 'answered') this.askPapers(true);
  }

  private complete(): void {
    this.next(GAPS.papers, (journey, lane, atMs) =>
      journey.milestone(lane, 'record_completeness', this.officer(atMs)),
    );
  }

  private move(action: 'start_due_diligence' | 'submit_to_review', gap: Gap): void {
    this.next(gap, (journey, lane, atMs) => journey.move(lane, action, this.officer(atMs)));
  }

  askPapers(isAnswered: boolean): this {
    const { random } = this.script;
    const items = random.pick(phrases.PAPERS);
    let asked: Supplement | undefined;
    this.next(GAPS.askPapers, (journey, lane, atMs) => {
      const { by } = this.officer(atMs);
      const dueAtMs = dueAfter(atMs, SUPPLEMENT_DAYS * MINUTES_PER_DAY).instant;
      asked = { items, askedBy: by.name, askedAtMs: atMs, dueAtMs, answer: null, answeredAtMs: null };
      lane.supplements.push(asked);
      journey.milestone(lane, 'ask_supplement', { by, atMs }, { text: items.join('；') });
    });
    if (!isAnswered) return this;
    const answer = random.pick(phrases.PAPERS_ANSWERS);
    return this.next(GAPS.answerPapers, (journey, lane, atMs) => {
      if (!asked) return;
      asked.answer = answer;
      asked.answeredAtMs = atMs;
      journey.milestone(lane, 'answer_supplement', { by: journey.signatory, atMs }, { text: answer });
    });
  }

  private offer(): void {
    const { random } = this.script;
    const { product, offerPercent } = this.plan;
    const rateBp = random.int(product.seed.rate[0], product.seed.rate[1]);
    const conditions = random.pick(phrases.OFFER_CONDITIONS);
    const feeShare = random.chance(0.3) ? random.int(2, 10) : 0;
    const days = random.int(3, 15);
    this.next(GAPS.offer, (journey, lane, atMs) => {
      const { by } = this.officer(atMs);
      const amountFen = roundedShare(journey.head.need.amountFen, offerPercent);
      const validUntil = dayOf(atMs, OFFER_DAYS);
      journey.sendOffer(
        lane,
        {
          id: stableId(`offer:${lane.id}`),
          status: 'sent',
          amountFen,
          rateBp,
          sentAtMs: atMs,
          validUntil,
          validUntilMs: endOfDay(validUntil),
          guaranteeFeeFen: (amountFen * BigInt(feeShare)) / 1000n,
          appraisalFeeFen: feeShare > 0 ? 500_000n : 0n,
          disbursementDays: days,
          conditions,
          sentBy: by.name,
          chosenFen: null,
          decidedAtMs: null,
        },
        { by, atMs },
      );
    });
  }

  private choose(): void {
    this.offset = Math.max(this.offset, this.plan.chooseFrom ?? 0);
    this.next(GAPS.choose, (journey, lane, atMs) => journey.choose(lane, { by: journey.signatory, atMs }));
  }

  private approve(): void {
    const { random } = this.script;
    const terms = { revolving: random.chance(0.3), conditions: random.pick(phrases.CREDIT_CONDITIONS) };
    const by = bankPerson(this.plan.product.bank, 'approver');
    this.next(GAPS.approve, (journey, lane, atMs) => journey.approve(lane, { by, atMs }, terms));
  }

  private contract(): void {
    this.next(GAPS.contract, (journey, lane, atMs) => {
      const moment = this.officer(atMs);
      lane.contract = { atMs, by: moment.by.name };
      journey.move(lane, 'sign_contract', moment);
    });
  }

  private pay(percent: Gap, gap: Gap): void {
    const share = this.script.gap(percent);
    this.next(gap, (journey, lane, atMs) => {
      const approvedFen = lane.approved?.amountFen ?? 0n;
      const paidFen = lane.loans.reduce((sum, { amountFen }) => sum + amountFen, 0n);
      const amountFen = share === 100 ? approvedFen - paidFen : roundedShare(approvedFen, share);
      journey.disburse(lane, amountFen, this.officer(atMs));
    });
  }

  private decline(): void {
    const reasons = this.plan.reasons ?? this.script.random.pick(phrases.DECLINES);
    if (this.script.random.chance(0.5)) this.accept();
    this.next(GAPS.decline, (journey, lane, atMs) =>
      journey.move(lane, 'decline', this.officer(atMs), {
        facts: { reasons_given: true },
        note: { reasons },
      }),
    );
  }

  private staySilent(): void {
    this.next([MINUTES_PER_DAY + 1, MINUTES_PER_DAY + 1], (journey, lane, atMs) =>
      journey.move(
        lane,
        'record_silence',
        { by: SYSTEM, atMs },
        {
          facts: { answer_overdue: lane.due !== null && lane.due.instant < atMs },
        },
      ),
    );
  }
}

const FEN_PER_TEN_WAN = 10_000_000n;

/** A share in whole 10 万, at least that, as people agree on amounts. */
function roundedShare(amountFen: bigint, percent: number): bigint {
  if (percent === 100 || amountFen <= FEN_PER_TEN_WAN * 2n) return amountFen;
  const rounded = ((amountFen * BigInt(percent)) / 100n / FEN_PER_TEN_WAN) * FEN_PER_TEN_WAN;
  return rounded > 0n ? rounded : FEN_PER_TEN_WAN;
}
