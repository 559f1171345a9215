import type { Draft } from '../../store/phone-store.ts';
import { readDraftContent } from './draft-content.ts';

// A form left open in the morning is not what somebody wants to see first in the evening; the list still shows it.
const autoReturn = 6 * 60 * 60 * 1000;

/**
 * The form that was on the screen when the app was closed, as a path below the person's own pages; undefined when
 * they had left it on purpose, or it is long ago.
 */
export function formUnderWay(drafts: readonly Draft[], now: number): string | undefined {
  const newestFirst = [...drafts].sort((a, b) => b.savedAt - a.savedAt);
  for (const draft of newestFirst) {
    const content = readDraftContent(draft.content);
    if (!content?.showing || now - draft.savedAt > autoReturn) continue;
    switch (content.form) {
      case 'survey':
        return `survey/${draft.id}`;
      case 'household':
        return `households/${draft.id}/edit`;
      case 'person':
        return `households/${content.household}/people/${draft.id}`;
    }
  }
  return undefined;
}
