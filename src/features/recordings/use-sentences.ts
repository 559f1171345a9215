import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { Recording } from '../../domain/recording.ts';
import { languageFromPath } from '../../i18n/index.ts';
import { stepsToRead, type StepToRead } from './guide-steps.ts';

type Spoken = Pick<Recording, 'guide' | 'part' | 'step'>;

/** What each of some recordings reads; undefined until its guide's words are here, and for a step that the guide no longer has. */
export function useSentences(recordings: readonly Spoken[]): (of: Spoken) => string | undefined {
  const language = languageFromPath(useLocation().pathname);
  const [steps, setSteps] = useState<ReadonlyMap<string, readonly StepToRead[]>>(new Map());
  const guides = [...new Set(recordings.map(({ guide }) => guide))].sort().join(' ');
  useEffect(() => {
    let left = false;
    const load = async (): Promise<void> => {
      const loaded = await Promise.all(guides.split(' ').filter(Boolean).map(async (id) => [id, await stepsToRead(id, language)] as const));
      if (!left) setSteps(new Map(loaded));
    };
    // Words that do not come (no network, not kept): the guide's title stands for them.
    load().catch(console.warn);
    return () => {
      left = true;
    };
  }, [guides, language]);
  return ({ guide, part, step }) => steps.get(guide)?.find((one) => one.part === part && one.step === step)?.sentence;
}
