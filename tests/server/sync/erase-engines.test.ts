import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeErasure } from '../../support/suites/erase-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeErasure(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
