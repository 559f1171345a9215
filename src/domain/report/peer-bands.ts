import type { Uuid } from '../../lib/ids.ts';
import type { Coverage, Figure } from '../indicator/counts.ts';
import { mainFigures, type MainFigure } from './main-figures.ts';
import { byCommune, fewest, type CountedVillage } from './small-cells.ts';

/** Where a village stands among those like it. There are no more steps than these: a finer one would be a rank. */
export const peerBands = ['upper', 'middle', 'lower'] as const;
export type PeerBand = (typeof peerBands)[number];
export type PeerBands = Readonly<Partial<Record<MainFigure, PeerBand>>>;

/** Of its homes, in hundredths: before that a village is not held against others. */
export const askedEnough = 80;

export const isAskedEnough = ({ households, surveyed }: Coverage): boolean => households > 0 && surveyed * 100 >= households * askedEnough;

/** Between half as many homes and twice as many. */
const isAlike = (a: Coverage, b: Coverage): boolean => a.households <= 2 * b.households && b.households <= 2 * a.households;

/** Everybody who is not known would have to be one who has it, or one who has not, and still one share is the greater. */
const isSurelyBelow = (a: Figure, b: Figure): boolean => (a.met + a.unknown) * b.total < b.met * a.total;

/**
 * The band of a figure among the same figure of peers: `upper` where at least three quarters of them are surely below,
 * `lower` where as many are surely above. Who is not asked pulls nobody down and lifts nobody up.
 *
 * @returns undefined where fewer than five peers have anybody to count: out of so few a band would be a name
 */
export function bandAmong(figure: Figure, peers: readonly Figure[]): PeerBand | undefined {
  const others = peers.filter(({ total }) => total > 0);
  if (figure.total === 0 || others.length < fewest) return undefined;
  const most = (count: number): boolean => count * 4 >= others.length * 3;
  if (most(others.filter((other) => isSurelyBelow(other, figure)).length)) return 'upper';
  if (most(others.filter((other) => isSurelyBelow(figure, other)).length)) return 'lower';
  return 'middle';
}

/**
 * The bands of every village of which enough homes were asked, among its peers: villages of its commune that are asked
 * as far and have between half and twice as many homes. A figure that is left out of a village's counts has no band and is
 * nobody's peer.
 */
export function bandsIn(villages: readonly CountedVillage[]): Map<Uuid, PeerBands> {
  const bands = new Map<Uuid, PeerBands>();
  for (const siblings of byCommune(villages)) {
    const asked = siblings.filter(({ counts }) => isAskedEnough(counts.coverage));
    for (const { village, counts } of asked) {
      const peers = asked.filter((other) => other.village !== village && isAlike(other.counts.coverage, counts.coverage));
      bands.set(village, bandsOf(counts.figures, peers.map((peer) => peer.counts.figures)));
    }
  }
  return bands;
}

type Figures = Readonly<Partial<Record<MainFigure, Figure>>>;

function bandsOf(own: Figures, peers: readonly Figures[]): PeerBands {
  const bands: Partial<Record<MainFigure, PeerBand>> = {};
  for (const id of mainFigures) {
    const figure = own[id];
    const band = figure && bandAmong(figure, peers.flatMap((peer) => peer[id] ?? []));
    if (band) bands[id] = band;
  }
  return bands;
}
