import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describeErasure } from '../../support/erase-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeErasure(kind, async () => kyselyTestStorage(await engine.openFresh()));
}
