import { recordingChunkBytes } from '../../protocol/recording.ts';
import type { KeptRecording } from '../../store/index.ts';
import type { RecordingsApi } from './recordings-api.ts';

export type Sent = 'sent' | 'unreachable' | 'refused';

/** base64 of a multiple of 3 bytes has no padding, so that pieces are cut out of the whole text. */
const piece = recordingChunkBytes - (recordingChunkBytes % 3);

/** How often a whole recording is begun anew after a checksum that was wrong. */
const patience = 2;

/**
 * Sends a recording piece by piece from wherever the server is; the server says what it wants next, so nothing of
 * a broken sending needs to be remembered here.
 * @param onProgress the share that the server holds, 0 to 1
 */
export async function sendRecording(api: Pick<RecordingsApi, 'send'>, { recording, data }: KeptRecording, onProgress: (share: number) => void): Promise<Sent> {
  let offset = 0;
  let anew = 0;
  for (;;) {
    const begin = (offset / 3) * 4;
    const reply = await api.send({ recording, offset, data: data.slice(begin, begin + (piece / 3) * 4) });
    if (reply.kind === 'unreachable') return 'unreachable';
    if (reply.kind === 'problem') return 'refused';
    if (reply.value.state !== 'coming') return reply.value.state === 'refused' ? 'refused' : 'sent';
    if (reply.value.offset === 0 && offset > 0 && ++anew > patience) return 'refused';
    offset = reply.value.offset;
    onProgress(offset / recording.bytes);
  }
}
