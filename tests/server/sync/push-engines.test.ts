import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describePushAndPull } from '../../support/suites/push-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describePushAndPull(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
