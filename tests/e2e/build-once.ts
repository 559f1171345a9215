import { buildIfNeeded } from '../../scripts/build.ts';

/** Before any worker starts its server: two builds at once would write over each other. */
export default async function buildOnce(): Promise<void> {
  await buildIfNeeded();
}
