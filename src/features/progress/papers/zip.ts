export const zipType = 'application/zip';

/**
 * One .zip of these files. They are packed already (Word and Excel files are .zip themselves), so they are stored as
 * they are. Names are unique within a folder; a name that occurs again gets a number.
 */
export async function makeZip(files: readonly { readonly name: string; readonly content: Blob }[]): Promise<Blob> {
  const { zipSync } = await import('fflate');
  const entries: Record<string, Uint8Array> = {};
  for (const { name, content } of files) entries[free(name, entries)] = new Uint8Array(await content.arrayBuffer());
  return new Blob([zipSync(entries, { level: 0 })], { type: zipType });
}

function free(name: string, taken: Readonly<Record<string, unknown>>): string {
  const dot = name.lastIndexOf('.');
  for (let count = 1; ; count++) {
    const one = count === 1 ? name : `${name.slice(0, dot)}-${count}${name.slice(dot)}`;
    if (!Object.hasOwn(taken, one)) return one;
  }
}
