import { useMemo } from 'react';
import { usePhone } from '../../sync/react.ts';
import { createTeamApi, type TeamApi } from './team-api.ts';

/** The server as this person's screens of the team ask it. */
export function useTeamApi(): TeamApi {
  const { device, transport } = usePhone();
  return useMemo(() => createTeamApi({ enrolment: device, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge, device) }), [device, transport]);
}
