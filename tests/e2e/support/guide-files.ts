import { readdirSync, readFileSync } from 'node:fs';
import type { Guide, GuideTexts } from '../../../src/domain/guide/guide.ts';
import { stepsOf } from '../../../src/domain/guide/steps.ts';

const json = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as T;
const data = 'src/domain/guide/data';

/** Every guide there is: a new one is tested by being there. */
export const guideIds = readdirSync(new URL(`../../../${data}`, import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export interface GuideStory {
  readonly id: string;
  readonly language: 'vi' | 'en';
  readonly path: string;
  readonly texts: GuideTexts;
  readonly promise: string;
  /** What each step says to do, in order. */
  readonly sentences: readonly string[];
  /** The place to tap on each step's drawing, in order. */
  readonly targets: readonly string[];
}

/** Every guide in both languages, as its files tell it. */
export const guideStories: readonly GuideStory[] = guideIds.flatMap((id) =>
  (['vi', 'en'] as const).map((language) => {
    const texts = json<GuideTexts>(`locales/${language}/guides/${id}.json`);
    const steps = stepsOf(json<Guide>(`${data}/${id}/guide.json`));
    return {
      id,
      language,
      texts,
      path: `${language === 'en' ? '/en' : ''}/guides/${id}`,
      promise: json<{ promise: string }>(`locales/${language}/common.json`).promise,
      sentences: steps.map(({ part, step }) => texts.parts[part.id]?.steps[step.id]?.do ?? ''),
      targets: steps.map(({ step }) => step.target),
    };
  }),
);
