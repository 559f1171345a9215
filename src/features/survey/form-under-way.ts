import type { Draft } from '../../store/phone-store.ts';
import { readDraftContent, type DraftContent } from './draft-content.ts';

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
    if (content?.showing && now - draft.savedAt <= autoReturn) return formPath(draft, content);
  }
  return undefined;
}

/** Where a form is filled in, below the person's own pages. */
export function formPath({ id }: Pick<Draft, 'id'>, content: DraftContent): string {
  switch (content.form) {
    case 'survey':
      return `survey/${id}`;
    case 'household':
      return `households/${id}/edit`;
    case 'person':
      return `households/${content.household}/people/${id}`;
    case 'outcome':
    case 'tally':
    case 'hardship':
    case 'split':
      return `households/${content.household}/${content.form}`;
    case 'visit':
      return `visits/${id}?household=${content.household}`;
    case 'recheck':
      return `visits/${id}/recheck?household=${content.household}`;
    case 'session':
      return `sessions/${id}`;
  }
}
