import type { Answer, AnswerValue } from '../../domain/record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import { answersFromTicks, ticksFromAnswers, noTicks } from '../../domain/questionnaire/ticks.ts';
import { wishTopics } from '../../domain/questionnaire/wish-topics.ts';
import type { Dice } from './dice.ts';
import type { PlannedPerson } from './village-plan.ts';

type Answers = Readonly<Record<string, Answer>>;

/** Probabilities that depend on the place: a buôn far from the road has less fibre than a thôn beside it. */
export interface Reach {
  readonly fibre: number;
  readonly signal: number;
}

/** Which form a household was asked with: most the short one, some the full one. */
export type Length = 'quick' | 'full';

/** A household's answers, consistent with each other. */
export function householdAnswers(
  people: readonly PlannedPerson[],
  reach: Reach,
  length: Length,
  on: Day,
  dice: Dice,
): Answers {
  const fibre = dice.isLucky(reach.fibre);
  const network = fibre || dice.isLucky(reach.signal) ? 'yes' : dice.weighted({ sometimes: 6, no: 4 });
  const adults = people.filter((person) => person.age >= 16 && person.living === 'here').length;
  const phones = network === 'no' ? dice.between(0, 1) : Math.max(1, adults - dice.between(0, 2));
  const short = { H1: network, H2: fibre ? 'yes' : 'no', H4: phones };
  const rest = {
    H3: fibre ? dice.weighted({ good: 6, patchy: 3, none: 1 }) : dice.weighted({ good: 3, patchy: 6, none: 1 }),
    ...(network === 'no' && {
      H5: [dice.weighted({ expensive: 5, cannotUse: 4, noCoverage: 3, notNeeded: 2, noPhone: 2, scams: 1 })],
    }),
    H6: dice.isLucky(network === 'no' ? 0.2 : 0.7) ? 'yes' : 'no',
    H7: dice.isLucky(0.12) ? [dice.weighted({ shop: 3, live: 2, post: 5 })] : ['no'],
  };
  return asAnswers(
    length === 'full' ? { ...short, ...rest } : short,
    { by: 'self', on, unknown: 0.02, refused: 0 },
    dice,
  );
}

/** A person's answers, consistent with each other: without a phone nobody pays by phone. */
export function personAnswers({ age }: PlannedPerson, length: Length, on: Day, dice: Dice): Answers {
  const skill = Math.min(1, Math.max(0, 1.3 - age / 75 + (dice.next() - 0.5) * 0.7));
  const phone = skill > 0.42 ? 'own' : skill > 0.28 ? 'shared' : dice.weighted({ keypad: 6, none: 4 });
  const online = phone === 'own' || phone === 'shared';
  const use = !online ? 'no' : skill > 0.5 ? 'daily' : dice.weighted({ daily: 2, weekly: 4, rarely: 3, no: 2 });
  const can = (level: number): boolean => use !== 'no' && dice.isLucky(Math.max(0, (skill - level) * 2.8));
  const account = age >= 18 && dice.isLucky(0.35 + skill * 0.5);
  const vneid = can(0.5) ? 'opens' : dice.weighted({ cannotOpen: 5, level1: 2, none: 3 });
  const facts = {
    P1: phone,
    P2: use,
    P3: vneid,
    P4: account ? 'yes' : 'no',
    P5: account && can(0.4) ? 'self' : dice.weighted({ helped: 3, no: 7 }),
    P6: can(0.62) ? dice.weighted({ self: 4, guided: 6 }) : dice.weighted({ others: 2, paper: 4, noErrand: 4 }),
    P15: can(0.74) ? 'self' : dice.weighted({ helped: 1, installed: 2, no: 4, noTax: 5 }),
    P16: can(0.7) ? 'yes' : dice.weighted({ installed: 2, no: 8 }),
    P17: can(0.85) ? 'yes' : 'no',
    P10: can(0.8) ? 'yes' : dice.weighted({ no: 5, notThere: 5 }),
    P12: can(0.6) ? 'self' : dice.weighted({ helped: 3, no: 7 }),
    // Skills are confirmed inside VNeID.
    P14: vneid === 'opens' && skill > 0.8 ? 'yes' : 'no',
  };
  const wish = { H8: dice.isLucky(0.25) ? 'none' : wishTopics[dice.between(0, wishTopics.length - 1)]! };
  const manner: Manner = { by: dice.isLucky(0.85) ? 'self' : 'proxy', on, unknown: 0.03, refused: 0.008 };
  if (length === 'quick') return asAnswers({ ...asTicked(facts, on), ...wish }, manner, dice);
  const rest = {
    P11a: dice.isLucky(0.45 + skill * 0.4) ? 'hangUp' : dice.weighted({ readCode: 3, askThenRead: 7 }),
    P11b: dice.isLucky(0.35 + skill * 0.4) ? 'ownStore' : dice.weighted({ tapLink: 4, childTaps: 6 }),
    P11c: dice.isLucky(0.4 + skill * 0.4) ? 'callBank' : dice.weighted({ wait: 7, deleteMessages: 3 }),
    P13: can(0.9) ? 'yes' : 'no',
  };
  return asAnswers({ ...facts, ...rest, ...wish }, manner, dice);
}

/** The same facts, expressed as ticks beside people's names. */
function asTicked(facts: Readonly<Record<string, string>>, on: Day): Record<string, AnswerValue> {
  const common = { by: 'self', on, q: questionnaire.version } as const;
  const known: Answers = Object.fromEntries(Object.entries(facts).map(([code, v]) => [code, { v, ...common }]));
  const told = (questionnaire.quick?.family ?? []).flatMap((question) =>
    Object.entries(answersFromTicks(question, ticksFromAnswers(question, known) ?? noTicks, common)),
  );
  return Object.fromEntries(told.flatMap(([code, given]) => ('v' in given ? [[code, given.v]] : [])));
}

interface Manner {
  readonly by: 'self' | 'proxy';
  readonly on: Day;
  readonly unknown: number;
  readonly refused: number;
}

function asAnswers(
  values: Readonly<Record<string, AnswerValue>>,
  { by, on, unknown, refused }: Manner,
  dice: Dice,
): Answers {
  const common = { by, on, q: questionnaire.version };
  return Object.fromEntries(
    Object.entries(values).map(([code, value]): [string, Answer] => {
      if (dice.isLucky(unknown)) return [code, { na: 'unknown', ...common }];
      return [code, dice.isLucky(refused) ? { na: 'refused', ...common } : { v: value, ...common }];
    }),
  );
}
