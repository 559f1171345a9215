import type { Child } from '../../support/programs/child.ts';
import type { DatabasePlace } from '../../support/engines/engines.ts';
import { startProgram } from '../../support/programs/programs.ts';

/** The built server as a process, once it listens. */
export async function startServer(place: DatabasePlace, port: number, env: NodeJS.ProcessEnv = {}): Promise<Child> {
  const child = startProgram('server', [], {
    PORT: String(port),
    DATA_DIR: place.dataDir,
    DATABASE_URL: place.databaseUrl ?? '',
    BACKUP_KEEP: '0',
    LOG_LEVEL: 'silent',
    ...env,
  });
  await child.line('Thôn Số runs at');
  return child;
}
