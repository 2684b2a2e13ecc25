import { Injectable } from '@nestjs/common';
import type { EngagementDetail, EngagementItem } from '@yinqi/contracts/engagements';
import { isEngagementTerminal } from '@yinqi/domain/lifecycle';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { OrganisationsStore } from '../identity/identity.public.js';
import { Clock } from '../platform/clock/clock.js';
import { isReaderAbroad, type Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { actingFor, isInScope } from './engagement-actors.js';
import { CaseRecords, factsOf, type CaseRecord } from './case-records.js';
import { isOwed } from './engagement-records.store.js';
import type { EngagementRow } from './engagement-row.js';
import { detailOf, itemOf, type OrganisationName } from './engagement-view.js';
import { EngagementsStore } from './engagements.store.js';
import type { ListedEngagement } from './queue.store.js';
import { awaitsSecondLook, refusalFacts } from './refusal.js';
import { Desks } from './transfers/desk-of.js';
import { shownDossier, shownParts } from './shown-dossier.js';

type Names = {
  readonly organisation: (id: string) => OrganisationName;
  readonly enterprise: (id: string) => string | null;
};

const papersAsked = ({ supplements }: CaseRecord): number =>
  supplements.filter(isOwed).reduce((sum, { items }) => sum + items.length, 0);

const nameIn = (dossier: CaseRecord['dossier']): string | null => {
  const name = dossier?.content['enterpriseName'];
  return typeof name === 'string' ? name : null;
};

/** Names for lists and pages. A bank reads no enterprise: it knows the names its dossiers tell. */
@Injectable()
export class EngagementNames {
  constructor(
    private readonly organisations: OrganisationsStore,
    private readonly enterprises: EnterpriseFacts,
    private readonly desks: Desks,
  ) {}

  /** Who answers for cases at the bank; known to its own people alone. */
  owners(tx: Tx, caller: Caller) {
    return this.desks.owners(tx, caller);
  }

  async load(tx: Tx, caller: Caller, rows: readonly EngagementRow[]): Promise<Names> {
    const ids = [...new Set(rows.flatMap(({ bankId, branchId }) => [bankId, branchId]))];
    const organisations = new Map((await this.organisations.findMany(tx, ids)).map((row) => [row.id, row]));
    const enterprises =
      caller.side === 'bank'
        ? new Map<string, { readonly name: string }>()
        : await this.enterprises.describe(
            tx,
            rows.map(({ enterpriseId }) => enterpriseId),
          );
    return {
      organisation: (id) => {
        const found = organisations.get(id);
        return { id, name: found?.name ?? '', nameEn: found?.name_en ?? null };
      },
      enterprise: (id) => enterprises.get(id)?.name ?? null,
    };
  }
}

/** Cases as their pages show them, read under the caller's role. */
@Injectable()
export class EngagementReader {
  constructor(
    private readonly store: EngagementsStore,
    private readonly records: CaseRecords,
    private readonly names: EngagementNames,
    private readonly requests: RequestReader,
    private readonly clock: Clock,
  ) {}

  async items(tx: Tx, caller: Caller, rows: readonly ListedEngagement[]): Promise<EngagementItem[]> {
    const names = await this.names.load(tx, caller, rows);
    const now = this.clock.now();
    return rows.map((row) =>
      itemOf(row.owedBy === null ? row : { ...row, dueAt: row.owedBy, dueProvisional: false }, {
        bank: names.organisation(row.bankId),
        branch: names.organisation(row.branchId),
        enterpriseName: caller.side === 'bank' ? row.dossierName : names.enterprise(row.enterpriseId),
        ...shownParts(caller, row.dossierGroups),
        papersAsked: row.papersAsked,
        readerId: caller.accountId,
        side: caller.side,
        now,
      }),
    );
  }

  /** The answer to every command: read again, as the caller may see it. */
  async detail(tx: Tx, caller: Caller, id: string): Promise<EngagementDetail> {
    const [row] = await this.store.load(tx, [id]);
    if (!row || !isInScope(caller, row)) throw notFound();
    const [detail] = await this.details(tx, caller, [row]);
    if (!detail) throw notFound();
    return detail;
  }

  /** A bank reads cases, not requests; others only requests that are theirs to see. */
  async ofRequest(tx: Tx, caller: Caller, requestId: string): Promise<EngagementDetail[]> {
    if (caller.side === 'bank' || !(await this.requests.find(tx, requestId))) throw notFound();
    return this.details(tx, caller, await this.store.ofRequest(tx, requestId));
  }

  private async details(tx: Tx, caller: Caller, rows: readonly EngagementRow[]): Promise<EngagementDetail[]> {
    const now = this.clock.now();
    const acting = actingFor(caller);
    const names = await this.names.load(tx, caller, rows);
    const owners = await this.names.owners(tx, caller);
    const recordOf = await this.records.load(tx, rows, now);
    const requests =
      caller.side === 'bank'
        ? []
        : await this.requests.load(tx, [...new Set(rows.map(({ requestId }) => requestId))]);
    return rows.map((row) => {
      const record = recordOf(row);
      const dossier = shownDossier(caller, record, now);
      const request = requests.find(({ id }) => id === row.requestId);
      return detailOf(row, {
        ...record,
        dossier,
        bank: names.organisation(row.bankId),
        branch: names.organisation(row.branchId),
        enterpriseName: caller.side === 'bank' ? nameIn(dossier) : names.enterprise(row.enterpriseId),
        ...shownParts(caller, dossier?.fieldGroups),
        papersAsked: papersAsked(record),
        readerId: caller.accountId,
        side: caller.side,
        now,
        acting,
        candidates: awaitsSecondLook(row) ? owners.mayDecide(row) : [],
        owner: isEngagementTerminal(row.status) ? null : owners.of(row),
        readsEvidence: caller.side === 'bank' ? record.consent?.state === 'live' : !isReaderAbroad(caller),
        // A dialog supplies the reasons, and the cap is counted when the bank is really reached.
        facts: {
          ...factsOf(row, record, request),
          ...refusalFacts(row, record, { accountId: caller.accountId, now }),
          reasons_given: true,
          below_fan_out_cap: true,
          recommendation_written: true,
        },
      });
    });
  }
}
