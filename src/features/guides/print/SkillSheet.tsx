import { useTranslation } from '../../../i18n/index.ts';
import { Mark } from '../../../ui/index.ts';
import { entryOf } from '../pages/entries.ts';
import type { SheetProps } from './sheet.ts';
import styles from './print.module.css';

/** A page to write on: a learner's parts of this guide, guided and alone, with two signatures. Nothing is filled in. */
export function SkillSheet({ content: { guide, texts }, village }: SheetProps) {
  const { t } = useTranslation('reading');
  const { t: guides } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const { title, skill } = entryOf(guide.id, guides);
  return (
    <section className={styles.skill} aria-label={t('print.kinds.skill')}>
      <p className={styles.from}>
        <Mark size="s" /> {village || common('product')}
      </p>
      <h2>{t('print.skill.title')}</h2>
      <p>{t('print.skill.movement')}</p>
      <p>
        {t('print.skill.skill')}: <b>{skill}</b>
      </p>
      <p className={styles.line}>{t('print.skill.learner')}:</p>
      <p className={styles.line}>
        {t('print.skill.place')}: {village}
      </p>
      <p>{t('print.skill.how')}</p>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('print.skill.part')}</th>
            <th scope="col">{t('print.skill.guided')}</th>
            <th scope="col">{t('print.skill.alone')}</th>
          </tr>
        </thead>
        <tbody>
          {guide.parts.map((part, index) => (
            <tr key={part.id}>
              <th scope="row">
                {guides('guide.part', { number: index + 1, title: texts.parts[part.id]?.title ?? '' })}
              </th>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.signatures}>
        <p>{t('print.skill.signLearner')}</p>
        <p>{t('print.skill.signHelper')}</p>
      </div>
      <p>{t('print.skill.not')}</p>
      <p>{t('print.skill.noSecrets')}</p>
    </section>
  );
}
