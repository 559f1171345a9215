import { maxRecordingBytes, recordingConsentVersion, type Recording } from '../../domain/guide/recording.ts';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../phone/hooks.ts';
import { StorageFullError } from '../../store/index.ts';
import { toBase64, toHexSha256 } from './bytes.ts';
import type { Recorded } from './recorder.ts';
import type { Reader } from './use-reader.ts';

export type Kept = { readonly kind: 'kept'; readonly id: Uuid } | { readonly kind: 'full' | 'tooLong' };

/** Which sentence was read. */
type Spoken = Pick<Recording, 'guide' | 'part' | 'step'>;

/** Keeps a recording on this phone, sealed, until it is sent. */
export function useKeepRecording(village: Uuid): (of: Spoken, heard: Recorded, reader: Reader) => Promise<Kept> {
  const { store, recordings, newId, calendar } = usePhone();
  return async ({ guide, part, step }, heard, reader) => {
    if (heard.blob.size > maxRecordingBytes) return { kind: 'tooLong' };
    const bytes = new Uint8Array(await heard.blob.arrayBuffer());
    const about: Recording = {
      id: newId(),
      village,
      guide,
      part,
      step,
      language: reader.language.trim(),
      speaker: reader.speaker.trim(),
      consent: { version: recordingConsentVersion, at: calendar.now() },
      type: heard.type,
      bytes: bytes.length,
      sha256: await toHexSha256(bytes),
    };
    try {
      await store.recordings.save(about, toBase64(bytes));
    } catch (error) {
      if (!(error instanceof StorageFullError)) throw error;
      return { kind: 'full' };
    }
    recordings.wake();
    return { kind: 'kept', id: about.id };
  };
}
