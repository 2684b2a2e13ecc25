import type { Fact, FactValue, Kind, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, criterionOf } from '../matching/index.js';

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  hierarchy: (value) => typeof value === 'string',
  'one-of': (value) => typeof value === 'string',
  'set-any': isSet,
  'set-all': isSet,
  money: (value) =>
    isFields(value) && typeof value['fen'] === 'bigint' && typeof value['currency'] === 'string',
  quantity: (value) => typeof value === 'number' && !Number.isNaN(value),
  flag: (value) => typeof value === 'boolean',
};

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isSet(value: unknown): boolean {
  return (
    isFields(value) &&
    typeof value['complete'] === 'boolean' &&
    Array.isArray(value['members']) &&
    value['members'].every((member) => typeof member === 'string')
  );
}

/** Refuses facts that no rule could be asked about; the message names request and criterion. */
export function checkFacts(requestId: string, facts: RequestFacts): void {
  for (const attribute of ATTRIBUTES) {
    const fact: Fact<FactValue> | undefined = facts[attribute];
    if (fact === undefined) continue;
    const { kind, label } = criterionOf(attribute);
    if (!FITS[kind](fact.value)) {
      throw new TypeError(`${label.en} (${attribute}) of request ${requestId} is no ${kind}`);
    }
  }
}
