import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeBaskets } from '../../support/suites/basket-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeBaskets(kind, async () => kyselyTestStorage(await engine.openMigrated()));
}
