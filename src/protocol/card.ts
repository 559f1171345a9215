import * as v from 'valibot';
import { day } from '../lib/day.ts';

/** How many days' cards a phone fetches ahead: a phone that was online this week can show today's card offline. */
export const cardDays = 7;

/** Path of the card's page. Short, so that the QR code is coarse enough for old cameras. */
export const cardPath = (token: string): string => `/the/${token}`;

/** GET /api/p/<enrolment>/cards: one token for each of the coming days, today's first. */
export const cardsResponse = v.object({ cards: v.array(v.object({ day, token: v.string() })) });
export type CardsResponse = v.InferOutput<typeof cardsResponse>;
