import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { BackupRefused } from './backup-file.ts';

/** A backup's file: its path, and the secret keys when it is encrypted. */
export type BackupSource = string | { readonly path: string; readonly identities: readonly string[] };

export const pathOf = (source: BackupSource): string => (typeof source === 'string' ? source : source.path);

/** The first bytes of every file that age encrypted (https://age-encryption.org/v1). */
const magic = Buffer.from('age-encryption.org/v1\n');

/** True when the text is a public key of age. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** The secret keys in a file as `age-keygen` makes it: one a line, `#` before remarks. */
export const identitiesIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => (/^AGE-SECRET-KEY-/.test(line.trim()) ? [line.trim()] : []));

/**
 * Encrypts to the operator's public key and to a key that exists only in this process's memory. The second key is for
 * reading the file back once, which is impossible with the operator's public key alone.
 */
export async function sealingTo(
  recipient: string,
): Promise<{ seal: (plain: Readable) => Promise<Readable>; readonly identity: string }> {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  encrypter.addRecipient(await identityToRecipient(identity));
  return { identity, seal: async (plain) => fromWeb(await encrypter.encrypt(toWeb(plain))) };
}

/** The file's bytes, decrypted where they are encrypted. @throws BackupRefused when none of the keys opens it */
export async function openSealed(source: BackupSource): Promise<Readable> {
  const path = pathOf(source);
  const isSealed = await beginsWith(path, magic);
  if (!isSealed) return createReadStream(path);
  const identities = typeof source === 'string' ? [] : source.identities;
  if (identities.length === 0)
    throw new BackupRefused(
      `${path} is encrypted. Say --identity FILE with the key that its operator keeps. Nothing was changed.`,
    );
  const decrypter = new Decrypter();
  for (const one of identities) decrypter.addIdentity(one);
  const file = createReadStream(path);
  try {
    return fromWeb(await decrypter.decrypt(toWeb(file)));
  } catch (error) {
    file.destroy();
    if (!(error instanceof Error) || 'code' in error) throw error; // an error of the disk
    throw new BackupRefused(`${path} cannot be opened with this key, or is damaged. Nothing was changed.`);
  }
}

async function beginsWith(path: string, bytes: Buffer): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: bytes.length - 1 }) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks).equals(bytes);
}

// Node's and the browser's stream types describe the same thing in different words.
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const web: unknown = Readable.toWeb(stream);
  return web as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): Readable {
  const web: unknown = stream;
  return Readable.fromWeb(web as Parameters<typeof Readable.fromWeb>[0]);
}
