import { useQuery } from '@tanstack/react-query';
import { listAllotments } from '@yinqi/contracts/allotments';
import { reading } from '../../lib/query.js';

/** How many proposals wait for a second person. */
export function useOpenAllotments(): number | undefined {
  const { data } = useQuery(reading(listAllotments, { query: { state: ['proposed'], limit: 1 } }));
  return data?.total;
}
