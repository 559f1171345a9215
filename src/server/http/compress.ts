import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

// Below this the headers of compression cost more than it saves.
const worthIt = 1024;

/** What the client prefers of what we can make; brotli where it takes both. */
export function encodingFor(accepts: string | undefined): 'br' | 'gzip' | undefined {
  const wanted = (accepts ?? '').split(',').map((part) => part.trim().split(';'));
  const takes = (name: string): boolean => wanted.some(([encoding, weight]) => encoding === name && weight?.replaceAll(' ', '') !== 'q=0');
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/** Compresses the API's JSON. No answer mixes a secret with what its asker chose, so lengths tell nothing. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthIt) return payload;
    const encoding = encodingFor(request.headers['accept-encoding']);
    void reply.header('vary', 'Accept-Encoding');
    if (!encoding) return payload;
    void reply.header('content-encoding', encoding).removeHeader('content-length');
    // Level 5 of 11: a pull page in a few milliseconds, within 4 % of what 9 would reach.
    return encoding === 'br' ? toBrotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : toGzip(payload, { level: 6 });
  });
}
