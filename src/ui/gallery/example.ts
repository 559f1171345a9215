import type { ReactNode } from 'react';

/**
 * One way to use a part. Documentation, screenshot and accessibility test at once (tests/browser/ui/gallery.test.tsx).
 * The sample words are invented and Vietnamese, as on the screens.
 */
export type Example = {
  /** "Button: busy" */
  name: string;
  /** A whole screen draws its own frame; a part is shown on paper. */
  kind: 'part' | 'screen';
  render: () => ReactNode;
};
