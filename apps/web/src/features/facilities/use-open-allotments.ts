import { useQuery } from '@tanstack/react-query';

/** How many proposals wait for a second person; the contract is fetched with the count, not with the frame. */
export function useOpenAllotments(): number | undefined {
  const { data } = useQuery({
    queryKey: ['listAllotments', 'open'],
    queryFn: async ({ signal }) => (await import('./open-allotments.js')).countOpenAllotments(signal),
  });
  return data;
}
