import type { NamesQuestion, TickRule, TickTarget } from './question.ts';

/** One item: a tick at a name is that person's answer `value` to `question`. */
export const tick = (
  code: string,
  question: string,
  value: string,
  otherwise: string,
  covers: readonly string[] = [],
): NamesQuestion => ({
  code,
  type: 'names',
  items: [question],
  targets: [tickTarget(question, value, otherwise, covers)],
});

/** Where the ticks of one item go. */
export const tickTarget = (
  question: string,
  value: string,
  otherwise: string,
  covers: readonly string[] = [],
): TickTarget => ({
  question,
  rules: [{ item: question, value, covers }],
  otherwise,
});

/** The item for people who had no papers and no tax to deal with, so that T5 does not concern them. */
export const NO_ERRAND = 'noErrand';

/** "12 tháng qua ai tự mình làm việc nào?", with the codes of tax, health card and health record. */
export function byThemselves(code: string, tax: string, card: string, record: string): NamesQuestion {
  const notAny = (value: string): TickRule => ({ item: NO_ERRAND, value, covers: [] });
  return {
    code,
    type: 'names',
    items: ['P5', 'P6', tax, card, record, 'P10', 'P12', NO_ERRAND],
    excludes: { [NO_ERRAND]: ['P6', tax], P6: [NO_ERRAND], [tax]: [NO_ERRAND] },
    targets: [
      tickTarget('P5', 'self', 'notSelf'),
      {
        question: 'P6',
        rules: [{ item: 'P6', value: 'byOwnHand', covers: ['self', 'guided'] }, notAny('noErrand')],
        otherwise: 'notSelf',
      },
      { question: tax, rules: [{ item: tax, value: 'self', covers: [] }, notAny('noTax')], otherwise: 'notSelf' },
      tickTarget(card, 'yes', 'notSelf'),
      tickTarget(record, 'yes', 'no'),
      tickTarget('P10', 'yes', 'no'),
      tickTarget('P12', 'self', 'notSelf'),
    ],
  };
}
