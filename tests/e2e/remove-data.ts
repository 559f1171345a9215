import { rmSync } from 'node:fs';

/** Removes the demo database of this run. */
export default function removeData(): void {
  const dataDir = process.env['E2E_DATA_DIR'];
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true });
}
