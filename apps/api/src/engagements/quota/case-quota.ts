import { Injectable } from '@nestjs/common';
import type { QuotaCommand, RejectionCode } from '@yinqi/domain/quota';
import { caseRefusal, isReplay, QuotaPoster } from '../../facilities/facilities.public.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import type { QuotaStep } from './case-commands.js';
import { CaseQuotaReader } from './case-quota-reader.js';

/** What somebody else changed between looking and doing: looked at again. */
export class OutdatedPlan extends Error {}

const TRIES = 3;

/** Refusals that are the ledger's own to give; behind the others stands a case that has moved on, which says so itself. */
const LEDGER_REFUSES: readonly RejectionCode[] = [
  'pool.insufficient',
  'pool.frozen',
  'pool.closed',
  'window.not_yet_open',
  'window.closed',
  'lender.ineligible',
  'borrower.ineligible',
  'borrower.undetermined',
  'rate.above_cap',
  'customer.limit_exceeded',
];

export type CaseStep<T> = {
  /** What the step will hold or use, as far as can be seen; null when it is nothing. */
  readonly plan: (tx: Tx) => Promise<QuotaStep | null>;
  /** The step itself, told what was planned for it. */
  readonly perform: (tx: Tx, planned: QuotaStep | null) => Promise<{ readonly resourceId: string }>;
  readonly read: (tx: Tx, resourceId: string) => Promise<T>;
};

/**
 * Steps of a case together with what they do to the quota of its tool, in one transaction. A case whose tool has no pool
 * holds nothing: own funds, and tools nobody keeps a book of here.
 */
@Injectable()
export class CaseQuota {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly poster: QuotaPoster,
    private readonly reader: CaseQuotaReader,
  ) {}

  async run<T>(caller: Caller, command: Command, step: CaseStep<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.attempt(caller, command, step);
      } catch (error) {
        if (!(error instanceof OutdatedPlan)) throw error;
        if (tries === TRIES) throw new DomainError('server.busy');
      }
    }
  }

  private async attempt<T>(caller: Caller, command: Command, step: CaseStep<T>): Promise<T> {
    const planned = await this.database.asCaller(caller, async (tx) =>
      (await this.commands.earlier(tx, caller, command)) ? null : step.plan(tx),
    );
    const posting = planned ? await this.reader.commandsOf(planned, caller.accountId) : [];
    if (posting.length === 0 || !(await this.posted(caller, command, { posting, planned, step }))) {
      return this.commands.run(caller, command, (tx) => step.perform(tx, null), step.read);
    }
    return this.database.asCaller(caller, async (tx) => {
      const done = await this.commands.earlier(tx, caller, command);
      return step.read(tx, done?.resourceId ?? '');
    });
  }

  /** Whether the ledger took the step along; if not, the step says by itself what is in its way. */
  private async posted<T>(
    caller: Caller,
    command: Command,
    {
      posting,
      planned,
      step,
    }: { posting: readonly QuotaCommand[]; planned: QuotaStep | null; step: CaseStep<T> },
  ): Promise<boolean> {
    const result = await this.poster.postWith(caller, posting, async (tx) => {
      await this.commands.once(tx, caller, command, (inner) => step.perform(inner, planned));
    });
    if (result.outcome === 'done') return !isReplay(result);
    if (result.rejection.code === 'hold.stale') throw new OutdatedPlan();
    if (LEDGER_REFUSES.includes(result.rejection.code)) throw caseRefusal(result.rejection);
    return false;
  }
}
