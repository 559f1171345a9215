import type { ScaleQuestion } from './question.ts';

/** How sure a person is of the skill that they are shown; asked at a visit, never in the survey. */
export const confidence: ScaleQuestion = {
  code: 'C1',
  type: 'scale',
  options: [{ code: 'never' }, { code: 'guided' }, { code: 'alone' }, { code: 'teaches' }],
};
