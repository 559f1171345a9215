import * as v from 'valibot';
import { publicRecordings, type PublicRecording } from '../../../protocol/recording.ts';

// What anybody may hear may lie readable on anybody's phone; the worker's cache holds built files only, so this is one of
// the page's own. A recording that was taken back leaves it with the next look at the list.
const cacheName = 'thon-so-voices';
const listAddress = '/api/audio';
const soundAddress = ({ sha256 }: PublicRecording): string => `/api/audio/${sha256}`;

const openCache = async (): Promise<Cache | undefined> => ('caches' in globalThis ? caches.open(cacheName) : undefined);

/** What can be heard: asked for anew, or as last heard when there is no network. */
export async function loadVoices(): Promise<readonly PublicRecording[]> {
  const cache = await openCache();
  const response = navigator.onLine ? await fetch(listAddress, { cache: 'no-store' }).catch(() => undefined) : undefined;
  const read = v.safeParse(publicRecordings, await (response?.ok ? response.clone() : await cache?.match(listAddress))?.json());
  if (!read.success) return [];
  if (response?.ok && cache) {
    await cache.put(listAddress, response);
    const known = new Set([listAddress, ...read.output.recordings.map(soundAddress)]);
    for (const kept of await cache.keys()) if (!known.has(new URL(kept.url).pathname)) await cache.delete(kept);
  }
  return read.output.recordings;
}

/** Its sound, from this phone or from the server. @throws when it is at neither */
export async function soundOf(recording: PublicRecording): Promise<Blob> {
  const cached = await (await openCache())?.match(soundAddress(recording));
  const response = cached ?? (await fetch(soundAddress(recording)));
  if (!response.ok) throw new Error(`No sound: ${response.status}`);
  return new Blob([await response.arrayBuffer()], { type: recording.type });
}

/** Those that this phone does not hold. */
export async function notKept(recordings: readonly PublicRecording[]): Promise<readonly PublicRecording[]> {
  const cache = await openCache();
  if (!cache) return [];
  const held = await Promise.all(recordings.map((one) => cache.match(soundAddress(one))));
  return recordings.filter((_, index) => !held[index]);
}

/** Fetches them to be heard without a network. @returns whether all came */
export async function keepVoices(recordings: readonly PublicRecording[]): Promise<boolean> {
  const cache = await openCache();
  try {
    await cache?.addAll(recordings.map(soundAddress));
    return cache !== undefined;
  } catch {
    return false; // the line broke, or the phone is full
  }
}
