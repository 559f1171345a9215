import type { Recording } from '../../domain/guide/recording.ts';
import { recordingChunkBytes, recordingReceived } from '../../protocol/recording.ts';
import type { KeptRecording } from '../../store/phone-store.ts';
import type { AskServer } from '../network/ask-server.ts';

/**
 * `paused`: `mayGoOn` said no. `unreachable`: no answer, or one that asks for a retry. `refused`: a retry would be
 * refused again.
 */
export type Sent = 'sent' | 'paused' | 'unreachable' | 'refused';

/** Bytes of one request: base64 of a multiple of 3 bytes has no padding, so pieces can be cut from the whole text. */
const pieceBytes = recordingChunkBytes - (recordingChunkBytes % 3);

/** How often a whole recording is sent again after a wrong checksum. */
const maxAttempts = 2;

export interface SendingDeps {
  readonly server: Pick<AskServer, 'post'>;
  /** Asked before each piece: false once the Wi-Fi is gone or the store is locked. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Called with the share that the server has, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a recording in pieces. Each answer holds the server's offset, so the phone stores nothing about an interrupted
 * transfer.
 */
export async function sendRecording(
  { server, mayGoOn, onProgress }: SendingDeps,
  { recording, data }: KeptRecording,
): Promise<Sent> {
  let offset = 0;
  let restarts = 0;
  for (;;) {
    if (!(await mayGoOn())) return 'paused';
    const reply = await server.post(
      'recordings/send',
      { recording, offset, data: cut(data, offset) },
      recordingReceived,
    );
    if (reply.kind === 'unreachable') return 'unreachable';
    if (reply.kind === 'problem') return isForGood[reply.problem] ? 'refused' : 'unreachable';
    const { state, offset: held } = reply.value;
    if (state !== 'coming') return state === 'refused' ? 'refused' : 'sent';
    if (held === 0 && offset > 0 && ++restarts > maxAttempts) return 'refused';
    offset = held;
    onProgress(offset / recording.bytes);
  }
}

function cut(data: string, offset: Recording['bytes']): string {
  const begin = (offset / 3) * 4;
  return data.slice(begin, begin + (pieceBytes / 3) * 4);
}

/** Problems that a retry would not change. */
const isForGood: { readonly [problem: string]: true | undefined } = {
  unreadable: true,
  forbidden: true,
  notFound: true,
  tooLarge: true,
};
