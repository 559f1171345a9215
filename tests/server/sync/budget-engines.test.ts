import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { describeBudgets } from '../../support/budget-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeBudgets(kind, async () => kyselyTestStorage(await engine.openFresh()));
}
