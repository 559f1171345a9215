import { useMemo } from 'react';
import { usePhone } from '../../phone/hooks.ts';
import { createTeamApi, type TeamApi } from './team-api.ts';

/** The requests of the team's screens, as this person. */
export function useTeamApi(): TeamApi {
  const { server } = usePhone();
  return useMemo(() => createTeamApi(server), [server]);
}
