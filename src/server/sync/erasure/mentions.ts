import { isUuid, type Uuid } from '../../../lib/ids.ts';
import { MERGED_INTO, pointers } from '../../../domain/record/redirect.ts';
import type { Operation } from '../../../protocol/operation.ts';

/** Fields that make an operation be about another record too. */
export const mentioning = [...pointers, MERGED_INTO] as const;

/** The ids that an operation names in those fields. */
export const mentionsIn = ({ record, set }: Pick<Operation, 'record' | 'set'>): Uuid[] => [
  ...new Set(mentioning.map((field) => set[field]).filter((value): value is Uuid => isUuid(value) && value !== record)),
];

const anyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Most ids that are noted of an unreadable text; a form names a handful. */
const mostOfUnreadable = 64;

/** The ids in an unreadable text; it may be about any of them. */
export const idsInText = (text: string): Uuid[] =>
  [...new Set(text.match(anyId) ?? [])].filter(isUuid).slice(0, mostOfUnreadable);
