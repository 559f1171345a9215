// The operator's commands: npm run backup, restore, admin. Settings are the server's (docs/operations.md).
import { readConfig } from '../config.ts';
import { runCommand } from './run-command.ts';

const config = readConfig(process.env);
if (config.ok) {
  process.exitCode = await runCommand(process.argv.slice(2), config.value, {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
  });
} else {
  console.error(config.error.join('\n'));
  process.exitCode = 1;
}
