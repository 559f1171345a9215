import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeQuarantine } from '../../support/suites/quarantine-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeQuarantine(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
