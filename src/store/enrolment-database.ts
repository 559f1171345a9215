import type { Uuid } from '../lib/ids.ts';
import type { StorageEngine } from './engine.ts';

/** One database an enrolment; its name says nothing about the person. */
export const storeName = (enrolment: Uuid): string => `thonso-${enrolment}`;

// Written once, when an enrolment's database is made: a database without it is not the one we made.
const bornKey = ['born'] as const;

/** Whether this is the database that was made for the enrolment, and not an empty one after an eviction. */
export const isBorn = async (engine: StorageEngine): Promise<boolean> =>
  (await engine.transaction('read', ['meta'], (tx) => tx.get('meta', bornKey))) !== undefined;

export const markBorn = (engine: StorageEngine): Promise<void> =>
  engine.transaction('write', ['meta'], (tx) => tx.put('meta', [{ key: bornKey[0], value: true }]));
