import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeRollups } from '../../support/suites/rollup-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeRollups(
    kind,
    async () => kyselyTestStorage(await engine.openMigrated()),
    process.env['LONG_ROUNDS'] ? 100 : 10,
  );
}
