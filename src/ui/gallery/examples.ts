import { buttonExamples } from './Button.examples.tsx';
import { inputExamples } from './inputs.examples.tsx';
import { listExamples } from './List.examples.tsx';
import { screenExamples } from './screens.examples.tsx';
import { stateExamples } from './states.examples.tsx';
import type { Example } from './example.ts';

/** Every example there is; tests and screenshots walk this list. */
export const examples: readonly Example[] = [
  ...buttonExamples,
  ...listExamples,
  ...inputExamples,
  ...stateExamples,
  ...screenExamples,
];
