import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describeRollups } from '../../support/rollup-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeRollups(kind, async () => kyselyTestStorage(await engine.openFresh()), process.env['LONG_ROUNDS'] ? 100 : 10);
}
