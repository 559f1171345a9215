import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/domain/day.ts';
import type { Catalogue } from '../../../src/domain/guide/catalogue.ts';
import catalogue from '../../../src/domain/guide/data/catalogue.json';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { guideFor } from '../../../src/domain/guide/needs.ts';
import { stepsOf } from '../../../src/domain/guide/steps.ts';
import { validateCatalogue, validateGuide } from '../../../src/domain/guide/validate.ts';
import { systemClock } from '../../../src/lib/clock.ts';

const structures = import.meta.glob<Guide>('../../../src/domain/guide/data/*/guide.json', { eager: true, import: 'default' });
const texts = import.meta.glob<unknown>('../../../locales/{vi,en}/guides/*.json', { eager: true, import: 'default' });
const titles = import.meta.glob<Record<string, { title: string; summary: string }>>('../../../locales/{vi,en}/guides.json', { eager: true, import: 'catalogue' });

const ids = Object.keys(structures).map((path) => /data\/([^/]+)\//.exec(path)?.[1] ?? '');

describe('the guides of this repository', () => {
  it.each(ids)('%s keeps the rules', (id) => {
    const guide = structures[`../../../src/domain/guide/data/${id}/guide.json`];
    const read = { vi: texts[`../../../locales/vi/guides/${id}.json`], en: texts[`../../../locales/en/guides/${id}.json`] };
    expect(validateGuide({ id, guide, texts: read }, dayOf(systemClock.now()))).toEqual([]);
  });

  it('all stand in the index with a title in both languages', () => {
    const byLanguage = { vi: titles['../../../locales/vi/guides.json'] ?? {}, en: titles['../../../locales/en/guides.json'] ?? {} };
    expect(validateCatalogue(catalogue as Catalogue, ids, byLanguage)).toEqual([]);
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
