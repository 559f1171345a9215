import type { Fields } from '../../src/domain/record/record.ts';
import type { Uuid } from '../../src/lib/ids.ts';
import type { seeded } from '../../tests/support/seeded.ts';

export const householdsAVillage = 250;
export const peopleEach = 4;

export interface BenchRecord {
  readonly id: Uuid;
  readonly kind: 'household' | 'person';
  readonly set: Fields;
}

type Chance = ReturnType<typeof seeded>;

const answer = (v: string) => ({ v, by: 'self', on: '2026-11-22', q: 1 });
const pick = <T>(chance: Chance, from: readonly T[]): T => from[chance.below(from.length)]!;

/** A village of invented households, each followed by its people, with the answers of the short form. */
export const villageRecords = (newId: () => Uuid, chance: Chance): BenchRecord[] =>
  Array.from({ length: householdsAVillage }, (_, household) => {
    const id = newId();
    const set = {
      headName: `Mẫu Văn ${chance.below(400)}`,
      address: `Nhà ${household}`,
      'a.H1': answer(pick(chance, ['yes', 'no'])),
      'a.H2': answer(pick(chance, ['yes', 'no'])),
    };
    return [
      { id, kind: 'household', set } as const,
      ...Array.from({ length: peopleEach }, () => person(newId(), id, chance)),
    ];
  }).flat();

const person = (id: Uuid, household: Uuid, chance: Chance): BenchRecord => ({
  id,
  kind: 'person',
  set: {
    household,
    name: `Mẫu Thị ${chance.below(900)}`,
    birthYear: 1940 + chance.below(80),
    sex: pick(chance, ['female', 'male']),
    'a.P1': answer(pick(chance, ['own', 'shared', 'none'])),
    'a.P2': answer(pick(chance, ['daily', 'weekly', 'no'])),
    'a.P3': answer(pick(chance, ['opens', 'none'])),
    'a.P4': answer(pick(chance, ['yes', 'no'])),
    'a.P5': answer(pick(chance, ['self', 'no'])),
  },
});
