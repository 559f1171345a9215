import catalogue from '../../domain/guide/data/catalogue.json';
import type { Guide, GuideTexts } from '../../domain/guide/guide.ts';
import { stepsOf } from '../../domain/guide/steps.ts';
import type { PageLanguage } from '../../i18n/index.ts';

const structures = import.meta.glob<Guide>('../../domain/guide/data/*/guide.json', { import: 'default' });
const texts = import.meta.glob<GuideTexts>('../../../locales/*/guides/*.json', { import: 'default' });

export const guideIds: readonly string[] = catalogue.map(({ id }) => id);

/** One sentence to read aloud. */
export interface StepToRead {
  readonly number: number;
  readonly part: string;
  readonly step: string;
  readonly partNumber: number;
  readonly inPart: number;
  readonly sentence: string;
}

/** The sentences of a guide; none when there is no such guide. */
export async function stepsToRead(id: string, language: PageLanguage): Promise<readonly StepToRead[]> {
  const [guide, words] = await Promise.all([
    structures[`../../domain/guide/data/${id}/guide.json`]?.(),
    texts[`../../../locales/${language}/guides/${id}.json`]?.(),
  ]);
  if (!guide || !words) return [];
  return stepsOf(guide).map(({ part, step, number, inPart }) => ({
    number,
    part: part.id,
    step: step.id,
    partNumber: guide.parts.indexOf(part) + 1,
    inPart,
    sentence: words.parts[part.id]?.steps[step.id]?.do ?? '',
  }));
}
