import { describe, expect, it } from 'vitest';
import { asInForm } from '../../../src/features/survey/interview/as-in-form.ts';
import type { HouseholdContext } from '../../../src/features/survey/form-context.ts';
import type { SurveyContent } from '../../../src/features/survey/drafts/draft-content.ts';

const formContext = (merged: Readonly<Record<string, readonly string[]>>) =>
  ({
    household: { id: 'household', people: [{ id: 'mother' }, { id: 'son' }] },
    mergedOf: (id: string) => (merged[id] ?? []).map((gone) => ({ id: gone })),
  }) as unknown as HouseholdContext;
const content = (...sections: string[]) =>
  ({ sections: Object.fromEntries(sections.map((id) => [id, {}])) }) as unknown as SurveyContent;
const names = ({ household }: HouseholdContext) => [household.id, ...household.people.map(({ id }) => id)];

describe('a form that was under way when its household was merged into another', () => {
  it('goes on under the names it knows', () => {
    const united = formContext({ household: ['duplicate'], mother: ['other mother'] });
    expect(
      names(asInForm(united, { draft: { id: 'duplicate' }, content: content('duplicate', 'other mother') })),
    ).toEqual(['duplicate', 'other mother', 'son']);
  });

  it('is left alone when it was begun on the one that stays, or nothing was merged', () => {
    const united = formContext({ household: ['duplicate'], mother: ['other mother'] });
    expect(asInForm(united, { draft: { id: 'household' }, content: content('household', 'mother') })).toBe(united);
    const alone = formContext({});
    expect(asInForm(alone, { draft: { id: 'household' }, content: content() })).toBe(alone);
  });
});
