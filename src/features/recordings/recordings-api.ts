import type { Uuid } from '../../lib/ids.ts';
import { recordingAudio, recordingsResponse, recordingVerdict, type RecordingAudio, type RecordingsResponse } from '../../protocol/recording.ts';
import { createAskServer, type AskDeps, type Asked } from '../../sync/index.ts';

/** The server as the recordings' screens ask it. Never throws for what network or server do. */
export interface RecordingsApi {
  list(village: Uuid): Promise<Asked<RecordingsResponse>>;
  hear(id: Uuid): Promise<Asked<RecordingAudio>>;
  judge(id: Uuid, approve: boolean): Promise<Asked<unknown>>;
}

export function createRecordingsApi(deps: AskDeps): RecordingsApi {
  const server = createAskServer(deps);
  return {
    list: (village) => server.get(`recordings?village=${village}`, recordingsResponse),
    hear: (id) => server.get(`recordings/audio?id=${id}`, recordingAudio),
    judge: (id, approve) => server.post('recordings/judge', { id, approve }, recordingVerdict),
  };
}
