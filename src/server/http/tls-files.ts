import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import type { Logger } from '../database/logger.ts';
import type { Schedule } from '../jobs/schedule.ts';

/** Where certificate (with its chain) and key lie, PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** How often renewed files are looked for; what renews them does it weeks before the old ones end. */
const lookEvery = 60 * 1000;

/** @throws Error with one sentence for the operator, when a file cannot be read or the two do not belong together */
export function readPair(files: TlsFiles): Pair {
  const pair = { cert: read('TLS_CERT', files.cert), key: read('TLS_KEY', files.key) };
  try {
    // The context alone takes an empty file for "no certificate", and would shut everybody out.
    if (!new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key))) throw new Error('the key is of another certificate');
    createSecureContext(pair);
  } catch (error) {
    throw new Error(`TLS_CERT and TLS_KEY are no certificate and key that belong together (${error instanceof Error ? error.message : 'unreadable'}).`);
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
 * Takes renewed files up without a restart: new connections get the new certificate, open ones go on. While the files are half
 * replaced or wrong the old pair stays and the log says so once.
 * @returns ends it
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
      if (!failed) logger.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'The renewed certificate cannot be used; the old one stays.');
      failed = true;
    }
    cancel = schedule(lookEvery, look);
  };
  cancel = schedule(lookEvery, look);
  return () => cancel();
}
