import type { GuideContent } from '../load/guide-content.ts';

/** What is on a printed sheet. `opens`: the fragment of the step that the code opens, empty for the whole guide. */
export interface SheetProps {
  readonly content: GuideContent;
  readonly village: string;
  readonly phone: string;
  readonly opens: string;
}
