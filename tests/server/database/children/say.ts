import { writeSync } from 'node:fs';

/** One line to the test. Written at once: what a killed program has said counts. */
export const say = (line: string): void => void writeSync(1, `${line}\n`);
