import * as v from 'valibot';
import { day } from '../domain/day.ts';

/** How many days of cards a phone keeps: whoever had a network this week can show today's card without one. */
export const cardDays = 7;

/** Where a resident's phone opens the card: short, so that the QR code is coarse and old cameras read it. */
export const cardPath = (token: string): string => `/the/${token}`;

/** GET /api/p/<enrolment>/cards: one visitor's card for each of the coming days, today's first. */
export const cardsResponse = v.object({ cards: v.array(v.object({ day, token: v.string() })) });
export type CardsResponse = v.InferOutput<typeof cardsResponse>;
