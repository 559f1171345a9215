import { useMemo } from 'react';
import { usePhone } from '../../phone/hooks.ts';
import { createRecordingsApi, type RecordingsApi } from './recordings-api.ts';

/** The requests about recordings, as this person. */
export function useRecordingsApi(): RecordingsApi {
  const { server } = usePhone();
  return useMemo(() => createRecordingsApi(server), [server]);
}
