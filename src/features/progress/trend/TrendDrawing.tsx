import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLanguage } from '../../../i18n/index.ts';
import type { TrendPoint } from './trend-point.ts';

interface TrendDrawingProps {
  readonly points: readonly TrendPoint[];
  readonly target: number | undefined;
  /** Labels at the ends of the lines, in place of a legend. */
  readonly words: { readonly least: string; readonly most: string; readonly target: string };
}

const height = 200;
const room = 88; // px right of the last day, for the words

/**
 * The canvas of a trend. Colours are the page's own, so it is drawn again when the phone goes dark or the page is
 * printed.
 */
export function TrendDrawing({ points, target, words }: TrendDrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const { format } = useLanguage();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let plot: uPlot | undefined;
    const draw = (): void => {
      plot?.destroy();
      plot = new uPlot(
        optionsOf(element, words, target, (share) => format.percent(share)),
        dataOf(points, target),
        element,
      );
    };
    const looks = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
    const size = new ResizeObserver(() => {
      if (plot && element.clientWidth > 0) plot.setSize({ width: element.clientWidth, height });
    });
    draw();
    size.observe(element);
    looks.forEach((look) => look.addEventListener('change', draw));
    return () => {
      looks.forEach((look) => look.removeEventListener('change', draw));
      size.disconnect();
      plot?.destroy();
    };
  }, [points, target, words, format]);
  return <div ref={place} />;
}

/** Columns as uPlot wants them: days in seconds, then percents: at most, at least, target. */
function dataOf(points: readonly TrendPoint[], target: number | undefined): uPlot.AlignedData {
  return [
    points.map(({ day }) => Date.parse(`${day}T00:00:00Z`) / 1000),
    points.map(({ met, unknown, total }) => ((met + unknown) * 100) / total),
    points.map(({ met, total }) => (met * 100) / total),
    points.map(() => (target === undefined ? null : target * 100)),
  ];
}

function optionsOf(
  element: HTMLElement,
  words: TrendDrawingProps['words'],
  target: number | undefined,
  percent: (share: number) => string,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const [ink, soft, line, leaf] = ['--ink', '--soft', '--line', '--leaf'].map(colour) as [
    string,
    string,
    string,
    string,
  ];
  const font = `14px ${style.fontFamily}`;
  const axis = { stroke: soft, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  const days = new Intl.DateTimeFormat('vi-VN', { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  return {
    width: element.clientWidth,
    height,
    padding: [12, room, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: [0, 100] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 60,
        values: (_, seconds) => seconds.map((at) => days.format(at * 1000)),
      },
      { ...axis, size: 52, values: (_, values) => values.map((value) => percent(value / 100)) },
    ],
    // --leaf is written as #rrggbb; the oldest phones know no color-mix(). The lines differ by their dashes too, never
    // by colour alone.
    series: [
      {},
      { stroke: leaf, width: 2, dash: [2, 4], points: { show: false } },
      { stroke: leaf, width: 3, points: { show: true, size: 6, fill: leaf } },
      { stroke: ink, width: 1.5, dash: [8, 4], points: { show: false } },
    ],
    bands: [{ series: [1, 2], fill: `${leaf}2e` }],
    hooks: {
      draw: [
        (plot) =>
          writeNames(
            plot,
            [words.most, words.least, target === undefined ? '' : words.target],
            [leaf, leaf, ink],
            font,
          ),
      ],
    },
  };
}

/** The name of each line right of its last point, moved apart where two would overlap. */
function writeNames(plot: uPlot, names: readonly string[], colours: readonly string[], font: string): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  const labels = names
    .map((name, index) => ({
      name,
      colour: colours[index] ?? '',
      at: plot.valToPos(plot.data[index + 1]?.at(-1) ?? Number.NaN, 'y', true),
    }))
    .filter(({ name, at }) => name !== '' && Number.isFinite(at))
    .sort((a, b) => a.at - b.at);
  let free = 0;
  ctx.save();
  ctx.font = font.replace('14px', `${14 * scale}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { name, colour, at } of labels) {
    const y = Math.max(at, free);
    free = y + 17 * scale;
    ctx.fillStyle = colour;
    ctx.fillText(name, bbox.left + bbox.width + 6 * scale, y, (room - 8) * scale);
  }
  ctx.restore();
}
