import { createEngine } from '../../support/engines.ts';
import { kyselyTestStorage } from '../../support/kysely-test-storage.ts';
import { describeStorage } from '../../support/storage-suite.ts';

for (const kind of ['pglite', 'postgres'] as const) {
  const engine = createEngine(kind);
  describeStorage(kind, async () => kyselyTestStorage(await engine.openFresh()), kind === 'pglite' ? 'one' : 'many');
}
