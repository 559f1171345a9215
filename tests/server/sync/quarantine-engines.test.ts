import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describeQuarantine } from '../../support/quarantine-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeQuarantine(kind, async () => kyselyTestStorage(await engine.openFresh()));
}
