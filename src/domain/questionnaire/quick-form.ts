import type { NamesQuestion, QuickForm, TickTarget } from './question.ts';

const tick = (code: string, question: string, value: string, otherwise: string, covers: readonly string[] = []): NamesQuestion => ({
  code,
  type: 'names',
  items: [question],
  targets: [{ question, rules: [{ item: question, value, covers }], otherwise }],
});

const byThemselves = (question: string, value: string, otherwise: string, covers: readonly string[] = []): TickTarget => ({
  question,
  rules: [{ item: question, value, covers }],
  otherwise,
});

/** Ticked by who had nothing to do with the State: no papers and no tax, so that T5 cannot be about them. */
export const NO_ERRAND = 'noErrand';

/**
 * "Hỏi nhanh": the same facts in a third of the taps. A tick says what the bold answers of the full form say and no
 * more, so both forms give the same figures (tests/unit/domain/quick-and-full.test.ts).
 */
export const quick: QuickForm = {
  household: ['H1', 'H2', 'H4'],
  family: [
    tick('F1', 'P1', 'own', 'notOwn'),
    tick('F2', 'P2', 'online', 'no', ['daily', 'weekly', 'rarely']),
    tick('F3', 'P3', 'opens', 'notYet'),
    tick('F4', 'P4', 'yes', 'no'),
    {
      code: 'F5',
      type: 'names',
      items: ['P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P12', NO_ERRAND],
      excludes: { [NO_ERRAND]: ['P6', 'P7'], P6: [NO_ERRAND], P7: [NO_ERRAND] },
      targets: [
        byThemselves('P5', 'self', 'notSelf'),
        {
          question: 'P6',
          rules: [
            { item: 'P6', value: 'byOwnHand', covers: ['self', 'guided'] },
            { item: NO_ERRAND, value: 'noErrand', covers: [] },
          ],
          otherwise: 'notSelf',
        },
        {
          question: 'P7',
          rules: [
            { item: 'P7', value: 'self', covers: [] },
            { item: NO_ERRAND, value: 'noTax', covers: [] },
          ],
          otherwise: 'notSelf',
        },
        byThemselves('P8', 'yes', 'notSelf'),
        byThemselves('P9', 'yes', 'no'),
        byThemselves('P10', 'yes', 'no'),
        byThemselves('P12', 'self', 'notSelf'),
      ],
    },
  ],
  person: ['H8'],
};
