// An invented village far larger than any: ten thousand households with forty thousand people, as pages of a pull.
import { createIds, type Uuid } from '../../src/lib/ids.ts';
import type { Fields } from '../../src/domain/record/record.ts';
import type { PullRow } from '../../src/protocol/pull.ts';
import { seeded } from '../../tests/support/seeded.ts';

export interface BigVillage {
  readonly rows: readonly PullRow[];
  /** Households of 3 and of 30 adults who have all consented and have not been asked yet. */
  readonly small: Uuid;
  readonly large: Uuid;
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Bùi', 'Mẫu', 'Niê', 'Êban'];
const middles = ['Văn', 'Thị', 'Mẫu', 'Đình', 'Ngọc'];
const given = [
  'An',
  'Bình',
  'Cường',
  'Dũng',
  'Đức',
  'Hà',
  'Hương',
  'Khánh',
  'Lan',
  'Minh',
  'Ngân',
  'Ơn',
  'Phúc',
  'Quý',
  'Sơn',
  'Thảo',
  'Uyên',
  'Vân',
  'Yến',
  'Ất',
];
const on = '2026-11-20';
const version = (index: number): number => Math.floor(index / 500) + 1;

/** @param account whose households every twentieth is */
export function bigVillage(households: number, peopleEach: number, account: Uuid): BigVillage {
  const chance = seeded(11);
  const newId = createIds({ now: () => Date.UTC(2026, 10, 20) }, chance);
  const pick = <T>(from: readonly T[]): T => from[chance.below(from.length)]!;
  const rows: PullRow[] = [];
  const add = (kind: 'household' | 'person' | 'consent', fields: Fields): Uuid => {
    const id = newId();
    rows.push({ id, version: version(rows.length), kind, fields });
    return id;
  };
  const name = (): string =>
    chance.below(12) === 0 ? `Rmah H’${pick(given)}` : `${pick(families)} ${pick(middles)} ${pick(given)}`;
  const answer = (...values: string[]): Fields[string] => ({ v: pick(values), by: 'self', on, q: 2 });
  const person = (household: Uuid, isAsked: boolean): Uuid =>
    add('person', {
      household,
      name: name(),
      birthYear: 1945 + chance.below(60),
      sex: pick(['female', 'male']),
      living: 'here',
      ...(isAsked && {
        'a.P1': answer('own', 'notOwn'),
        'a.P2': answer('online', 'no'),
        'a.P3': answer('opens', 'notYet'),
        'a.P4': answer('yes', 'no'),
        'a.P5': answer('self', 'notSelf'),
        'a.P6': answer('byOwnHand', 'notSelf'),
        'a.P15': answer('self', 'notSelf'),
        'a.P16': answer('yes', 'notSelf'),
        'a.P17': answer('yes', 'no'),
        'a.P10': answer('yes', 'no'),
        'a.P12': answer('self', 'notSelf'),
      }),
    });
  const toAsk = (adults: number): Uuid => {
    const household = add('household', {
      headName: `Nhà ${adults} người`,
      address: `Nhà 0/${adults}`,
      responsible: account,
    });
    for (let n = 0; n < adults; n++) {
      const id = person(household, false);
      add('consent', {
        household,
        person: id,
        about: 'answers',
        text: 1,
        outcome: 'yes',
        how: 'spoken',
        saidBy: id,
        on: '2026-11-25',
        collector: account,
      });
    }
    return household;
  };
  const [small, large] = [toAsk(3), toAsk(30)];
  for (let n = 1; n < households - 1; n++) {
    const isAsked = chance.below(4) !== 0;
    const household = add('household', {
      headName: name(),
      address: `Nhà ${n}, xóm ${n % 40}`,
      cluster: `Cụm ${n % 12}`,
      ...(n % 20 === 0 && { responsible: account }),
      ...(isAsked && {
        'a.H1': answer('yes', 'no'),
        'a.H2': answer('yes', 'no'),
        'a.H4': { v: 2, by: 'self', on, q: 2 },
      }),
    });
    for (let p = 0; p < peopleEach; p++) person(household, isAsked);
  }
  return { rows, small, large };
}
