// The server with invented villages in it, for looking around: `npm run demo`.
import { isRetryable } from '../database/retryable.ts';
import { runProcess } from '../run-process.ts';
import { runServer } from '../run-server.ts';
import { staticRootFrom } from '../static/static-root.ts';
import { createSyncService } from '../sync-service.ts';
import { beginDemoCampaigns } from './demo-campaigns.ts';
import { demoLinks } from './demo-links.ts';
import { demoPageLinks, tellDemoPages } from './demo-pages.ts';
import { seedDemo } from './seed-demo.ts';

await runProcess(
  (config) =>
    runServer({
      config,
      staticRoot: staticRootFrom(import.meta.url),
      demo: true,
      prepare: async (deps) => {
        await seedDemo({ ...deps, syncAt: (clock) => createSyncService({ ...deps, clock, isRetryable }) });
        await tellDemoPages(deps);
        await beginDemoCampaigns(deps);
        return [
          ...(await demoLinks(deps, config.dataDir, config.publicUrl)),
          ...(await demoPageLinks(deps, config.publicUrl)),
          'Here the officer acts without a passkey. A real server refuses what much depends on without one.',
        ];
      },
    }),
  { dataDir: './data/demo' },
);
