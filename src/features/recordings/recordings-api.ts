import type { Uuid } from '../../lib/ids.ts';
import {
  recordingAudio,
  recordingsResponse,
  recordingVerdict,
  type RecordingAudio,
  type RecordingsResponse,
} from '../../protocol/recording.ts';
import type { AskServer, Asked } from '../../sync/index.ts';

/** Requests about recordings. They never throw: a failure is an `Asked` value. */
export interface RecordingsApi {
  list(village: Uuid): Promise<Asked<RecordingsResponse>>;
  hear(id: Uuid): Promise<Asked<RecordingAudio>>;
  judge(id: Uuid, approve: boolean): Promise<Asked<unknown>>;
}

export function createRecordingsApi(server: AskServer): RecordingsApi {
  return {
    list: (village) => server.get(`recordings?village=${village}`, recordingsResponse),
    hear: (id) => server.get(`recordings/audio?id=${id}`, recordingAudio),
    judge: (id, approve) => server.post('recordings/judge', { id, approve }, recordingVerdict),
  };
}
