import { generatePath } from 'react-router';
import { routes } from '../../../phone/addresses.ts';
import type { Draft } from '../../../store/phone-store.ts';
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
      return generatePath(routes.survey, { household: id });
    case 'household':
      return generatePath(routes.editHousehold, { household: id });
    case 'person':
      return generatePath(routes.person, { household: content.household, person: id });
    case 'outcome':
    case 'tally':
    case 'hardship':
    case 'split':
      return generatePath(routes[content.form], { household: content.household });
    case 'visit':
      return `${generatePath(routes.visit, { visit: id })}?household=${content.household}`;
    case 'recheck':
      return `${generatePath(routes.recheck, { visit: id })}?household=${content.household}`;
    case 'session':
      return generatePath(routes.session, { session: id });
    case 'aid':
      return `${generatePath(routes.aid, { aid: id })}?household=${content.household}`;
    case 'remark':
      return `${generatePath(routes.remark, { remark: id })}?household=${content.household}`;
    case 'proposal':
      return generatePath(routes.proposal, { proposal: id });
  }
}
