import { join } from 'node:path';
import { inject } from 'vitest';
import type { Program } from './build-programs.ts';
import { Child } from './child.ts';

/** Where the program lies: plain JavaScript, as the production server is. */
export const program = (name: Program): string => join(inject('programs'), `${name}.js`);

/**
 * Starts it as a process of its own. It lives for seconds: compiling PGlite's WebAssembly well would cost more than it
 * brings.
 */
export const startProgram = (name: Program, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Child =>
  new Child(process.execPath, ['--liftoff-only', program(name), ...args], env);
