import * as v from 'valibot';
import { day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { uuid } from '../../domain/record/record.ts';

/** How many days' keys a phone fetches ahead: a phone that was online this week can show its card offline. */
export const cardDays = 7;

/** Path of the card's page. Short, so that the QR code is coarse enough for old cameras. */
export const cardPath = (token: string): string => `/the/${token}`;

/**
 * GET /api/p/<enrolment>/cards: the phone, and one key for each of the coming days, today's first. With a day's key the
 * phone makes a token for each of its minutes, so that a picture of the card is of use for minutes only. No cards: this
 * person visits nobody.
 */
export const cardsResponse = v.object({
  device: uuid,
  cards: v.array(v.object({ day, key: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)) })),
});
export type CardsResponse = v.InferOutput<typeof cardsResponse>;

/** How far a card's minute may be from the server's: the time to scan it, and what clocks are off. */
export const cardMinutes = 10;

/** Bytes of the HMAC-SHA-256 that a token ends with. */
export const cardMacLength = 12;

const minute = 60_000;
/** Number of the minute, since 1970. @param time Unix ms */
export const minuteOf = (time: number): number => Math.floor(time / minute);
/** Unix ms at which this minute begins. */
export const timeOfMinute = (of: number): number => of * minute;

/** What a token says, and what its HMAC is made of: 16 bytes phone, 4 bytes minute. */
export function cardBody(device: Uuid, ofMinute: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(20);
  const hex = device.replaceAll('-', '');
  for (let at = 0; at < 16; at++) body[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  new DataView(body.buffer).setUint32(16, ofMinute);
  return body;
}
