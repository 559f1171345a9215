import {
  Building2,
  Eye,
  FileText,
  Footprints,
  HeartPulse,
  House,
  Landmark,
  Pencil,
  Pointer,
  QrCode,
  Search,
  Shield,
  Smartphone,
  Users,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Gesture, GuideTexts, Step } from '../../../domain/guide/guide.ts';
import type { Scene, ScreenPart } from '../../../domain/guide/screen.ts';
import { spotsOf } from '../../../domain/guide/spots.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import { Field, Place, Places, wordsOf, Written, type Drawing } from './drawn-places.tsx';
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

/** A drawing to practise on: its places can be tapped. Still nothing can be typed. */
export interface Live {
  readonly onTap: (spot: string) => void;
  /** Whether the target is marked. */
  readonly isShown: boolean;
}

/** A neutral drawing of the real screen with the place to tap marked: no logo, nothing that can be typed into. */
export function ScreenDrawing({ step, labels, live }: { step: Step; labels: GuideTexts['labels']; live?: Live }) {
  const { t } = useTranslation('guides');
  const { screen, target, gesture } = step;
  const goal = screen.parts.flatMap(spotsOf).find((spot) => spot.id === target);
  // A step done away from the phone is drawn without a phone.
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
  const drawing: Drawing = {
    labels,
    target: live && !live.isShown ? undefined : target,
    here,
    ...(live && { onTap: live.onTap }),
  };
  return (
    <figure className={styles.figure}>
      {live && <p className={styles.practice}>{t('drawing.practice')}</p>}
      <div
        className={away ? styles.away : styles.phone}
        {...(live ? { role: 'group', 'aria-label': t('drawing.practice') } : { role: 'img', 'aria-label': described })}
      >
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

function Part({ part, drawing }: { part: ScreenPart; drawing: Drawing }) {
  const { labels } = drawing;
  switch (part.kind) {
    case 'text':
      return (
        <span className={styles.text}>
          <Written label={part.label} labels={labels} />
        </span>
      );
    case 'message':
      return (
        <span className={styles.message}>
          <Written label={part.label} labels={labels} />
        </span>
      );
    case 'button':
      return <Place spot={part} drawing={drawing} className={part.main ? styles.main : styles.button} />;
    case 'check':
      return (
        <Place
          spot={part}
          drawing={drawing}
          className={styles.check}
          before={<span className={part.checked ? styles.ticked : styles.box} />}
        />
      );
    case 'qr':
      return <Place spot={part} drawing={drawing} className={styles.qr} before={<Icon of={QrCode} size="l" />} />;
    case 'scene':
      return (
        <Place
          spot={part}
          drawing={drawing}
          className={styles.scene}
          before={<Icon of={sceneIcons[part.at]} size="l" />}
        />
      );
    case 'search':
      return (
        <Place
          spot={{ id: part.id, label: part.value }}
          drawing={drawing}
          className={styles.search}
          before={<Icon of={Search} size="s" />}
        />
      );
    case 'field':
      return <Field part={part} drawing={drawing} />;
    case 'app':
      return (
        <Place
          spot={{ id: part.id, label: part.name }}
          drawing={drawing}
          className={styles.app}
          before={<Icon of={Smartphone} size="l" />}
        >
          {part.by && (
            <span className={styles.by}>
              <Written label={part.by} labels={labels} />
            </span>
          )}
        </Place>
      );
    case 'list':
      return (
        <Places spots={part.items} drawing={drawing} className={styles.list} each={listItem[part.marks ?? 'none']} />
      );
    case 'tiles':
      return <Places spots={part.items} drawing={drawing} className={styles.tiles} each={styles.tile} />;
    case 'tabs':
      return (
        <Places spots={part.items} drawing={drawing} className={styles.tabs} each={styles.tab} current={part.current} />
      );
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
