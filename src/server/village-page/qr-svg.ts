import { encode } from 'uqr';
import { escapeHtml } from '../card/card-page.ts';

/** A QR code as an SVG element of unit squares, dark on white in every theme: many cameras read no other. */
export function qrSvg(text: string, label: string): string {
  const { size, data } = encode(text, { ecc: 'M', border: 3 });
  const path = data.map((row, y) =>
    runsOf(row)
      .map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)
      .join(''),
  );
  const name = escapeHtml(label);
  const view = `viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"`;
  return `<svg class="qr" role="img" aria-label="${name}" ${view}><path d="${path.join('')}"/></svg>`;
}

/** Where dark squares begin in a row, and how many follow each other. */
function runsOf(row: readonly boolean[]): [x: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
