import type { ReactNode } from 'react';
import type { GuideTexts } from '../../../domain/guide/guide.ts';
import type { Label, ScreenPart, Spot } from '../../../domain/guide/screen.ts';
import { VisuallyHidden } from '../../../ui/index.ts';
import styles from './screen-drawing.module.css';

/** What every part of a drawing needs: the labels, and the step's target. */
export interface Drawing {
  readonly labels: GuideTexts['labels'];
  /** Id of the place to mark; undefined in practice, where the reader is to find it. */
  readonly target: string | undefined;
  readonly here: ReactNode;
  readonly onTap?: (spot: string) => void;
}

export const wordsOf = (label: Label, labels: GuideTexts['labels']): string =>
  'says' in label ? label.says : (labels[label.text] ?? '');

export function Written({ label, labels }: { label: Label; labels: GuideTexts['labels'] }) {
  return 'says' in label ? <span lang="vi">{label.says}</span> : <span>{wordsOf(label, labels)}</span>;
}

interface PlaceProps {
  readonly spot: Spot;
  readonly drawing: Drawing;
  readonly className: string | undefined;
  readonly before?: ReactNode;
  readonly children?: ReactNode;
}

/** A place that can be tapped on the real screen; the target carries the gesture to make. */
export function Place({ spot, drawing, className, before, children }: PlaceProps) {
  const isTarget = spot.id === drawing.target;
  return (
    <Tappable spot={spot.id} drawing={drawing} className={isTarget ? `${className} ${styles.target}` : className}>
      {before}
      <span className={styles.words}>
        <Written label={spot.label} labels={drawing.labels} />
        {children}
      </span>
      {isTarget && drawing.here}
    </Tappable>
  );
}

/** A place as it is drawn, and as a button for whoever practises. */
function Tappable({
  spot,
  drawing: { onTap },
  className,
  children,
}: {
  spot: string;
  drawing: Drawing;
  className: string | undefined;
  children: ReactNode;
}) {
  if (!onTap) return <span className={className}>{children}</span>;
  return (
    <button type="button" data-spot={spot} className={`${className} ${styles.tappable}`} onClick={() => onTap(spot)}>
      {children}
    </button>
  );
}

export function Places({
  spots,
  drawing,
  className,
  each,
  current,
}: {
  spots: readonly Spot[];
  drawing: Drawing;
  className: string | undefined;
  each: string | undefined;
  current?: string;
}) {
  return (
    <span className={className}>
      {spots.map((spot) => (
        <Place
          key={spot.id}
          spot={spot}
          drawing={drawing}
          className={spot.id === current ? `${each} ${styles.current}` : each}
        />
      ))}
    </span>
  );
}

export function Field({ part, drawing }: { part: Extract<ScreenPart, { kind: 'field' }>; drawing: Drawing }) {
  const isTarget = part.id === drawing.target;
  return (
    <span className={styles.fieldGroup}>
      <span className={styles.fieldLabel}>
        <Written label={part.label} labels={drawing.labels} />
      </span>
      <Tappable
        spot={part.id}
        drawing={drawing}
        className={isTarget ? `${styles.field} ${styles.target}` : styles.field}
      >
        {drawing.onTap && (
          <VisuallyHidden>
            <Written label={part.label} labels={drawing.labels} />:{' '}
          </VisuallyHidden>
        )}
        <span className={styles.words}>
          {part.secret ? '••••••' : part.value && <Written label={part.value} labels={drawing.labels} />}
        </span>
        {isTarget && drawing.here}
      </Tappable>
    </span>
  );
}
