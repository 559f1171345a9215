import { createHmac, timingSafeEqual } from 'node:crypto';
import { bytesToUuid, type Uuid } from '../../lib/ids.ts';
import { fullName, titleName, type Area } from '../../domain/access/area.ts';
import { addDays, dayOf, type Day } from '../../lib/day.ts';
import { grantsThatMay, type Role } from '../../domain/access/roles.ts';
import {
  cardBody,
  cardDays,
  cardMacLength,
  cardMinutes,
  minuteOf,
  timeOfMinute,
  type CardsResponse,
} from '../../protocol/accounts/card.ts';
import { areasAbove } from '../accounts/areas.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { grantsOf } from '../accounts/grants.ts';

/**
 * Makes the keys of visitor's cards and reads the tokens that phones make with them. Nothing of it is stored: a day's
 * key follows from the server's secret, the phone and the day.
 */
export interface CardSigner {
  keyOf(device: Uuid, day: Day): string;
  /** What a phone with the key of that day wrote; undefined for every other text. */
  read(token: string): { readonly device: Uuid; readonly minute: number } | undefined;
}

const keyLength = 16;
const tokenLength = 20 + cardMacLength;

export function createCardSigner(secret: string): CardSigner {
  const keyOf = (device: Uuid, day: Day): Buffer =>
    createHmac('sha256', secret).update(`card ${device} ${day}`).digest().subarray(0, keyLength);
  return {
    keyOf: (device, day) => keyOf(device, day).toString('base64url'),
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      // The text is compared too: base64 has several spellings of the same bytes.
      if (bytes.length !== tokenLength || bytes.toString('base64url') !== token) return undefined;
      const device = bytesToUuid(bytes.subarray(0, 16));
      const minute = bytes.readUInt32BE(16);
      const key = keyOf(device, dayOf(timeOfMinute(minute)));
      const mac = createHmac('sha256', key).update(cardBody(device, minute)).digest().subarray(0, cardMacLength);
      return timingSafeEqual(mac, bytes.subarray(20)) ? { device, minute } : undefined;
    },
  };
}

/** The coming days' keys of a phone whose owner visits households; none for everybody else. */
export async function cardsFor(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  signer: CardSigner,
  asker: { readonly account: Uuid; readonly device: Uuid },
): Promise<CardsResponse> {
  const grants = await grantsOf(db, asker.account);
  if (grantsThatMay('showCard', grants).length === 0) return { device: asker.device, cards: [] };
  const today = dayOf(clock.now());
  return {
    device: asker.device,
    cards: Array.from({ length: cardDays }, (_, n) => addDays(today, n)).map((day) => ({
      day,
      key: signer.keyOf(asker.device, day),
    })),
  };
}

export interface Visitor {
  readonly name: string;
  readonly day: Day;
  readonly teams: readonly { readonly role: Role; readonly village: string; readonly commune: string | undefined }[];
}

/**
 * The member who shows this card: the card is of these minutes, its phone is not revoked, and its owner is in a team.
 * `old`: so it was, of other minutes, as a picture of a card is. Undefined otherwise, without the reason, because the
 * public page must not reveal who once was in a team.
 */
export async function visitorOf(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  signer: CardSigner,
  token: string,
): Promise<Visitor | 'old' | undefined> {
  const card = signer.read(token);
  if (!card) return undefined;
  const row = await db
    .selectFrom('device')
    .innerJoin('account', 'account.id', 'device.account')
    .select(['account.id', 'account.name'])
    .where('device.id', '=', card.device)
    .where('device.revoked_at', 'is', null)
    .where('device.unconfirmed_by', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const visiting = grantsThatMay('showCard', await grantsOf(db, row.id)).flatMap(({ role, area }) =>
    area === undefined ? [] : [{ role, area }],
  );
  const areasById = new Map(
    (
      await areasAbove(
        db,
        visiting.map(({ area }) => area),
      )
    ).map((area) => [area.id, area]),
  );
  const teams = visiting.flatMap(({ role, area }) => {
    const village = areasById.get(area);
    return village ? [{ role, village: titleName(village), commune: communeOf(village, areasById) }] : [];
  });
  if (teams.length === 0) return undefined;
  const now = clock.now();
  const isNow = Math.abs(minuteOf(now) - card.minute) <= cardMinutes;
  return isNow ? { name: row.name, day: dayOf(now), teams } : 'old';
}

const communeOf = (village: Area, areasById: ReadonlyMap<Uuid, Area>): string | undefined => {
  const commune = village.parent === undefined ? undefined : areasById.get(village.parent);
  return commune && fullName(commune);
};
