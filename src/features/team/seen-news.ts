import * as v from 'valibot';
import { uuid } from '../../domain/record/record.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Notice, PasskeyNotice } from '../../protocol/accounts/join.ts';

const keyOf = (enrolment: Uuid): string => `news-seen-${enrolment}`;

/** What this person has not yet said to have seen on this phone, oldest first. Ids grow with time (UUID version 7). */
export function unseenNews(
  storage: Pick<Storage, 'getItem'>,
  enrolment: Uuid,
  notices: readonly (Notice | PasskeyNotice)[],
): (Notice | PasskeyNotice)[] {
  const kept = v.safeParse(uuid, storage.getItem(keyOf(enrolment)));
  return notices.filter(({ id }) => !kept.success || id > kept.output).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** All up to this one is seen. Only its id is kept, which tells of nobody. */
export const markNewsSeen = (storage: Pick<Storage, 'setItem'>, enrolment: Uuid, notice: Uuid): void =>
  storage.setItem(keyOf(enrolment), notice);
