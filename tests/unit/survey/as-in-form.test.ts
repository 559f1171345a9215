import { describe, expect, it } from 'vitest';
import { asInForm } from '../../../src/features/survey/as-in-form.ts';
import type { HomeSheet } from '../../../src/features/survey/use-survey.ts';
import type { SurveyContent } from '../../../src/features/survey/draft-content.ts';

const sheet = (merged: Readonly<Record<string, readonly string[]>>) =>
  ({ household: { id: 'home', people: [{ id: 'mother' }, { id: 'son' }] }, mergedOf: (id: string) => (merged[id] ?? []).map((gone) => ({ id: gone })) }) as unknown as HomeSheet;
const content = (...sections: string[]) => ({ sections: Object.fromEntries(sections.map((id) => [id, {}])) }) as unknown as SurveyContent;
const names = ({ household }: HomeSheet) => [household.id, ...household.people.map(({ id }) => id)];

describe('a form that was under way when its home was merged into another', () => {
  it('goes on under the names it knows', () => {
    const united = sheet({ home: ['twin'], mother: ['other mother'] });
    expect(names(asInForm(united, { draft: { id: 'twin' }, content: content('twin', 'other mother') }))).toEqual(['twin', 'other mother', 'son']);
  });

  it('is left alone when it was begun on the one that stays, or nothing was merged', () => {
    const united = sheet({ home: ['twin'], mother: ['other mother'] });
    expect(asInForm(united, { draft: { id: 'home' }, content: content('home', 'mother') })).toBe(united);
    const alone = sheet({});
    expect(asInForm(alone, { draft: { id: 'home' }, content: content() })).toBe(alone);
  });
});
