// Checks every runtime against its own tsconfig, all at once, and prints all errors before it fails.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
const configs = readdirSync('tsconfig').filter((name) => name.endsWith('.json') && name !== 'base.json');

function check(config: string): Promise<{ config: string; output: string; failed: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, '-p', join('tsconfig', config), '--pretty', 'false'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ config, output, failed: code !== 0 }));
  });
}

const results = await Promise.all(configs.map(check));
for (const { config, output, failed } of results) {
  console.log(`${failed ? 'FAILED' : 'ok'} tsconfig/${config}`);
  if (output) console.log(output.trimEnd());
}
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0;
