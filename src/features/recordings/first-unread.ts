import type { Recording } from '../../domain/guide/recording.ts';
import type { StepToRead } from './guide-steps.ts';

/**
 * Where this reader goes on: the first sentence of the guide of which this phone keeps no recording of theirs in this
 * language.
 *
 * @returns an index of `steps`; 0 when all are read, to read them anew
 */
export function firstUnread(
  steps: readonly StepToRead[],
  kept: readonly Recording[],
  { guide, speaker, language }: Pick<Recording, 'guide' | 'speaker' | 'language'>,
): number {
  const read = new Set(
    kept
      .filter((one) => one.guide === guide && one.speaker === speaker.trim() && one.language === language.trim())
      .map(({ part, step }) => `${part} ${step}`),
  );
  return Math.max(
    0,
    steps.findIndex(({ part, step }) => !read.has(`${part} ${step}`)),
  );
}
