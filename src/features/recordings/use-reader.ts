import { useState } from 'react';
import { usePhone } from '../../phone/hooks.ts';

/** Who reads, in which language, and whether they agreed to be heard. */
export interface Reader {
  readonly speaker: string;
  readonly language: string;
  readonly consent: readonly string[];
}

export type ReaderField = keyof Reader;

/** The first of these that is not said yet. */
export function lackingOf({ speaker, language, consent }: Reader): ReaderField | undefined {
  if (speaker.trim() === '') return 'speaker';
  if (language.trim().length < 2) return 'language';
  return consent.length === 0 ? 'consent' : undefined;
}

/**
 * Who read last and in which language, so that the next step does not ask again; dropped when the local store is
 * locked.
 */
const lastReaders = new WeakMap<object, Pick<Reader, 'speaker' | 'language'>>();

/** The reader's fields of a screen, filled in with whoever read last. */
export function useReader(): {
  readonly reader: Reader;
  readonly change: (changed: Partial<Reader>) => void;
  readonly remember: () => void;
} {
  const { recordings } = usePhone();
  const [reader, setReader] = useState<Reader>(() => ({
    speaker: '',
    language: '',
    ...lastReaders.get(recordings),
    consent: [],
  }));
  return {
    reader,
    change: (changed) => setReader((before) => ({ ...before, ...changed })),
    remember: () => lastReaders.set(recordings, { speaker: reader.speaker.trim(), language: reader.language.trim() }),
  };
}
