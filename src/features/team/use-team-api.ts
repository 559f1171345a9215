import { useMemo } from 'react';
import { usePhone } from '../../sync/react.ts';
import { createTeamApi, type TeamApi } from './team-api.ts';

/** The server as this person's screens of the team ask it. */
export function useTeamApi(): TeamApi {
  const { enrolment, transport } = usePhone();
  return useMemo(() => createTeamApi({ enrolment, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge) }), [enrolment, transport]);
}
