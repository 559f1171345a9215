import type { Clock } from '../lib/clock.ts';
import type { Database } from './accounts/deps.ts';
import type { Logger } from './database/logger.ts';
import { withoutText } from './http/errors.ts';
import { nameOf, sha256 } from './hash.ts';
import type { SyncService } from './http/deps.ts';
import { handleErase } from './sync/handle-erase.ts';
import { handleNewDevice } from './sync/handle-new-device.ts';
import { handlePull } from './sync/handle-pull.ts';
import { handlePush } from './sync/handle-push.ts';
import { handleQuarantineList } from './sync/handle-quarantine.ts';
import { handleQuarantineRelease, handleQuarantineSetAside } from './sync/judge-quarantine.ts';
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
    newDevice: (context, request) => handleNewDevice(deps, context, request),
    erase: (context, request) => handleErase(deps, context, request),
    quarantine: (context, query) => handleQuarantineList(deps, context, query),
    release: (context, judgement) => handleQuarantineRelease(deps, context, judgement),
    setAside: (context, judgement) => handleQuarantineSetAside(deps, context, judgement),
  };
}
