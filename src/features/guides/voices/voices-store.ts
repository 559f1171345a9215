import * as v from 'valibot';
import { publicRecordings, type PublicRecording } from '../../../protocol/recording.ts';

// Approved recordings are public, so they are stored unencrypted, in a cache of the page's own (the worker's holds
// built files only). A withdrawn recording is removed when the list is next read.
const cacheName = 'thon-so-voices';
const listAddress = '/api/audio';
const soundAddress = ({ sha256 }: PublicRecording): string => `/api/audio/${sha256}`;

const openCache = async (): Promise<Cache | undefined> => ('caches' in globalThis ? caches.open(cacheName) : undefined);

/** The list of recordings: from the server, or the last one stored when there is no network. */
export async function loadVoices(): Promise<readonly PublicRecording[]> {
  const cache = await openCache();
  const response = navigator.onLine
    ? await fetch(listAddress, { cache: 'no-store' }).catch(() => undefined)
    : undefined;
  const read = v.safeParse(
    publicRecordings,
    await (response?.ok ? response.clone() : await cache?.match(listAddress))?.json(),
  );
  if (!read.success) return [];
  if (response?.ok && cache) {
    await cache.put(listAddress, response);
    const known = new Set([listAddress, ...read.output.recordings.map(soundAddress)]);
    for (const kept of await cache.keys()) if (!known.has(new URL(kept.url).pathname)) await cache.delete(kept);
  }
  return read.output.recordings;
}

/** A recording's audio, from this phone or from the server. @throws when neither has it */
export async function soundOf(recording: PublicRecording): Promise<Blob> {
  const cached = await (await openCache())?.match(soundAddress(recording));
  const response = cached ?? (await fetch(soundAddress(recording)));
  if (!response.ok) throw new Error(`No sound: ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: recording.type });
}

/** The recordings that this phone has not stored. */
export async function notKept(recordings: readonly PublicRecording[]): Promise<readonly PublicRecording[]> {
  const cache = await openCache();
  if (!cache) return [];
  const held = await Promise.all(recordings.map((one) => cache.match(soundAddress(one))));
  return recordings.filter((_, index) => !held[index]);
}

/** Stores recordings for use without a network. @returns whether all were stored */
export async function keepVoices(recordings: readonly PublicRecording[]): Promise<boolean> {
  const cache = await openCache();
  try {
    await cache?.addAll(recordings.map(soundAddress));
    return cache !== undefined;
  } catch {
    return false; // the line broke, or the phone is full
  }
}
