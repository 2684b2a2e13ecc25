import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listOrganisations } from '@yinqi/contracts/identity';
import { listIndustries, listRegions } from '@yinqi/contracts/reference';
import { reading } from './query.js';

/** Code tables change with a release only. */
export const FOR_EVER = { staleTime: Infinity } as const;

const searchOf = (typed: string) => (typed.trim() === '' ? {} : { search: typed.trim() });

/** Regions whose name or code holds what was typed; the provinces before anything was. */
export const useRegions = (typed: string, enabled = true) =>
  useQuery({
    enabled,
    ...reading(listRegions, { query: searchOf(typed) }),
    ...FOR_EVER,
    placeholderData: keepPreviousData,
  });

export const useIndustries = (typed: string) =>
  useQuery({
    ...reading(listIndustries, { query: searchOf(typed) }),
    ...FOR_EVER,
    placeholderData: keepPreviousData,
  });

/** Banks as such, not their branches, by any part of their name. */
export const useBanks = (typed: string, enabled = true) =>
  useQuery({
    enabled,
    ...reading(listOrganisations, { query: { kind: ['bank'], limit: 200, ...searchOf(typed) } }),
    select: ({ items }) => items.filter(({ parentId }) => parentId === null),
    placeholderData: keepPreviousData,
  });
