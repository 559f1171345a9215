import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src/lib/day.ts';
import data from '../../../src/domain/guide/data/drills.json';
import { dueAgain, roundOf } from '../../../src/domain/guide/drill.ts';
import type { Drill } from '../../../src/domain/guide/drill.ts';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { validateDrills } from '../../../src/domain/guide/validate-drills.ts';
import vi from '../../../locales/vi/drills.json';
import en from '../../../locales/en/drills.json';

const all = data as readonly Drill[];
const guides = Object.values(
  import.meta.glob<Guide>('../../../src/domain/guide/data/*/guide.json', { eager: true, import: 'default' }),
);
const sources = Object.fromEntries(guides.map((guide) => [guide.id, guide.sources.map((source) => source.id)]));

describe('a round of drills', () => {
  it('has as many genuine as fake ones, and other ones than the round before', () => {
    for (let round = 0; round < 10; round += 1) {
      const here = roundOf(all, round);
      expect(here.filter((one) => one.genuine)).toHaveLength(2);
      expect(new Set(here.map((one) => one.id)).size).toBe(4);
      expect(here.filter((one) => roundOf(all, round + 1).includes(one))).toEqual([]);
    }
  });

  it('comes in an order that does not tell which is which', () => {
    const orders = new Set(
      Array.from({ length: 8 }, (_, round) =>
        roundOf(all, round)
          .map((one) => one.genuine)
          .join(),
      ),
    );
    expect(orders.size).toBe(6);
  });

  it('is offered again after two weeks', () => {
    expect(dueAgain('2026-11-26' as Day)).toBe('2026-12-10');
  });
});

describe('the drills of this repository', () => {
  it('keep the rules', () => {
    expect(validateDrills(data, { vi, en }, sources)).toEqual([]);
  });

  const good = () => structuredClone({ data, vi, en });
  type Files = ReturnType<typeof good>;
  it.each<[string, (files: Files) => unknown, string, RegExp]>([
    ['more fake than genuine', (files) => files.data.pop(), '', /8 fake/],
    [
      'a source nobody has',
      (files) => (files.data[0]!.source.id = 'hearsay'),
      'etax-letter.source',
      /no source "hearsay"/,
    ],
    [
      'a link, even a false one',
      (files) => (files.vi.scripts['etax-letter'].asks = 'Vào etax-gov.com cài lại.'),
      'scripts.etax-letter.asks',
      /No address/,
    ],
    [
      'a genuine one that asks for a code',
      (files) => (files.vi.scripts['clinic-day'].asks = 'Bác đọc mã cho em.'),
      'scripts.clinic-day.asks',
      /asks for no code/,
    ],
    [
      'a line too long to be heard once',
      (files) => (files.vi.scripts['clinic-day'].opens = 'dài '.repeat(21)),
      'scripts.clinic-day.opens',
      /At most 20/,
    ],
    [
      'a text left in Vietnamese',
      (files) => (files.en.scripts['clinic-day'].why = files.vi.scripts['clinic-day'].why),
      'scripts.clinic-day.why',
      /translate/,
    ],
    [
      'words without a drill',
      (files) => Object.assign(files.vi.scripts, { ghost: files.vi.scripts['clinic-day'] }),
      'scripts.ghost',
      /No drill/,
    ],
    ['an unknown way to come', (files) => (files.data[0]!.by = 'fax'), '0.by', /fax/],
  ])('with %s are reported', (_, spoil, place, remedy) => {
    const files = good();
    spoil(files);
    expect(validateDrills(files.data, { vi: files.vi, en: files.en }, sources)).toContainEqual(
      expect.objectContaining({ place, remedy: expect.stringMatching(remedy) as string }),
    );
  });
});
