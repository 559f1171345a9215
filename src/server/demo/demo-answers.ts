import type { Answer, AnswerValue } from '../../domain/answer.ts';
import type { Day } from '../../domain/day.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import type { Dice } from './dice.ts';
import type { PlannedPerson } from './village-plan.ts';

type Answers = Readonly<Record<string, Answer>>;

/** What comes with living where one lives: a buôn far from the road has less fibre than a thôn on it. */
export interface Reach {
  readonly fibre: number;
  readonly signal: number;
}

export function homeAnswers(people: readonly PlannedPerson[], reach: Reach, on: Day, dice: Dice): Answers {
  const fibre = dice.isLucky(reach.fibre);
  const network = fibre || dice.isLucky(reach.signal) ? 'yes' : dice.weighted({ sometimes: 6, no: 4 });
  const adults = people.filter((person) => person.age >= 16 && person.living === 'here').length;
  const phones = network === 'no' ? dice.between(0, 1) : Math.max(1, adults - dice.between(0, 2));
  return asAnswers({ H1: network, H2: fibre ? 'yes' : 'no', H4: phones }, { by: 'self', on, unknown: 0.02, refused: 0 }, dice);
}

/** Answers that fit together: who has no phone does not pay by phone. */
export function personAnswers({ age }: PlannedPerson, on: Day, dice: Dice): Answers {
  const skill = Math.min(1, Math.max(0, 1.3 - age / 75 + (dice.next() - 0.5) * 0.7));
  const phone = skill > 0.42 ? 'own' : skill > 0.28 ? 'shared' : dice.weighted({ keypad: 6, none: 4 });
  const online = phone === 'own' || phone === 'shared';
  const use = !online ? 'no' : skill > 0.5 ? 'daily' : dice.weighted({ daily: 2, weekly: 4, rarely: 3, no: 2 });
  const can = (level: number): boolean => use !== 'no' && dice.isLucky(Math.max(0, (skill - level) * 2.8));
  const account = age >= 18 && dice.isLucky(0.35 + skill * 0.5);
  const values = {
    P1: phone,
    P2: use,
    P3: can(0.5) ? 'opens' : dice.weighted({ cannotOpen: 5, level1: 2, none: 3 }),
    P4: account ? 'yes' : 'no',
    P5: account && can(0.4) ? 'self' : dice.weighted({ helped: 3, no: 7 }),
    P6: can(0.62) ? dice.weighted({ self: 4, guided: 6 }) : dice.weighted({ others: 2, paper: 4, noErrand: 4 }),
    P7: can(0.74) ? 'self' : dice.weighted({ helped: 1, installed: 2, no: 4, noTax: 5 }),
  };
  return asAnswers(values, { by: dice.isLucky(0.85) ? 'self' : 'proxy', on, unknown: 0.03, refused: 0.008 }, dice);
}

interface Manner {
  readonly by: 'self' | 'proxy';
  readonly on: Day;
  readonly unknown: number;
  readonly refused: number;
}

function asAnswers(values: Readonly<Record<string, AnswerValue>>, { by, on, unknown, refused }: Manner, dice: Dice): Answers {
  const common = { by, on, q: questionnaire.version };
  return Object.fromEntries(
    Object.entries(values).map(([code, value]): [string, Answer] => {
      if (dice.isLucky(unknown)) return [code, { na: 'unknown', ...common }];
      return [code, dice.isLucky(refused) ? { na: 'refused', ...common } : { v: value, ...common }];
    }),
  );
}
