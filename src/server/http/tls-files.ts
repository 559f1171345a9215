import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import type { Logger } from '../database/logger.ts';
import type { Schedule } from '../jobs/schedule.ts';

/** Paths of the certificate (with its chain) and the key, PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Milliseconds between checks for renewed files. Renewal happens weeks before the old certificate expires. */
const lookEvery = 60 * 1000;

/** @throws Error with one sentence for the operator, when a file cannot be read or the two do not belong together */
export function readPair(files: TlsFiles): Pair {
  const pair = { cert: read('TLS_CERT', files.cert), key: read('TLS_KEY', files.key) };
  try {
    // A TLS context accepts an empty file as "no certificate", and then every connection would fail.
    if (!new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key)))
      throw new Error('the key is of another certificate');
    createSecureContext(pair);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new Error(`TLS_CERT and TLS_KEY are no certificate and key that belong together (${reason}).`);
  }
  return pair;
}

function read(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${name} ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/**
 * Loads renewed files without a restart: new connections get the new certificate, open ones go on. While the files are
 * half replaced or invalid the old pair stays in use and the log says so once.
 * @returns a function that stops following
 */
export function followTlsFiles(server: Server, files: TlsFiles, schedule: Schedule, logger: Logger): () => void {
  if (!(server instanceof TlsServer)) throw new Error('Only a server that speaks TLS has certificates.');
  let used = readPair(files);
  let failed = false;
  let cancel = (): void => undefined;
  const look = (): void => {
    try {
      const found = readPair(files);
      failed = false;
      if (found.cert !== used.cert || found.key !== used.key) {
        server.setSecureContext(found);
        used = found;
        logger.info({}, 'Took up the renewed certificate.');
      }
    } catch (error) {
      if (!failed)
        logger.error(
          { reason: error instanceof Error ? error.message : 'unknown' },
          'The renewed certificate cannot be used; the old one stays.',
        );
      failed = true;
    }
    cancel = schedule(lookEvery, look);
  };
  cancel = schedule(lookEvery, look);
  return () => cancel();
}
