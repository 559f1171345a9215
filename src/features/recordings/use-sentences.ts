import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { Recording } from '../../domain/guide/recording.ts';
import { languageFromPath } from '../../i18n/index.ts';
import { stepsToRead, type StepToRead } from './guide-steps.ts';

type Spoken = Pick<Recording, 'guide' | 'part' | 'step'>;

/**
 * The sentence that each recording reads; undefined until its guide's texts are loaded, and for a step that the guide
 * no longer has.
 */
export function useSentences(recordings: readonly Spoken[]): (of: Spoken) => string | undefined {
  const language = languageFromPath(useLocation().pathname);
  const [steps, setSteps] = useState<ReadonlyMap<string, readonly StepToRead[]>>(new Map());
  const guides = [...new Set(recordings.map(({ guide }) => guide))].sort().join(' ');
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      const loaded = await Promise.all(
        guides
          .split(' ')
          .filter(Boolean)
          .map(async (id) => [id, await stepsToRead(id, language)] as const),
      );
      if (!left) setSteps(new Map(loaded));
    };
    // Texts that cannot be loaded are left out: the guide's title is shown instead.
    load().catch(console.warn);
    return () => {
      left = true;
    };
  }, [guides, language]);
  return ({ guide, part, step }) => steps.get(guide)?.find((one) => one.part === part && one.step === step)?.sentence;
}
