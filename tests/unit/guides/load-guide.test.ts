import { describe, expect, it } from 'vitest';
import catalogue from '../../../src/domain/guide/data/catalogue.json';
import { loadContent } from '../../../src/features/guides/load/load-guide.ts';
import { stepsToRead } from '../../../src/features/recordings/guide-steps.ts';

describe.each(catalogue.map(({ id }) => id))('the guide %s', (id) => {
  it.each(['vi', 'en'] as const)('has its structure and its texts for a page in %s', async (language) => {
    expect(await loadContent(id, language)).toMatchObject({ guide: { id }, texts: { search: expect.any(Array) } });
  });

  it('has sentences to read aloud', async () => {
    expect((await stepsToRead(id, 'vi')).length).toBeGreaterThan(0);
  });
});

it('has no content for an unknown guide', async () => {
  expect(await loadContent('no-such-guide', 'vi')).toBeUndefined();
});
