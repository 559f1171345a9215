import type { FastifyInstance } from 'fastify';
import { systemClock, systemRandom } from '../lib/clock.ts';
import type { AccountDeps } from './accounts/deps.ts';
import { runAdmin } from './admin/admin-commands.ts';
import { openAdminSocket } from './admin/admin-socket.ts';
import { upgradeCodes } from './accounts/code-hashes.ts';
import { createChallenges } from './accounts/sessions/renewal.ts';
import { createVault, resealKeys } from './accounts/recovery-keys.ts';
import { serverSecrets } from './accounts/server-secret.ts';
import { createRemembering, rememberAtStart, rememberingErasures, rememberWithdrawals } from './backup/erasures.ts';
import type { Config } from './config.ts';
import { migrations } from './database/migrations/index.ts';
import type { Logger } from './database/logger.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { startMaintenance } from './database/pglite/maintenance.ts';
import { isRetryable } from './database/retryable.ts';
import type { Schema } from './database/schema.ts';
import { addRoutes, createHttpServer } from './http/app.ts';
import { defaultLimits } from './http/limits.ts';
import { followTlsFiles } from './http/tls-files.ts';
import { startJobs, type Jobs } from './jobs/run-jobs.ts';
import { systemSchedule } from './jobs/schedule.ts';
import { serverJobs } from './jobs/server-jobs.ts';
import { countSync } from './metrics/count-sync.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createProgressReader } from './progress/progress-reader.ts';
import { publicAgent } from './reminders/public-agent.ts';
import { createPushSender } from './reminders/push-sender.ts';
import { vapidKeys } from './reminders/vapid-keys.ts';
import { createSyncService } from './sync-service.ts';

export interface RunOptions {
  readonly config: Config;
  /** Folder of the built files; absent: API only. */
  readonly staticRoot: string | undefined;
  /** Links are good that sign in as often as wanted: all people here are invented. */
  readonly demo?: boolean;
  /** Between migrations and the first request; what it returns is printed once the server listens. */
  readonly prepare: (deps: AccountDeps & { readonly logger: Logger }) => Promise<readonly string[]>;
}

export interface RunningServer {
  /** Takes no new connections, finishes requests under way, stores everything. */
  stop(): Promise<void>;
}

const maintenanceTimes = { checkpointMs: 5 * 60 * 1000, vacuumMs: 6 * 60 * 60 * 1000 };

/** Opens the database, migrates, listens, and only then says so. @throws Error with a message for the operator */
export async function runServer({ config, staticRoot, demo = false, prepare }: RunOptions): Promise<RunningServer> {
  const clock = systemClock;
  const random = systemRandom;
  const app = createHttpServer({ random, trustProxy: config.trustProxy, logLevel: config.logLevel, tls: config.tls });
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, logger: app.log });
  // PostgreSQL does this by itself.
  const stopMaintenance =
    database.kind === 'pglite' ? startMaintenance(database, maintenanceTimes, app.log) : undefined;
  let jobs: Jobs | undefined;
  let unfollow = (): void => undefined;
  let closeAdmin: (() => Promise<void>) | undefined;
  const closeAll = async (): Promise<void> => {
    unfollow();
    await app.close();
    await closeAdmin?.();
    await jobs?.stop();
    await stopMaintenance?.();
    await database.close();
  };
  try {
    await migrate(database, migrations, { clock, logger: app.log });
    const bare: AccountDeps = {
      db: database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>(),
      clock,
      random,
    };
    const secrets = await serverSecrets(bare, config.serverSecret, config.serverSecretReplaced);
    const accounts: AccountDeps = { ...bare, secrets };
    const metrics = createMetrics(accounts);
    const remembering = createRemembering(database.db, config.backupDir);
    const remember = (): Promise<void> => remembering.remember();
    rememberWithdrawals(app, remember);
    const sync = countSync(
      rememberingErasures(createSyncService({ ...accounts, isRetryable, logger: app.log }), remember),
      metrics,
    );
    const challenges = createChallenges(secrets.current);
    const vault = createVault(secrets.current, random, secrets.former);
    await upgradeCodes(accounts);
    await resealKeys(accounts, vault);
    const vapid = await vapidKeys(accounts, vault);
    const progress = createProgressReader(accounts);
    await rememberAtStart(remember, app.log);
    const sharedLimits = database.kind === 'postgres';
    const lines = await prepare({ ...accounts, logger: app.log });
    await addRoutes(app, {
      ...accounts,
      sync,
      progress,
      challenges,
      vault,
      push: { key: vapid.publicKey, services: config.pushServices },
      isRetryable,
      metrics,
      metricsToken: config.metricsToken,
      publicUrl: config.publicUrl,
      limits: defaultLimits,
      sharedLimits,
      staticRoot,
      demo,
    });
    await listen(app, config);
    if (config.tls) unfollow = followTlsFiles(app.server, config.tls, systemSchedule, app.log);
    const jobDeps = {
      ...accounts,
      tryAdvisoryLock: database.tryAdvisoryLock,
      schedule: systemSchedule,
      logger: app.log,
    };
    const backup = {
      ...jobDeps,
      db: database.db,
      directory: config.backupDir,
      keep: config.backupKeep,
      remembering,
      recipient: config.backupRecipient,
    };
    const push = createPushSender({
      vapid,
      contact: config.pushContact,
      services: config.pushServices,
      agent: publicAgent(),
      clock,
    });
    const running = startJobs(jobDeps, serverJobs({ backup, accounts, push, sharedLimits }));
    jobs = running;
    closeAdmin = await openAdminSocket(
      config.dataDir,
      async (request) => {
        const answer = await runAdmin(
          { ...accounts, jobs: running, publicUrl: config.publicUrl, memory: remembering.memory },
          request,
        );
        await remember();
        return answer;
      },
      app.log,
    );
    for (const line of lines) console.log(line);
  } catch (error) {
    await closeAll();
    throw error;
  }
  return { stop: closeAll };
}

async function listen(app: FastifyInstance, { port, host, publicUrl }: Config): Promise<void> {
  await app.listen({ port, host });
  console.log(`Thôn Số runs at ${publicUrl}`);
  if (!isSecure(publicUrl))
    console.log(
      'PUBLIC_URL is no https:// address: browsers keep no session and work offline only over HTTPS, ' +
        'or on http://localhost.',
    );
  if (isNumeric(publicUrl))
    console.log(
      'PUBLIC_URL is an address of numbers: officers and administrators cannot make passkeys there, ' +
        'and what needs one is refused. Use a name.',
    );
}

/** Browsers make passkeys for names only. */
const isNumeric = (url: string): boolean => /^((\d+\.){3}\d+|\[.*\])$/.test(new URL(url).hostname);

/** What browsers call a secure context. */
const isSecure = (url: string): boolean =>
  url.startsWith('https://') || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
