import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { err, ok, type Result } from '../../lib/result.ts';

/** Largest body after decompression, in bytes: four times the limit of one push (`pushLimits.bytes`). */
export const maxBodyBytes = 1024 * 1024;

export type BodyProblem = 'tooLarge' | 'unreadable';

/**
 * Reads a JSON body, gzip or plain, in bounded memory: reading and inflating stop as soon as the text is longer than
 * `limit`, so a decompression bomb costs one buffer of that size.
 */
export async function readJsonBody(
  payload: Readable,
  encoding: string | undefined,
  limit = maxBodyBytes,
): Promise<Result<unknown, BodyProblem>> {
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'identity') return err('unreadable');
  const text = encoding === 'gzip' ? await inflate(payload, limit) : await collect(payload, limit);
  return text.ok ? parse(text.value) : text;
}

async function inflate(payload: Readable, limit: number): Promise<Result<Buffer, BodyProblem>> {
  const gunzip = createGunzip();
  // Not `pipeline`: it would destroy the request, and with it the connection on which the refusal is sent.
  payload.once('error', (error) => gunzip.destroy(error));
  payload.pipe(gunzip);
  try {
    return await collect(gunzip, limit);
  } catch (error) {
    if (isZlibError(error)) return err('unreadable');
    throw error;
  } finally {
    payload.unpipe(gunzip);
    gunzip.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

async function collect(stream: Readable, limit: number): Promise<Result<Buffer, BodyProblem>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) return err('tooLarge');
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

/**
 * Greatest nesting of a body; no message of the protocol is this deep. The limit keeps later recursion (JSON.stringify)
 * from exhausting the stack.
 */
const maxDepth = 32;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (inString) {
      if (sign === '\\') i++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '[' || sign === '{') {
      if (++depth > maxDepth) return true;
    } else if (sign === ']' || sign === '}') depth--;
  }
  return false;
}

function parse(bytes: Buffer): Result<unknown, BodyProblem> {
  try {
    // Fatal: otherwise invalid UTF-8 would be stored as replacement characters, and a name would be lost unnoticed.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isTooDeep(text) ? err('unreadable') : ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return err('unreadable');
    throw error;
  }
}
