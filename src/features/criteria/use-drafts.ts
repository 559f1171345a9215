import { useEffect, useState } from 'react';
import type { Uuid } from '../../lib/ids.ts';
import { usePhone } from '../../phone/hooks.ts';
import type { ChecklistDraft } from '../../store/phone-settings.ts';
import { draftsOf } from './kept-drafts.ts';

/** What is being written on this phone of an area's lists; undefined until it is read. */
export function useDrafts(area: Uuid | undefined): readonly ChecklistDraft[] | undefined {
  const { store } = usePhone();
  const [drafts, setDrafts] = useState<{ readonly of: Uuid; readonly all: readonly ChecklistDraft[] }>();
  useEffect(() => {
    let left = false;
    if (area !== undefined)
      void draftsOf(store, area).then((all) => {
        if (!left) setDrafts({ of: area, all });
      });
    return () => {
      left = true;
    };
  }, [store, area]);
  return drafts?.of === area ? drafts?.all : undefined;
}
