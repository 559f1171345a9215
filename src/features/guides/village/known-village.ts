import { keepVillage, readVillage, type KnownVillage } from '../live/local-preferences.ts';

// The village that this phone remembers, shared by all places of a page that show something of it.

let known: KnownVillage | undefined;
let isRead = false;
const listeners = new Set<() => void>();

export function knownVillage(): KnownVillage | undefined {
  if (!isRead) known = readVillage();
  isRead = true;
  return known;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(village: KnownVillage | undefined): void {
  keepVillage(village);
  known = village;
  isRead = true;
  for (const listener of listeners) listener();
}

export const forgetVillage = (): void => change(undefined);

const day = 24 * 60 * 60 * 1000;
let asked = false;

/**
 * Asks the server once a page, and once a day, whether what is remembered still holds: numbers change, and people take
 * back what they agreed to. Without an answer it stays as it is; a village that has no page any more is forgotten.
 */
export async function renewVillage(): Promise<void> {
  const village = knownVillage();
  if (asked || !village || Date.now() - village.at < day) return;
  asked = true;
  try {
    const answer = await fetch(`/api/villages/${encodeURIComponent(village.slug)}`);
    if (answer.status === 404) return change(undefined);
    if (answer.ok) change({ ...((await answer.json()) as KnownVillage), at: Date.now() });
  } catch (error) {
    console.warn('The village could not be asked for.', error);
  }
}
