import type { Day } from '../../domain/day.ts';

/** Plain text by name and type: what every phone lets people keep, send and open again. */
export const fileOf = (text: string, day: Day): File => new File([text], `thon-so-du-phong-${day}.txt`, { type: 'text/plain' });
