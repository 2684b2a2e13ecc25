import type { Clause, MatchContext, MatchPolicy, MatchProduct, RequestFacts } from '../matching/index.js';
import { fenOf } from '../matching/index.js';
import type { Arena } from './arena.js';
import {
  ceilingOf,
  costShare,
  fixedShare,
  gradeOf,
  gradeShares,
  headroomShare,
  listShare,
  securityShare,
  type GradedComponent,
} from './grades.js';
import { Pools, type PoolSnapshot } from './pools.js';
import { FLAG } from './records.js';
import { ScoreTable, type ScoreSnapshot } from './score-table.js';

type Known = number | undefined;
type Codes = readonly string[];

/** Numbers of the classes of facts that are sets. */
export interface SetClasses {
  readonly collateral: number;
  readonly enterpriseLists: number;
}

export interface ScoringSnapshot {
  readonly pools: PoolSnapshot;
  readonly cost: ScoreSnapshot<Known, Known>;
  readonly amount: ScoreSnapshot<Known, Known>;
  readonly term: ScoreSnapshot<Known, Known>;
  readonly security: ScoreSnapshot<Codes, Codes>;
  readonly lists: ScoreSnapshot<Codes, Codes>;
}

/** The policy as tables: what slots are marked with, and what a request adds to each mark. */
export class Scoring {
  private readonly cost: ScoreTable<Known, Known>;
  private readonly amount: ScoreTable<Known, Known>;
  private readonly term: ScoreTable<Known, Known>;
  private readonly security: ScoreTable<Codes, Codes>;
  private readonly lists: ScoreTable<Codes, Codes>;
  private readonly gradeShares: Readonly<Record<GradedComponent, Int32Array>>;

  constructor(
    arena: Arena,
    private readonly policy: MatchPolicy,
    private readonly context: MatchContext,
    readonly pools: Pools,
  ) {
    const headroom =
      (component: 'amountHeadroom' | 'termHeadroom') =>
      (ceiling: Known, wish: Known): number =>
        headroomShare(policy, component, ceiling, wish);
    this.cost = new ScoreTable('rateFromBp', arena, (rate, ceiling) => costShare(policy, rate, ceiling));
    this.amount = new ScoreTable('amount', arena, headroom('amountHeadroom'));
    this.term = new ScoreTable('termMonths', arena, headroom('termHeadroom'));
    this.security = new ScoreTable('collateral', arena, (accepted, offered) =>
      securityShare(policy, accepted, offered),
    );
    this.lists = new ScoreTable('preferredLists', arena, (preferred, held) =>
      listShare(policy, preferred, held),
    );
    this.gradeShares = { region: gradeShares(policy, 'region'), industry: gradeShares(policy, 'industry') };
  }

  static open(snapshot: ScoringSnapshot, arena: Arena, policy: MatchPolicy, context: MatchContext): Scoring {
    const scoring = new Scoring(arena, policy, context, Pools.open(snapshot.pools, arena, policy));
    scoring.cost.open(snapshot.cost);
    scoring.amount.open(snapshot.amount);
    scoring.term.open(snapshot.term);
    scoring.security.open(snapshot.security);
    scoring.lists.open(snapshot.lists);
    return scoring;
  }

  snapshot(): ScoringSnapshot {
    const { pools, cost, amount, term, security, lists } = this;
    return {
      pools: pools.snapshot(),
      cost: cost.snapshot(),
      amount: amount.snapshot(),
      term: term.snapshot(),
      security: security.snapshot(),
      lists: lists.snapshot(),
    };
  }

  /** What a slot of the clause is marked with; `stale` if tables made before lack some of it. */
  marksOf(
    product: MatchProduct,
    clause: Clause,
    pool: number,
  ): { readonly marks: readonly number[]; readonly stale: boolean } {
    const region = gradeOf(clause, 'region', this.context);
    const industry = gradeOf(clause, 'industry', this.context);
    const isGraded = region === undefined || industry === undefined;
    const share =
      fixedShare(product, this.policy) +
      (isGraded ? 0 : (this.gradeShares.region[region] ?? 0) + (this.gradeShares.industry[industry] ?? 0));
    const flags = (product.clauses.length > 1 ? FLAG.several : 0) | (isGraded ? FLAG.graded : 0);
    const rate = this.cost.admit(product.rateFromBp, product.rateFromBp);
    const [amountCeiling, termCeiling] = [ceilingOf(clause, 'amount'), ceilingOf(clause, 'termMonths')];
    const amount = this.amount.admit(amountCeiling, amountCeiling);
    const term = this.term.admit(termCeiling, termCeiling);
    const accepted = clause.flatMap((atom) =>
      atom.attribute === 'collateral' && atom.op === 'intersects' ? atom.operand : [],
    );
    const security = this.security.admit(JSON.stringify(accepted), accepted);
    const lists = this.lists.admit(JSON.stringify(product.preferredLists), product.preferredLists);
    return {
      marks: [share, flags, rate.id, pool, amount.id, term.id, security.id, lists.id],
      stale: [rate, amount, term, security, lists].some((admitted) => admitted.stale),
    };
  }

  /** Where a request finds what each mark adds, in the order of the marks; a set's class tells what it earns. */
  tablesFor(facts: RequestFacts, classes: SetClasses): readonly number[] {
    const fen = facts.amount && fenOf(facts.amount.value, this.context);
    const amount = fen === undefined ? undefined : Number(fen);
    const term = facts.termMonths?.value;
    const ceiling = facts.rateCeilingBp?.value;
    return [
      this.cost.tableFor(ceiling, ceiling),
      this.pools.tableFor(facts.sizeClass?.value),
      this.amount.tableFor(amount, amount),
      this.term.tableFor(term, term),
      this.security.tableFor(classes.collateral, facts.collateral?.value.members ?? []),
      this.lists.tableFor(classes.enterpriseLists, facts.enterpriseLists?.value.members ?? []),
    ];
  }

  forget(): void {
    for (const table of [this.cost, this.amount, this.term, this.security, this.lists]) table.forget();
  }
}
