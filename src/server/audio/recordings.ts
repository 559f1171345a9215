import { createHash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Uuid } from '../../lib/ids.ts';
import { recordingConsentVersion, type Recording, type RecordingState } from '../../domain/guide/recording.ts';
import type { Problem } from '../../protocol/problem.ts';
import type {
  PublicRecordings,
  RecordingAudio,
  RecordingJudgement,
  RecordingPiece,
  RecordingReceived,
  RecordingsResponse,
} from '../../protocol/recording.ts';
import { note } from '../accounts/audit.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { isAllowed } from '../accounts/grants.ts';
import type { RecordingTable, Schema } from '../database/schema.ts';

interface Asker {
  readonly account: Uuid;
  readonly device: Uuid;
}

const notFound: Problem = { error: 'notFound' };

/**
 * Takes the next piece of a recording, or says how much is here already. All of it came: its checksum is compared, and
 * it waits for the lead; wrong, it begins anew. A piece sent twice, or after a cut, is stored once.
 */
export function receivePiece(
  deps: AccountDeps,
  { account, device }: Asker,
  { recording, offset, data }: RecordingPiece,
): Promise<RecordingReceived | Problem> {
  return deps.db.transaction().execute(async (trx): Promise<RecordingReceived | Problem> => {
    if (!(await isAllowed(trx, account, 'recordAudio', recording.village))) return notFound;
    await trx
      .insertInto('recording')
      .values(rowOf(recording, { account, device }, deps.clock.now()))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const row = await trx
      .selectFrom('recording')
      .selectAll()
      .where('id', '=', recording.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    // The id is the person's own: under another's nothing can be put, and nothing learnt. Not the device's: a phone
    // that was found to be copied goes on under a new one, and its copy holds the same recording.
    if (row.account !== account || row.sha256 !== recording.sha256 || row.bytes !== recording.bytes) return notFound;
    if (row.state !== 'coming' || offset !== row.received) return { offset: row.received, state: row.state };
    const bytes = Buffer.from(data, 'base64');
    const received = row.received + bytes.length;
    if (received > row.bytes) return { error: 'unreadable' };
    await trx.insertInto('recording_piece').values({ recording: row.id, at: row.received, data }).execute();
    if (received < row.bytes) return store(trx, row.id, received, 'coming');
    if (
      createHash('sha256')
        .update(await soundOf(trx, row.id))
        .digest('hex') === row.sha256
    ) {
      await note(
        { ...deps, db: trx },
        { account, device, action: 'recordingSent', area: row.village, subject: row.id },
      );
      return store(trx, row.id, received, 'waiting');
    }
    await trx.deleteFrom('recording_piece').where('recording', '=', row.id).execute();
    return store(trx, row.id, 0, 'coming');
  });
}

async function store(
  trx: Transaction<Schema>,
  id: Uuid,
  received: number,
  state: RecordingState,
): Promise<RecordingReceived> {
  await trx.updateTable('recording').set({ received, state }).where('id', '=', id).execute();
  return { offset: received, state };
}

/** The village's recordings, newest first, for its team. */
export async function listRecordings(
  { db }: Pick<AccountDeps, 'db'>,
  account: Uuid,
  village: Uuid,
): Promise<RecordingsResponse | Problem> {
  if (!(await isAllowed(db, account, 'recordAudio', village))) return notFound;
  const rows = await db
    .selectFrom('recording')
    .selectAll()
    .where('village', '=', village)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return { recordings: rows.map((row) => ({ ...recordingOf(row), state: row.state })) };
}

/** The sound of a complete recording, for the team of its village. */
export async function hearRecording(
  { db }: Pick<AccountDeps, 'db'>,
  account: Uuid,
  id: Uuid,
): Promise<RecordingAudio | Problem> {
  const row = await db.selectFrom('recording').selectAll().where('id', '=', id).executeTakeFirst();
  if (
    !row ||
    row.state === 'coming' ||
    row.state === 'refused' ||
    !(await isAllowed(db, account, 'recordAudio', row.village))
  )
    return notFound;
  return { type: row.type, data: (await soundOf(db, id)).toString('base64') };
}

/** Stores the lead's judgement of a complete recording. Refusing deletes its sound, also of an approved recording. */
export function judgeRecording(
  deps: AccountDeps,
  { account, device }: Asker,
  { id, approve }: RecordingJudgement,
): Promise<{ readonly state: RecordingState } | Problem> {
  return deps.db.transaction().execute(async (trx): Promise<{ readonly state: RecordingState } | Problem> => {
    const row = await trx.selectFrom('recording').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || row.state === 'coming' || !(await isAllowed(trx, account, 'judgeAudio', row.village))) return notFound;
    if (row.state === 'refused') return { state: 'refused' };
    const state = approve ? 'approved' : 'refused';
    if (!approve) await trx.deleteFrom('recording_piece').where('recording', '=', id).execute();
    await trx
      .updateTable('recording')
      .set({ state, judged_by: account, judged_at: deps.clock.now() })
      .where('id', '=', id)
      .execute();
    await note({ ...deps, db: trx }, { account, device, action: 'recordingJudged', area: row.village, subject: id });
    return { state };
  });
}

/** The approved recordings, newest first for each step and language. */
export async function publicList({ db }: Pick<AccountDeps, 'db'>): Promise<PublicRecordings> {
  const rows = await db
    .selectFrom('recording')
    .selectAll()
    .where('state', '=', 'approved')
    .orderBy('judged_at', 'desc')
    .orderBy('id')
    .execute();
  return {
    recordings: rows.map(({ guide, part, step, language, speaker, type, bytes, sha256 }) => ({
      guide,
      part,
      step,
      language,
      speaker,
      type: type as Recording['type'],
      bytes,
      sha256,
    })),
  };
}

/** The approved sound under this address; undefined when there is none, or no longer. */
export async function publicSound(
  { db }: Pick<AccountDeps, 'db'>,
  sha256: string,
): Promise<{ readonly type: string; readonly sound: Buffer } | undefined> {
  const row = await db
    .selectFrom('recording')
    .select(['id', 'type'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'approved')
    .executeTakeFirst();
  return row && { type: row.type, sound: await soundOf(db, row.id) };
}

async function soundOf(db: AccountDeps['db'], id: Uuid): Promise<Buffer> {
  const pieces = await db
    .selectFrom('recording_piece')
    .select('data')
    .where('recording', '=', id)
    .orderBy('at')
    .execute();
  return Buffer.concat(pieces.map(({ data }) => Buffer.from(data, 'base64')));
}

const rowOf = ({ consent, ...recording }: Recording, asker: Asker, now: number) =>
  ({ ...recording, ...asker, consent_version: consent.version, consent_at: consent.at, received_at: now }) as const;

const recordingOf = (row: Selectable<RecordingTable>): Recording => ({
  id: row.id,
  village: row.village,
  guide: row.guide,
  part: row.part,
  step: row.step,
  language: row.language,
  speaker: row.speaker,
  consent: { version: recordingConsentVersion, at: row.consent_at },
  type: row.type as Recording['type'],
  bytes: row.bytes,
  sha256: row.sha256,
});
