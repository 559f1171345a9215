import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/lib/day.ts';
import type { Catalogue } from '../../../src/domain/guide/catalogue.ts';
import catalogue from '../../../src/domain/guide/data/catalogue.json';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { guideFor } from '../../../src/domain/guide/guide-for.ts';
import { stepsOf } from '../../../src/domain/guide/steps.ts';
import { validateCatalogue, validateGuide } from '../../../src/domain/guide/validate.ts';
import { systemClock } from '../../../src/lib/clock.ts';

const structures = import.meta.glob<Guide>('../../../src/domain/guide/data/*/guide.json', {
  eager: true,
  import: 'default',
});
const texts = import.meta.glob<unknown>('../../../locales/{vi,en}/guides/*.json', { eager: true, import: 'default' });
const titles = import.meta.glob<Record<string, { title: string; summary: string }>>(
  '../../../locales/{vi,en}/guides.json',
  { eager: true, import: 'catalogue' },
);

const ids = Object.keys(structures).map((path) => /data\/([^/]+)\//.exec(path)?.[1] ?? '');

describe('the guides of this repository', () => {
  it.each(ids)('%s keeps the rules', (id) => {
    const guide = structures[`../../../src/domain/guide/data/${id}/guide.json`];
    const read = {
      vi: texts[`../../../locales/vi/guides/${id}.json`],
      en: texts[`../../../locales/en/guides/${id}.json`],
    };
    expect(validateGuide({ id, guide, texts: read }, dayOf(systemClock.now()))).toEqual([]);
  });

  it('all stand in the index with a title in both languages', () => {
    const byLanguage = {
      vi: titles['../../../locales/vi/guides.json'] ?? {},
      en: titles['../../../locales/en/guides.json'] ?? {},
    };
    expect(validateCatalogue(catalogue as Catalogue, ids, byLanguage)).toEqual([]);
  });

  it.each(['vi', 'en'] as const)('name other guides in %s by their titles', (language) => {
    const known = Object.values(titles[`../../../locales/${language}/guides.json`] ?? {}).map(({ title }) => title);
    const naming = language === 'vi' ? /[Xx]em (?:ngay )?bài “([^”]+)”/g : /guide “([^”]+)”/g;
    const named = ids.flatMap((id) =>
      [...JSON.stringify(texts[`../../../locales/${language}/guides/${id}.json`]).matchAll(naming)].map(
        ([, title]) => title,
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((title) => !known.includes(title ?? ''))).toEqual([]);
  });

  it('keep remarks of their authors off the screen', () => {
    for (const id of ids)
      for (const language of ['vi', 'en'])
        expect(JSON.stringify(texts[`../../../locales/${language}/guides/${id}.json`]), id).not.toMatch(
          /chưa kiểm lại|not checked again/i,
        );
  });

  it('leave nobody at a form that was never sent', () => {
    // A guide whose last step still fills in something would be congratulated on work that arrived nowhere.
    for (const id of ids) {
      const last = stepsOf(structures[`../../../src/domain/guide/data/${id}/guide.json`]!).at(-1);
      expect(last?.step.gesture, id).not.toBe('type');
    }
  });

  it('eTax Mobile is numbered through its parts', () => {
    const steps = stepsOf(structures['../../../src/domain/guide/data/etax-mobile/guide.json']!);
    expect(steps.map((step) => step.number)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.find((step) => step.part.id === 'login')).toMatchObject({ number: 6, inPart: 1 });
  });

  it('answer a need with a guide, or not at all', () => {
    expect(guideFor('landTax', catalogue as Catalogue)).toBe('etax-mobile');
    expect(guideFor('clinic', [{ id: 'etax-mobile', topic: 'papers', needs: ['landTax'] }])).toBeUndefined();
  });
});
