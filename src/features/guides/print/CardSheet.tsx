import { stepsOf } from '../../../domain/guide/steps.ts';
import type { NumberedStep } from '../../../domain/guide/steps.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Mark, QrCode } from '../../../ui/index.ts';
import { entryOf } from '../pages/entries.ts';
import { usePaths } from '../pages/use-paths.ts';
import { Words } from '../pages/Words.tsx';
import type { SheetProps } from './sheet.ts';
import styles from './print.module.css';

/** A page to fold twice into a card of four sides: a cover with the code, and all the steps. */
export function CardSheet({ content: { guide, texts }, village, phone, opens }: SheetProps) {
  const { t } = useTranslation('reading');
  const { t: guides } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const paths = usePaths();
  const { title } = entryOf(guide.id, guides);
  return (
    <section className={styles.card} aria-label={t('print.kinds.card')}>
      <div className={styles.side}>
        <p className={styles.from}>
          <Mark size="s" /> {village || common('product')}
        </p>
        <h2>{title}</h2>
        <div className={styles.code}>
          <QrCode text={`${location.origin}${paths.guide(guide.id)}${opens}`} label={t('print.qr', { guide: title })} />
        </div>
        <p>{t('print.scan')}</p>
        {phone && (
          <p>
            <b>{t('print.call', { phone })}</b>
          </p>
        )}
        <p className={styles.promise}>
          {guides('home.habit.do')} {common('promise')}
        </p>
      </div>
      {inSides(stepsOf(guide)).map((steps, index) => (
        <ol key={index} className={styles.side}>
          {steps.map(({ part, step, inPart }) => (
            <li key={`${part.id} ${step.id}`}>
              {inPart === 1 && (
                <h3>
                  {guides('guide.part', {
                    number: guide.parts.indexOf(part) + 1,
                    title: texts.parts[part.id]?.title ?? '',
                  })}
                </h3>
              )}
              {inPart}. <Words>{texts.parts[part.id]?.steps[step.id]?.do ?? ''}</Words>
            </li>
          ))}
        </ol>
      ))}
      <p className={styles.fold}>{t('print.fold')}</p>
    </section>
  );
}

/** The steps on the three sides that the cover leaves, as evenly as they go. */
function inSides(steps: readonly NumberedStep[]): readonly (readonly NumberedStep[])[] {
  const each = Math.ceil(steps.length / 3);
  return [0, 1, 2].map((side) => steps.slice(side * each, (side + 1) * each));
}
