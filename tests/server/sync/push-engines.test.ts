import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describePushAndPull } from '../../support/push-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describePushAndPull(kind, async () => kyselyTestStorage(await engine.openFresh()));
}
