import { expect, it } from 'vitest';
import { chunksByModule, textsChunk, type BuiltChunk } from '../../../scripts/build/chunks.ts';

const chunk = (
  name: string,
  imports: readonly string[] = [],
  dynamicImports: readonly string[] = [],
  isEntry = false,
): BuiltChunk => ({ fileName: name, facadeModuleId: name, isEntry, moduleIds: [name], imports, dynamicImports });

const built: readonly BuiltChunk[] = [
  chunk('main', ['react'], ['team', 'practice'], true),
  chunk('react'),
  chunk('practice', ['react', 'button'], ['drill']),
  chunk('drill', ['notice']),
  chunk('button'),
  chunk('notice'),
  chunk('team', ['react', 'button', 'store'], ['survey', 'progress']),
  chunk('store'),
  chunk('survey', ['store', 'notice', 'choices', 'flow']),
  chunk('choices'),
  chunk('flow'),
  chunk('progress', ['choices', 'chart']),
  chunk('chart'),
];

it('puts together what is always fetched together, and leaves the rest to be fetched when it is opened', () => {
  expect(Object.fromEntries(chunksByModule(built, { team: 'team', survey: 'survey' }))).toEqual({
    team: 'team-app',
    store: 'team-app',
    choices: 'team-app', // another screen needs it without the survey
    survey: 'team-survey',
    flow: 'team-survey',
    button: 'team-parts', // comes alive on a resident's page, too
    notice: 'team-parts', // later
  });
});

it('says when the build has no file for the app', () => {
  expect(() => chunksByModule(built, { team: 'team', survey: 'elsewhere' })).toThrow('no file for elsewhere');
});

it('puts the words of the first screens together, by language', () => {
  expect(
    ['/x/locales/vi/app.json', '/x/locales/en/survey.json', '/x/locales/vi/ui.json', '/x/src/app.ts'].map(textsChunk),
  ).toEqual(['team-vi', 'team-en', undefined, undefined]);
});
