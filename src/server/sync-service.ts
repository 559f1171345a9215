import { createHash } from 'node:crypto';
import type { Clock } from '../lib/clock.ts';
import { bytesToUuid, type Uuid } from '../lib/ids.ts';
import type { Database } from './accounts/deps.ts';
import type { Logger } from './database/logger.ts';
import { withoutText } from './http/errors.ts';
import type { SyncService } from './http/deps.ts';
import { handlePull } from './sync/handle-pull.ts';
import { handlePush } from './sync/handle-push.ts';
import { createKyselyStorage } from './sync/kysely-storage.ts';

interface SyncServiceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly isRetryable: (error: unknown) => boolean;
  readonly logger: Logger;
}

/** Push and pull over a real database, with Node's crypto. */
export function createSyncService({ db, clock, isRetryable, logger }: SyncServiceDeps): SyncService {
  const deps = {
    storage: createKyselyStorage(db),
    clock,
    sha256,
    nameOf,
    isRetryable,
    report: (event: string, error: unknown) => logger.error({ failure: withoutText(error) }, event),
  };
  return {
    push: (context, request) => handlePush(deps, context, request),
    pull: (context, query, me) => handlePull(deps, context, query, me),
  };
}

/** SHA-256 of UTF-8 text, lower-case hex. */
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The UUID that a text stands for: version 8 (RFC 9562 §5.8) from its SHA-256. */
function nameOf(text: string): Uuid {
  const bytes = new Uint8Array(createHash('sha256').update(text).digest().subarray(0, 16));
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToUuid(bytes);
}
