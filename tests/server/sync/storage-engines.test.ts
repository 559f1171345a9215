import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeStorage } from '../../support/suites/storage-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeStorage(kind, async () => kyselyTestStorage(await engine.openMigrated()), kind === 'pglite' ? 'one' : 'many');
}
