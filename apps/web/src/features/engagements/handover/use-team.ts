import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endDeputy, getTeam, nameDeputy, type Team } from '@yinqi/contracts/handovers';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { reading } from '../../../lib/query.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { useErrorWording } from '../../../ui/use-error-wording.js';
import { handoverMessages } from '../messages.js';
import { forgetQueue } from '../use-queue.js';

const teamQuery = reading(getTeam, {});

export const useTeam = () => useQuery(teamQuery);

/** Deputies named and ended; whose cases stand in whose list changes with them. */
export function useDeputies(onDone: () => void = () => undefined) {
  const t = useMessages(handoverMessages);
  const client = useQueryClient();
  const wording = useErrorWording();
  const told = (message: string) => (team: Team) => {
    client.setQueryData(teamQuery.queryKey, team);
    void forgetQueue(client);
    showToast({ message });
    onDone();
  };
  const name = useCommand(nameDeputy, { onSuccess: told(t('team.done')) });
  const end = useCommand(endDeputy, {
    onSuccess: told(t('team.endDone')),
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  return { name, end };
}
