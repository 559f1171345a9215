import { createHash, randomUUID } from 'node:crypto';
import type { Recording } from '../../../src/domain/guide/recording.ts';
import type { Uuid } from '../../../src/lib/ids.ts';
import type { RecordingPiece } from '../../../src/protocol/recording.ts';

/** What a phone recorded: some bytes, and who spoke them. */
export interface Recorded extends Recording {
  readonly sound: Buffer;
}

/** @param bytes how long it is */
export function newRecording(village: Uuid, bytes = 5000, more: Partial<Recording> = {}): Recorded {
  const sound = Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 31 + bytes) % 256));
  return {
    id: randomUUID(),
    village,
    guide: 'vneid',
    part: 'activate',
    step: 'open',
    language: 'Tiếng Việt',
    speaker: 'Mẫu Thị Na',
    consent: { version: 1, at: 1 },
    type: 'audio/webm',
    bytes,
    sha256: createHash('sha256').update(sound).digest('hex'),
    ...more,
    sound,
  };
}

export function pieceAt({ sound, ...recording }: Recorded, offset: number, length = 2000): RecordingPiece {
  return { recording, offset, data: sound.subarray(offset, offset + length).toString('base64') };
}

/** All of it, in order, as a phone would send it. */
export const piecesOf = (recorded: Recorded, length = 2000): RecordingPiece[] =>
  Array.from({ length: Math.ceil(recorded.bytes / length) }, (_, index) => pieceAt(recorded, index * length, length));
