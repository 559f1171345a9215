import type { Clock } from '../lib/clock.ts';
import type { Database, ServerSecrets } from './accounts/deps.ts';
import type { Logger } from './database/logger.ts';
import { withoutText } from './http/errors.ts';
import { uuidFromText, sha256 } from './hash.ts';
import type { SyncService } from './sync/service.ts';
import { answerProposal } from './sync/answer-proposal.ts';
import { bringBack } from './sync/erasure/bring-back.ts';
import { handleErase } from './sync/erasure/handle-erase.ts';
import { settleErasure } from './sync/erasure/second-person.ts';
import { handleNewDevice } from './sync/handle-new-device.ts';
import { handlePull } from './sync/handle-pull.ts';
import { handlePush } from './sync/handle-push.ts';
import { handleQuarantineList } from './sync/quarantine/handle-quarantine.ts';
import { handleQuarantineRelease, handleQuarantineSetAside } from './sync/quarantine/judge-quarantine.ts';
import { createKyselyStorage } from './sync/kysely/kysely-storage.ts';

interface SyncServiceDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly isRetryable: (error: unknown) => boolean;
  readonly logger: Logger;
  readonly secrets?: ServerSecrets | undefined;
}

/** The sync service over a real database, with Node's crypto. */
export function createSyncService({ db, clock, isRetryable, logger, secrets }: SyncServiceDeps): SyncService {
  const deps = {
    storage: createKyselyStorage(db),
    clock,
    sha256,
    uuidFromText,
    isRetryable,
    secrets,
    report: (event: string, error: unknown) => logger.error({ failure: withoutText(error) }, event),
  };
  return {
    push: (context, request) => handlePush(deps, context, request),
    pull: (context, query, me) => handlePull(deps, context, query, me),
    newDevice: (context, request) => handleNewDevice(deps, context, request),
    erase: (context, request) => handleErase(deps, context, request),
    bringBack: (context, request) => bringBack(deps, context, request),
    settleErasure: (context, request) => settleErasure(deps, context, request),
    answerProposal: (context, request) => answerProposal(deps, context, request),
    quarantine: (context, query) => handleQuarantineList(deps, context, query),
    release: (context, judgement) => handleQuarantineRelease(deps, context, judgement),
    setAside: (context, judgement) => handleQuarantineSetAside(deps, context, judgement),
  };
}
