import { associatedData } from '../cipher/cipher.ts';
import type { StoredChunk } from '../engine/engine.ts';

/** What a chunk's sealed text is bound to. */
export const chunkAssociatedData = ({ village, no, upTo }: Pick<StoredChunk, 'village' | 'no' | 'upTo'>): string =>
  associatedData('chunks', village, String(no), upTo);
