import { useMemo } from 'react';
import { usePhone } from '../../sync/react.ts';
import { createRecordingsApi, type RecordingsApi } from './recordings-api.ts';

/** The server as this person's screens of recordings ask it. */
export function useRecordingsApi(): RecordingsApi {
  const { enrolment, transport } = usePhone();
  return useMemo(() => createRecordingsApi({ enrolment, fetch: (url, init) => fetch(url, init), renew: (challenge) => transport.renew(challenge) }), [enrolment, transport]);
}
