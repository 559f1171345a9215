import type { StorageEngine } from '../../../src/store/engine/engine.ts';
import { village } from './phone.ts';

/** Damages the sealed text of the last chunk of each hundred thousand, as a bad disk would. */
export async function damaged(engine: StorageEngine): Promise<void> {
  await engine.transaction('write', ['chunks'], async (tx) => {
    const chunks = await tx.range('chunks', { prefix: [village] });
    const last = new Map(chunks.map((chunk) => [Math.floor(chunk.no / 100_000), chunk]));
    await tx.put(
      'chunks',
      [...last.values()].map((chunk) => ({ ...chunk, ciphertext: chunk.ciphertext.slice(1) })),
    );
  });
  engine.close();
}
