import * as v from 'valibot';
import type { Random } from '../../lib/clock.ts';
import { uuid } from '../../domain/record/record.ts';
import { jsonValue } from '../../domain/record/json.ts';
import { operation } from '../../protocol/operation.ts';
import { fromBase64Url, toBase64Url, toUtf8 } from '../cipher/bytes.ts';
import { createWebCipher } from '../cipher/cipher.ts';
import { pinIterations } from '../keys/keyring.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const bytes = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/));

/** A phone's work that the server may not have yet; README.md, "The backup file". */
export const backupContent = v.object({
  /** Whose phone it was: enrolment and name. */
  enrolment: uuid,
  name: v.string(),
  /** Unix ms, corrected clock. */
  madeAt: v.number(),
  /** The seq before the first operation in this file. */
  sentUpTo: count,
  operations: v.array(operation),
  drafts: v.array(
    v.object({ id: uuid, village: uuid, rev: count, startedAt: v.number(), savedAt: v.number(), content: jsonValue }),
  ),
  /** How many operations this phone could not read any more; they are not in this file. */
  unreadable: count,
});
export type BackupContent = v.InferOutput<typeof backupContent>;

const envelope = v.object({
  format: v.literal('thon-so-backup'),
  version: v.number(),
  kdf: v.object({
    name: v.literal('PBKDF2-SHA-256'),
    iterations: v.pipe(count, v.minValue(100_000), v.maxValue(10_000_000)),
    salt: bytes,
  }),
  nonce: bytes,
  ciphertext: bytes,
  /** SHA-256 of the ciphertext: tells a damaged file from a wrong passphrase. */
  sha256: bytes,
});

export const backupVersion = 1;

/** `notBackup`: another file · `newer`: from a newer app · `damaged`: cut off or changed · `wrongPassphrase`. */
export type BackupProblem = 'notBackup' | 'newer' | 'damaged' | 'wrongPassphrase';

/** Associated data: no reader of another version can open the ciphertext. */
const boundTo = `thon-so-backup ${backupVersion}`;

/** @returns the file's text: JSON, readable only with the passphrase */
export async function sealBackup(
  subtle: SubtleCrypto,
  random: Random,
  passphrase: string,
  content: BackupContent,
): Promise<string> {
  const salt = random.bytes(16);
  const key = await keyFrom(subtle, passphrase, salt, pinIterations);
  const { nonce, ciphertext } = await createWebCipher(subtle, random, key).seal(JSON.stringify(content), boundTo);
  return JSON.stringify({
    format: 'thon-so-backup',
    version: backupVersion,
    kdf: { name: 'PBKDF2-SHA-256', iterations: pinIterations, salt: toBase64Url(salt) },
    nonce: toBase64Url(nonce),
    ciphertext: toBase64Url(ciphertext),
    sha256: await digestOf(subtle, ciphertext),
  } satisfies v.InferInput<typeof envelope>);
}

/** The content of a backup file, or why it cannot be read. */
export async function openBackup(
  subtle: SubtleCrypto,
  random: Random,
  passphrase: string,
  text: string,
): Promise<BackupContent | BackupProblem> {
  const json = parsed(text);
  if (json === undefined) return looksLikeOne(text) ? 'damaged' : 'notBackup';
  const version = v.safeParse(v.object({ format: v.literal('thon-so-backup'), version: v.number() }), json);
  if (!version.success) return 'notBackup';
  if (version.output.version !== backupVersion) return 'newer';
  const read = v.safeParse(envelope, json);
  if (!read.success) return 'damaged';
  const { kdf, nonce, ciphertext, sha256 } = read.output;
  const sealed = { nonce: fromBase64Url(nonce), ciphertext: fromBase64Url(ciphertext) };
  if ((await digestOf(subtle, sealed.ciphertext)) !== sha256 || sealed.nonce.length !== 12) return 'damaged';
  const key = await keyFrom(subtle, passphrase, fromBase64Url(kdf.salt), kdf.iterations);
  const opened = await createWebCipher(subtle, random, key).open(sealed, boundTo);
  if (opened === undefined) return 'wrongPassphrase';
  const content = v.safeParse(backupContent, parsed(opened));
  return content.success ? content.output : 'newer';
}

async function keyFrom(
  subtle: SubtleCrypto,
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const material = await subtle.importKey('raw', toUtf8(passphrase.normalize('NFC').trim()), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const digestOf = async (subtle: SubtleCrypto, ciphertext: Uint8Array<ArrayBuffer>): Promise<string> =>
  toBase64Url(new Uint8Array(await subtle.digest('SHA-256', ciphertext)));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // cut off, or no JSON at all
  }
}

const looksLikeOne = (text: string): boolean => text.startsWith('{"format":"thon-so-backup"');
