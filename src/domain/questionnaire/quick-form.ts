import { byThemselves, tick, tickTarget } from './names-questions.ts';
import type { QuickForm } from './question.ts';

/**
 * "Hỏi nhanh": the same facts in a third of the taps. A tick means the same as the bold answers of the full form, so
 * both forms give the same figures (tests/unit/domain/questionnaire/quick-and-full.test.ts).
 */
export const quick: QuickForm = {
  household: ['H1', 'H2', 'H4'],
  family: [
    tick('F1', 'P1', 'own', 'notOwn'),
    tick('F2', 'P2', 'online', 'no', ['daily', 'weekly', 'rarely']),
    {
      code: 'F6',
      type: 'names',
      items: ['P3', 'P14'],
      // Skills are confirmed inside VNeID: who has them confirmed opens it.
      includes: { P14: ['P3'] },
      targets: [tickTarget('P3', 'opens', 'notYet'), tickTarget('P14', 'yes', 'no')],
    },
    tick('F4', 'P4', 'yes', 'no'),
    byThemselves('F7', 'P15', 'P16', 'P17'),
  ],
  person: ['H8'],
};
