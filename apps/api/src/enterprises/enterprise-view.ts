import type { Enterprise, FactValue, ProfileAttribute } from '@yinqi/contracts/enterprises';
import { fieTypeNameEn, findIndustry, findRegion, originNameEn } from '@yinqi/domain/codes';
import { PROFILE_ATTRIBUTE_NAMES } from '@yinqi/contracts/enterprises';
import { storedFactsOf } from './enterprise-facts.js';
import { decodeValue, namesIn, wordsOf } from './enterprise-profile.js';
import type { EnterpriseRow, EnterpriseWithSnapshots } from './enterprises.store.js';

type Named = { code: string; name: string };

const named = (code: string | null, name: string | undefined): Named | null =>
  code === null ? null : { code, name: name ?? code };

/** One line of the bureau's list. */
export const itemOf = (row: EnterpriseRow) => ({
  id: row.id,
  uscc: row.uscc,
  name: row.name,
  region: named(row.region_code, row.region_code === null ? undefined : findRegion(row.region_code)?.name),
  industry: named(
    row.industry_code,
    row.industry_code === null ? undefined : findIndustry(row.industry_code)?.name,
  ),
  unit: { id: row.unit_id, name: row.unit_name },
  demo: row.demo,
  updatedAt: row.updated_at,
});

const inEnglish = (zh: string, en: string | undefined) => (en === undefined ? null : { zh, en });

/** The name people read for a code; English exists for vocabularies, not for the national code tables. */
function wordsFor(attribute: ProfileAttribute, value: FactValue): { zh: string; en: string } | null {
  if (typeof value !== 'string') return null;
  const same = (name: string | undefined) =>
    name === undefined ? null : { zh: name, en: `${name} (${value})` };
  if (attribute === 'region') return same(findRegion(value)?.name);
  if (attribute === 'industry') return same(findIndustry(value)?.name);
  if (attribute === 'registrationType') return inEnglish(value, fieTypeNameEn(value));
  if (attribute === 'foreignOrigin') return inEnglish(value, originNameEn(value));
  return wordsOf(attribute)?.[value] ?? null;
}

/** An enterprise with every fact's source and date, as bureaus and the enterprise itself read it. */
export function enterpriseView(row: EnterpriseWithSnapshots): Enterprise {
  const facts = storedFactsOf(row);
  return {
    ...itemOf(row),
    version: row.version,
    createdAt: row.created_at,
    facts: PROFILE_ATTRIBUTE_NAMES.flatMap((attribute) => {
      const fact = facts[attribute];
      if (fact === undefined || decodeValue(attribute, fact.value) === undefined) return [];
      return [{ attribute, ...fact, words: wordsFor(attribute, fact.value) }];
    }),
    snapshots: row.snapshots.map(({ id, period, figures, source, recorded_at }) => ({
      id,
      period,
      figures: namesIn(figures).flatMap((attribute) => {
        const value = figures[attribute];
        return value === undefined ? [] : [{ attribute, value }];
      }),
      source: source.text,
      recordedAt: recorded_at,
    })),
  };
}
