import type { Recording } from '../domain/recording.ts';
import { recordingChunkBytes, recordingReceived } from '../protocol/recording.ts';
import type { KeptRecording } from '../store/phone-store.ts';
import type { AskServer } from './ask-server.ts';

/** `paused`: it may not go on just now. `unreachable`: no answer, or one that says to come again. `refused`: it will not pass by trying again. */
export type Sent = 'sent' | 'paused' | 'unreachable' | 'refused';

/** base64 of a multiple of 3 bytes has no padding, so that pieces are cut out of the whole text. */
const piece = recordingChunkBytes - (recordingChunkBytes % 3);

/** How often a whole recording is begun anew after a checksum that was wrong. */
const patience = 2;

export interface SendingDeps {
  readonly server: Pick<AskServer, 'post'>;
  /** Asked before each piece: the Wi-Fi may have been left behind, the book locked. */
  readonly mayGoOn: () => Promise<boolean>;
  /** The share that the server holds, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Sends a recording piece by piece from wherever the server is; the server says what it wants next, so nothing of
 * a broken sending needs to be remembered here.
 */
export async function sendRecording({ server, mayGoOn, onProgress }: SendingDeps, { recording, data }: KeptRecording): Promise<Sent> {
  let offset = 0;
  let anew = 0;
  for (;;) {
    if (!(await mayGoOn())) return 'paused';
    const reply = await server.post('recordings/send', { recording, offset, data: cut(data, offset) }, recordingReceived);
    if (reply.kind === 'unreachable') return 'unreachable';
    if (reply.kind === 'problem') return isForGood[reply.problem] ? 'refused' : 'unreachable';
    const { state, offset: held } = reply.value;
    if (state !== 'coming') return state === 'refused' ? 'refused' : 'sent';
    if (held === 0 && offset > 0 && ++anew > patience) return 'refused';
    offset = held;
    onProgress(offset / recording.bytes);
  }
}

function cut(data: string, offset: Recording['bytes']): string {
  const begin = (offset / 3) * 4;
  return data.slice(begin, begin + (piece / 3) * 4);
}

/** What the server says when it will say the same again. */
const isForGood: { readonly [problem: string]: true | undefined } = { unreadable: true, forbidden: true, notFound: true, tooLarge: true };
