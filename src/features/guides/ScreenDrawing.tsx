import { Building2, Eye, FileText, Footprints, HeartPulse, House, Landmark, Pencil, Pointer, QrCode, Search, Shield, Smartphone, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Gesture, GuideTexts, Step } from '../../domain/guide/guide.ts';
import type { Label, Scene, ScreenPart, Spot } from '../../domain/guide/screen.ts';
import { spotsOf } from '../../domain/guide/spots.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Icon, VisuallyHidden } from '../../ui/index.ts';
import styles from './screen-drawing.module.css';

const gestureIcons: Record<Gesture, LucideIcon> = { tap: Pointer, type: Pencil, look: Eye, go: Footprints };

const sceneIcons: Record<Scene, LucideIcon> = {
  police: Shield,
  office: Building2,
  bank: Landmark,
  clinic: HeartPulse,
  home: House,
  people: Users,
  paper: FileText,
  phone: Smartphone,
};

/** What every piece of a drawing needs to know: the words, and where the step's target is. */
interface Drawing {
  readonly labels: GuideTexts['labels'];
  /** The place to mark; undefined while somebody practises and is to find it. */
  readonly target: string | undefined;
  readonly here: ReactNode;
  readonly onTap?: (spot: string) => void;
}

/** A drawing to practise on: its places can be tapped. Still nothing can be typed. */
export interface Live {
  readonly onTap: (spot: string) => void;
  /** Whether the place to act is marked already. */
  readonly isShown: boolean;
}

export const wordsOf = (label: Label, labels: GuideTexts['labels']): string => ('says' in label ? label.says : (labels[label.text] ?? ''));

/** A neutral drawing of the real screen with the place to tap marked: no logo, nothing that can be typed into. */
export function ScreenDrawing({ step, labels, live }: { step: Step; labels: GuideTexts['labels']; live?: Live }) {
  const { t } = useTranslation('guides');
  const { screen, target, gesture } = step;
  const goal = screen.parts.flatMap(spotsOf).find((spot) => spot.id === target);
  // What is done away from the phone is drawn without one.
  const away = screen.parts.every((part) => part.kind === 'scene');
  const described = t(away ? 'drawing.awayLabel' : 'drawing.label', {
    screen: screen.bar ? `“${wordsOf(screen.bar, labels)}”` : t('drawing.phone'),
    gesture: t(`drawing.${gesture}`),
    target: goal ? `“${wordsOf(goal.label, labels)}”` : '',
  });
  const here = (
    <span className={styles.here}>
      <Icon of={gestureIcons[gesture]} size="s" />
      {t(`drawing.${gesture}`)}
    </span>
  );
  const drawing: Drawing = { labels, target: live && !live.isShown ? undefined : target, here, ...(live && { onTap: live.onTap }) };
  return (
    <figure className={styles.figure}>
      {live && <p className={styles.practice}>{t('drawing.practice')}</p>}
      <div className={away ? styles.away : styles.phone} {...(live ? { role: 'group', 'aria-label': t('drawing.practice') } : { role: 'img', 'aria-label': described })}>
        {screen.bar && (
          <span className={styles.bar}>
            <Written label={screen.bar} labels={labels} />
          </span>
        )}
        {screen.parts.map((part, index) => (
          <Part key={index} part={part} drawing={drawing} />
        ))}
      </div>
      <figcaption className={styles.mark}>{t(away ? 'drawing.awayMark' : 'drawing.mark')}</figcaption>
    </figure>
  );
}

function Written({ label, labels }: { label: Label; labels: GuideTexts['labels'] }) {
  return 'says' in label ? <span lang="vi">{label.says}</span> : <span>{wordsOf(label, labels)}</span>;
}

function Part({ part, drawing }: { part: ScreenPart; drawing: Drawing }) {
  const { labels } = drawing;
  switch (part.kind) {
    case 'text':
      return <span className={styles.text}><Written label={part.label} labels={labels} /></span>;
    case 'message':
      return <span className={styles.message}><Written label={part.label} labels={labels} /></span>;
    case 'button':
      return <Place spot={part} drawing={drawing} className={part.main ? styles.main : styles.button} />;
    case 'check':
      return <Place spot={part} drawing={drawing} className={styles.check} before={<span className={part.checked ? styles.ticked : styles.box} />} />;
    case 'qr':
      return <Place spot={part} drawing={drawing} className={styles.qr} before={<Icon of={QrCode} size="l" />} />;
    case 'scene':
      return <Place spot={part} drawing={drawing} className={styles.scene} before={<Icon of={sceneIcons[part.at]} size="l" />} />;
    case 'search':
      return <Place spot={{ id: part.id, label: part.value }} drawing={drawing} className={styles.search} before={<Icon of={Search} size="s" />} />;
    case 'field':
      return <Field part={part} drawing={drawing} />;
    case 'app':
      return (
        <Place spot={{ id: part.id, label: part.name }} drawing={drawing} className={styles.app} before={<Icon of={Smartphone} size="l" />}>
          {part.by && <span className={styles.by}><Written label={part.by} labels={labels} /></span>}
        </Place>
      );
    case 'list':
      return <Places spots={part.items} drawing={drawing} className={styles.list} each={listItem[part.marks ?? 'none']} />;
    case 'tiles':
      return <Places spots={part.items} drawing={drawing} className={styles.tiles} each={styles.tile} />;
    case 'tabs':
      return <Places spots={part.items} drawing={drawing} className={styles.tabs} each={styles.tab} current={part.current} />;
    case 'dialog':
      return (
        <span className={styles.dialog}>
          <Written label={part.label} labels={labels} />
          <Places spots={part.buttons} drawing={drawing} className={styles.buttons} each={styles.button} />
        </span>
      );
  }
}

const listItem = { none: styles.item, arrow: styles.arrowItem, tick: styles.tickItem };

interface PlaceProps {
  readonly spot: Spot;
  readonly drawing: Drawing;
  readonly className: string | undefined;
  readonly before?: ReactNode;
  readonly children?: ReactNode;
}

/** Something that could be tapped on the real screen; the target says what to do there. */
function Place({ spot, drawing, className, before, children }: PlaceProps) {
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
function Tappable({ spot, drawing: { onTap }, className, children }: { spot: string; drawing: Drawing; className: string | undefined; children: ReactNode }) {
  if (!onTap) return <span className={className}>{children}</span>;
  return <button type="button" data-spot={spot} className={`${className} ${styles.tappable}`} onClick={() => onTap(spot)}>{children}</button>;
}

function Places({ spots, drawing, className, each, current }: { spots: readonly Spot[]; drawing: Drawing; className: string | undefined; each: string | undefined; current?: string }) {
  return (
    <span className={className}>
      {spots.map((spot) => (
        <Place key={spot.id} spot={spot} drawing={drawing} className={spot.id === current ? `${each} ${styles.current}` : each} />
      ))}
    </span>
  );
}

function Field({ part, drawing }: { part: Extract<ScreenPart, { kind: 'field' }>; drawing: Drawing }) {
  const isTarget = part.id === drawing.target;
  return (
    <span className={styles.fieldGroup}>
      <span className={styles.fieldLabel}><Written label={part.label} labels={drawing.labels} /></span>
      <Tappable spot={part.id} drawing={drawing} className={isTarget ? `${styles.field} ${styles.target}` : styles.field}>
        {drawing.onTap && <VisuallyHidden><Written label={part.label} labels={drawing.labels} />: </VisuallyHidden>}
        <span className={styles.words}>
          {part.secret ? '••••••' : part.value && <Written label={part.value} labels={drawing.labels} />}
        </span>
        {isTarget && drawing.here}
      </Tappable>
    </span>
  );
}
