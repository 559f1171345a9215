import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import type { SurveyActions } from './use-survey-actions.ts';

/** Why the answer of this step is not on disk. @param onRetry gives it again; after another window, that one's first */
export function SurveyProblem({
  actions: { problem, reload },
  onRetry,
}: {
  actions: SurveyActions;
  onRetry: () => void;
}) {
  return problem && <SaveProblemNotice problem={problem} onRetry={problem.kind === 'stale' ? reload : onRetry} />;
}
