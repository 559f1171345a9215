import type { Uuid } from '../../lib/ids.ts';
import type { Coverage, Figure } from '../indicator/counts.ts';
import { mainFigures, type MainFigure } from './main-figures.ts';
import { byCommune, fewest, type CountedVillage } from './small-cells.ts';

/** A village's position among its peers. There are only these steps, because a finer one would be a rank. */
export const peerBands = ['upper', 'middle', 'lower'] as const;
export type PeerBand = (typeof peerBands)[number];
export type PeerBands = Readonly<Partial<Record<MainFigure, PeerBand>>>;

/** Percent of a village's households that must be surveyed before it is compared. */
export const askedEnough = 80;

export const isAskedEnough = ({ households, surveyed }: Coverage): boolean =>
  households > 0 && surveyed * 100 >= households * askedEnough;

/** Peers have between half and twice as many households. */
const isAlike = (a: Coverage, b: Coverage): boolean =>
  a.households <= 2 * b.households && b.households <= 2 * a.households;

/**
 * True when the share of `a` is smaller than that of `b` whatever the unknown people of both would answer.
 */
const isSurelyBelow = (a: Figure, b: Figure): boolean => (a.met + a.unknown) * b.total < b.met * a.total;

/**
 * The band of a figure among the same figure of peers: `upper` where at least three quarters of them are surely below,
 * `lower` where as many are surely above. People who were not asked change no band.
 *
 * @returns undefined where fewer than five peers have anybody to count: among so few a band would identify a village
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
 * The bands of every village of which enough households were asked, among its peers: villages of its commune that are
 * asked as far and have between half and twice as many households. A figure that is left out of a village's counts
 * gets no band and counts for no peer.
 */
export function bandsIn(villages: readonly CountedVillage[]): Map<Uuid, PeerBands> {
  const bands = new Map<Uuid, PeerBands>();
  for (const siblings of byCommune(villages)) {
    const asked = siblings.filter(({ counts }) => isAskedEnough(counts.coverage));
    for (const { village, counts } of asked) {
      const peers = asked.filter(
        (other) => other.village !== village && isAlike(other.counts.coverage, counts.coverage),
      );
      bands.set(
        village,
        bandsOf(
          counts.figures,
          peers.map((peer) => peer.counts.figures),
        ),
      );
    }
  }
  return bands;
}

type Figures = Readonly<Partial<Record<MainFigure, Figure>>>;

function bandsOf(own: Figures, peers: readonly Figures[]): PeerBands {
  const bands: Partial<Record<MainFigure, PeerBand>> = {};
  for (const id of mainFigures) {
    const figure = own[id];
    const band =
      figure &&
      bandAmong(
        figure,
        peers.flatMap((peer) => peer[id] ?? []),
      );
    if (band) bands[id] = band;
  }
  return bands;
}
