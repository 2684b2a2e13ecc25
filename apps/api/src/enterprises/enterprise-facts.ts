import { Injectable } from '@nestjs/common';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import {
  bestFacts,
  decodeFacts,
  namesIn,
  type EnterpriseFactSet,
  type StoredFact,
  type StoredFacts,
} from './enterprise-profile.js';
import { EnterprisesStore, type EnterpriseWithSnapshots, type SnapshotRow } from './enterprises.store.js';

export type EnterpriseRecord = {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitPosition: number;
  readonly regionCode: string | null;
  readonly industryCode: string | null;
  readonly demo: boolean;
  /** Best known fact per attribute, each with source, date and provenance. */
  readonly facts: EnterpriseFactSet;
  /** The year the best known revenue is of; unknown where it was not reported for a whole year. */
  readonly figuresYear: number | null;
};

/** What one survey row or form says of an enterprise, each as a fact. */
function factsOfSnapshot({ figures, source }: SnapshotRow): StoredFacts {
  const facts: Record<string, StoredFact> = {};
  for (const attribute of namesIn(figures)) {
    const value = figures[attribute];
    if (value !== undefined) {
      facts[attribute] = { value, source: source.text, date: source.date, provenance: 'declared' };
    }
  }
  return facts;
}

/** Registration itself says where the enterprise is and what it does, until a better source does. */
function factsOfRegistration(row: EnterpriseWithSnapshots): StoredFacts {
  const date = chinaDate(new Date(row.created_at));
  const said = { source: row.unit_name, date, provenance: 'declared' } as const;
  return {
    ...(row.region_code === null ? {} : { region: { value: row.region_code, ...said } }),
    ...(row.industry_code === null ? {} : { industry: { value: row.industry_code, ...said } }),
  };
}

/** Best stored fact per attribute out of the bureau's own entries, the survey rows and the registration. */
export const storedFactsOf = (row: EnterpriseWithSnapshots): StoredFacts =>
  bestFacts([row.profile, ...row.snapshots.map(factsOfSnapshot), factsOfRegistration(row)]);

/** A survey filled in this year reports last year: only its period says which, never its date. */
function figuresYearOf(row: EnterpriseWithSnapshots, { revenue }: StoredFacts): number | null {
  if (revenue === undefined) return null;
  const told = row.snapshots.find((snapshot) => {
    const said = factsOfSnapshot(snapshot).revenue;
    return /^\d{4}$/.test(snapshot.period) && JSON.stringify(said) === JSON.stringify(revenue);
  });
  return told ? Number(told.period) : null;
}

/** Facts of enterprises for whoever judges or passes them on; row-level security decides which are seen. */
@Injectable()
export class EnterpriseFacts {
  constructor(private readonly store: EnterprisesStore) {}

  async load(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, EnterpriseRecord>> {
    const rows = await this.store.load(tx, [...new Set(ids)]);
    return new Map(
      rows.map((row) => {
        const facts = storedFactsOf(row);
        const record: EnterpriseRecord = {
          id: row.id,
          uscc: row.uscc,
          name: row.name,
          unitId: row.unit_id,
          unitPosition: row.unit_position,
          regionCode: row.region_code,
          industryCode: row.industry_code,
          demo: row.demo,
          facts: decodeFacts(facts),
          figuresYear: figuresYearOf(row, facts),
        };
        return [row.id, record];
      }),
    );
  }

  /** Names and codes for lists. */
  async describe(
    tx: Tx,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly name: string; readonly uscc: string }>> {
    const rows = await this.store.describe(tx, [...new Set(ids)]);
    return new Map(rows.map(({ id, name, uscc }) => [id, { name, uscc }]));
  }
}
