import { useMemo } from 'react';
import { usePhone } from '../../sync/react.ts';
import { createRecordingsApi, type RecordingsApi } from './recordings-api.ts';

/** The server as this person's screens of recordings ask it. */
export function useRecordingsApi(): RecordingsApi {
  const { device, transport } = usePhone();
  return useMemo(() => createRecordingsApi({ enrolment: device, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge, device) }), [device, transport]);
}
