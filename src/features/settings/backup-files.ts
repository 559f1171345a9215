import type { Day } from '../../lib/day.ts';

/** A `.txt` file, because every phone can store, send and reopen text files. */
export const fileOf = (text: string, day: Day): File =>
  new File([text], `thon-so-du-phong-${day}.txt`, { type: 'text/plain' });
