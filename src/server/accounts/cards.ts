import { createHmac, timingSafeEqual } from 'node:crypto';
import { bytesToUuid, type Uuid } from '../../lib/ids.ts';
import { fullName, titleName, type Area } from '../../domain/access/area.ts';
import { addDays, dayOf, type Day } from '../../lib/day.ts';
import { grantsThatMay, type Role } from '../../domain/access/roles.ts';
import { cardDays, type CardsResponse } from '../../protocol/card.ts';
import { areasAbove } from './areas.ts';
import type { AccountDeps } from './deps.ts';
import { grantsOf } from './grants.ts';

/** Signs and verifies visitor's cards. Cards are not stored: a token holds the phone, the day and a MAC. */
export interface CardSigner {
  sign(device: Uuid, day: Day): string;
  /** The content of a token that this server signed; undefined for every other text. */
  read(token: string): { readonly device: Uuid; readonly day: Day } | undefined;
}

const macLength = 16;
const firstDay = '2020-01-01' as Day;
const dayLength = 24 * 60 * 60 * 1000;
const numberOf = (day: Day): number => (Date.parse(day) - Date.parse(firstDay)) / dayLength;

/** 16 bytes phone, 2 bytes day, 16 bytes HMAC: 46 letters in the address. */
export function createCardSigner(secret: string): CardSigner {
  const mac = (body: Buffer): Buffer =>
    createHmac('sha256', secret).update('card').update(body).digest().subarray(0, macLength);
  return {
    sign(device, day) {
      const body = Buffer.concat([Buffer.from(device.replaceAll('-', ''), 'hex'), Buffer.alloc(2)]);
      body.writeUInt16BE(numberOf(day), 16);
      return Buffer.concat([body, mac(body)]).toString('base64url');
    },
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      // The text is compared too: base64 has several spellings of the same bytes.
      if (bytes.length !== 18 + macLength || bytes.toString('base64url') !== token) return undefined;
      const body = bytes.subarray(0, 18);
      if (!timingSafeEqual(mac(body), bytes.subarray(18))) return undefined;
      return { device: bytesToUuid(body.subarray(0, 16)), day: addDays(firstDay, body.readUInt16BE(16)) };
    },
  };
}

/** The coming days' cards of a phone whose owner visits households; none for everybody else. */
export async function cardsFor(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  signer: CardSigner,
  asker: { readonly account: Uuid; readonly device: Uuid },
): Promise<CardsResponse> {
  const grants = await grantsOf(db, asker.account);
  if (grantsThatMay('showCard', grants).length === 0) return { cards: [] };
  const today = dayOf(clock.now());
  return {
    cards: Array.from({ length: cardDays }, (_, n) => addDays(today, n)).map((day) => ({
      day,
      token: signer.sign(asker.device, day),
    })),
  };
}

export interface Visitor {
  readonly name: string;
  readonly day: Day;
  readonly teams: readonly { readonly role: Role; readonly village: string; readonly commune: string | undefined }[];
}

/**
 * The member who shows this card: the card is today's, its phone is not revoked, and its owner is in a team. Undefined
 * otherwise, without the reason, because the public page must not reveal who once was in a team.
 */
export async function visitorOf(
  { db, clock }: Pick<AccountDeps, 'db' | 'clock'>,
  signer: CardSigner,
  token: string,
): Promise<Visitor | undefined> {
  const card = signer.read(token);
  if (card?.day !== dayOf(clock.now())) return undefined;
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
  return teams.length > 0 ? { name: row.name, day: card.day, teams } : undefined;
}

const communeOf = (village: Area, areasById: ReadonlyMap<Uuid, Area>): string | undefined => {
  const commune = village.parent === undefined ? undefined : areasById.get(village.parent);
  return commune && fullName(commune);
};
