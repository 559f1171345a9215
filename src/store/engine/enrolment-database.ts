import { isUuid, type Uuid } from '../../lib/ids.ts';
import type { StorageEngine } from './engine.ts';

/** The name of an enrolment's database; it reveals nothing about the person. */
export const storeName = (enrolment: Uuid): string => `thonso-${enrolment}`;

export const isStoreName = (name: string): boolean =>
  name.startsWith('thonso-') && isUuid(name.slice('thonso-'.length));

// Written once, when an enrolment's database is created: a database without it was created anew after an eviction.
const bornKey = ['born'] as const;

/** Whether this is the database created for the enrolment, and not an empty one after an eviction. */
export const isBorn = async (engine: StorageEngine): Promise<boolean> =>
  (await engine.transaction('read', ['meta'], (tx) => tx.get('meta', bornKey))) !== undefined;

export const markBorn = (engine: StorageEngine): Promise<void> =>
  engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key: bornKey[0], value: true }]));
