// The server of a commune or province. Settings: docs/operations.md.
import { joinFragment } from '../protocol/accounts/join.ts';
import { inviteFirstAdmin } from './accounts/first-admin.ts';
import { runProcess } from './run-process.ts';
import { runServer } from './run-server.ts';
import { staticRootFrom } from './static/static-root.ts';

await runProcess((config) =>
  runServer({
    config,
    staticRoot: staticRootFrom(import.meta.url),
    prepare: async (deps) => {
      const token = await inviteFirstAdmin(deps);
      return token === undefined
        ? []
        : [`The first administrator opens (once, within a day): ${config.publicUrl}/join${joinFragment(token)}`];
    },
  }),
);
