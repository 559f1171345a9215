import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { grantsThatMay, type Grant, type Role } from '../../domain/access/roles.ts';
import { ledger } from '../../protocol/push.ts';
import type { OpenInvitation, TeamPerson, TeamResponse } from '../../protocol/accounts/team.ts';
import { areasAbove, areasBelow } from './areas.ts';
import type { AccountDeps, Database } from './deps.ts';
import { grantsOf } from './grants.ts';
import { passkeysByAccount } from '../passkeys/stored-passkeys.ts';
import { lineWithin, manages, managesPerson } from './manage.ts';

/** The people of the areas that the account manages, their phones, and the open invitations. */
export async function readTeam({ db, clock }: Pick<AccountDeps, 'db' | 'clock'>, account: Uuid): Promise<TeamResponse> {
  const now = clock.now();
  const mine = await grantsOf(db, account);
  const caring = grantsThatMay('seeTeam', mine);
  if (caring.length === 0) return { people: [], invitations: [], now };
  const everywhere = caring.some(({ area }) => area === undefined);
  const areas = (
    await areasBelow(
      db,
      caring.map(({ area }) => area),
    )
  ).map(({ id }) => id);
  const within = { db, areas, everywhere };
  const people = await peopleOf(within, mine, account);
  return { people, invitations: await invitationsOf(within, now), now };
}

interface Within {
  readonly db: Database;
  readonly areas: readonly Uuid[];
  /** The account manages the whole country: grants and invitations without an area are included. */
  readonly everywhere: boolean;
}

interface Held extends Grant {
  readonly account: Uuid;
}

async function peopleOf({ db, areas, everywhere }: Within, mine: readonly Grant[], asker: Uuid): Promise<TeamPerson[]> {
  const accounts = (
    await db
      .selectFrom('account_grant')
      .select('account')
      .distinct()
      .where('revoked_at', 'is', null)
      .where((eb) =>
        eb.or([
          areas.length > 0 ? eb('area', 'in', areas) : eb.lit(false),
          everywhere ? eb('area', 'is', null) : eb.lit(false),
        ]),
      )
      .execute()
  ).map((row) => row.account);
  if (accounts.length === 0) return [];
  const names = await db.selectFrom('account').select(['id', 'name']).where('id', 'in', accounts).execute();
  const held = await heldBy(db, accounts);
  const lineOf = await linesOf(db, [...held, ...mine]);
  const phones = await phonesOf(db, accounts);
  const passkeys = await passkeysByAccount({ db }, accounts);
  const inCare = new Set(areas);
  return names
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, name }): TeamPerson => {
      const theirs = held.filter((grant) => grant.account === id);
      const shown = theirs.filter(({ area }) => (area === undefined ? everywhere : inCare.has(area)));
      const mayWithdraw = id === asker || managesPerson('withdraw', mine, theirs, lineOf);
      const { active, left } = phones.get(id) ?? noPhones;
      const theirPasskeys = (id !== asker && mayWithdraw && passkeys.get(id)) || [];
      return {
        account: id,
        name,
        grants: shown.map((grant) => ({
          id: grant.id,
          role: grant.role,
          ...(grant.area === undefined ? {} : { area: grant.area }),
          mayWithdraw: manages('withdraw', mine, grant, lineOf(grant.area)),
        })),
        phones: active.map((phone) => ({ ...phone, mayWithdraw })),
        ...(left.length > 0 && { left: left.map((phone) => ({ ...phone, mayWithdraw: false })) }),
        ...(theirPasskeys.length > 0 && { passkeys: theirPasskeys }),
        mayInviteAgain: managesPerson('invite', mine, theirs, lineOf),
      };
    });
}

async function heldBy(db: Database, accounts: readonly Uuid[]): Promise<Held[]> {
  const rows = await db
    .selectFrom('account_grant')
    .select(['id', 'account', 'role', 'area'])
    .where('account', 'in', [...accounts])
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id, account, role, area }) => ({
    id,
    account,
    role: role as Role,
    ...(area === null ? {} : { area }),
  }));
}

/** Loads the areas above each grant, which decide who manages whom. */
async function linesOf(db: Database, grants: readonly Grant[]): Promise<(area: Uuid | undefined) => readonly Uuid[]> {
  const named = [...new Set(grants.map(({ area }) => area).filter((area) => area !== undefined))];
  const areasById = new Map((await areasAbove(db, named)).map((area) => [area.id, area]));
  return (area) => lineWithin(areasById, area);
}

type Phone = Omit<TeamPerson['phones'][number], 'mayWithdraw'>;

interface Phones {
  readonly active: readonly Phone[];
  /** Phones that were withdrawn while they still held forms, as of their last contact. */
  readonly left: readonly Phone[];
}

const noPhones: Phones = { active: [], left: [] };

async function phonesOf(db: Database, accounts: readonly Uuid[]): Promise<Map<Uuid, Phones>> {
  const rows = await db
    .selectFrom('device')
    .select(['id', 'account', 'created_at', 'last_contact', 'ledger', 'revoked_at'])
    .where('account', 'in', [...accounts])
    .orderBy('last_contact', 'desc')
    .execute();
  const byAccount = new Map<Uuid, Phones>();
  for (const row of rows) {
    const read = v.safeParse(ledger, row.ledger);
    const held = read.success ? read.output : { unsent: 0, drafts: 0 };
    const unsent = {
      forms: (held.forms ?? held.unsent) + held.drafts,
      ...(held.oldest === undefined ? {} : { oldest: held.oldest }),
    };
    const phone: Phone = { id: row.id, since: row.created_at, lastContact: row.last_contact, unsent };
    const { active, left } = byAccount.get(row.account) ?? noPhones;
    if (row.revoked_at === null) byAccount.set(row.account, { active: [...active, phone], left });
    else if (unsent.forms > 0) byAccount.set(row.account, { active, left: [...left, phone] });
  }
  return byAccount;
}

async function invitationsOf({ db, areas, everywhere }: Within, now: number): Promise<OpenInvitation[]> {
  const rows = await db
    .selectFrom('invitation')
    .leftJoin('account as maker', 'maker.id', 'invitation.created_by')
    .select(['invitation.id', 'role', 'area', 'invitation.name', 'expires_at', 'maker.name as maker'])
    .where('redeemed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('reusable', '=', false)
    .where('expires_at', '>', now)
    .where((eb) =>
      eb.or([
        areas.length > 0 ? eb('area', 'in', areas) : eb.lit(false),
        everywhere ? eb('area', 'is', null) : eb.lit(false),
      ]),
    )
    .orderBy('invitation.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role,
    ...(row.area === null ? {} : { area: row.area }),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.maker === null ? {} : { by: row.maker }),
    expires: row.expires_at,
  }));
}
