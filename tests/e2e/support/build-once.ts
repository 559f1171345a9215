import { rmSync } from 'node:fs';
import { buildIfNeeded } from '../../../scripts/build.ts';
import { demoTemplate, startVillageServer } from './village-server.ts';

/**
 * Before any worker starts its server: two builds at once would write over each other. The demo's villages are put into
 * one database, which each worker's server gets a copy of.
 * @returns what removes that database
 */
export default async function buildOnce(): Promise<() => void> {
  await buildIfNeeded();
  const server = await startVillageServer();
  await server.stop({ keepData: true });
  process.env[demoTemplate] = server.dataDir;
  return () => rmSync(server.dataDir, { recursive: true, force: true });
}
