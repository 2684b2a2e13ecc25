import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { RouteResult } from '@yinqi/contracts/route';
import {
  getLadder,
  getLetter,
  listLetters,
  listSupervisedCases,
  rehearseLadder,
  type LadderStepView,
} from '@yinqi/contracts/supervision';
import type { LetterColour } from '@yinqi/domain/supervision';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

/** Everything read of supervision is read again. */
export const forgetSupervision = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [listSupervisedCases, listLetters, getLetter, getLadder].map((route) =>
      client.invalidateQueries({ queryKey: [route.id] }),
    ),
  );

export function useSupervisedCases(colour: LetterColour | undefined) {
  const client = useQueryClient();
  useLive(['engagement'], () => void client.invalidateQueries({ queryKey: [listSupervisedCases.id] }));
  return useInfiniteQuery({
    queryKey: [listSupervisedCases.id, colour],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listSupervisedCases,
        {
          query: {
            ...(colour === undefined ? {} : { colour: [colour] }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listSupervisedCases>) => page.nextCursor ?? undefined,
  });
}

export function useLetters() {
  return useInfiniteQuery({
    queryKey: [listLetters.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listLetters, { query: pageParam === undefined ? {} : { cursor: pageParam } }, { signal }),
    getNextPageParam: (page: RouteResult<typeof listLetters>) => page.nextCursor ?? undefined,
  });
}

export const useLetter = (id: string) => useQuery(reading(getLetter, { params: { id } }));
export const useLadder = () => useQuery(reading(getLadder, {}));

/** Rungs as the trial's address carries them. */
export const stepsText = (steps: readonly LadderStepView[]): string =>
  steps
    .map(({ level, colour, atMinutes }) => `${level}${colour === null ? '' : `.${colour}`}:${atMinutes}`)
    .join(',');

/** What a ladder would have done; not asked while it is faulty. */
export const useRehearsal = (steps: readonly LadderStepView[], isSound: boolean) =>
  useQuery({
    ...reading(rehearseLadder, { query: { steps: stepsText(steps) } }),
    enabled: isSound,
    placeholderData: (before) => before,
  });
