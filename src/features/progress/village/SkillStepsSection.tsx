import type { SkillSteps } from '../../../domain/report/skill-steps.ts';
import { confidences } from '../../../domain/visits/visit.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Section, Stack } from '../../../ui/index.ts';
import figures from '../figures/figures.module.css';
import styles from './skill-steps.module.css';
import { useGuideTitle } from './use-guide-title.ts';

/**
 * People's confidence in each skill they were shown: a bar from the lowest step to the highest, and its numbers in
 * words.
 */
export function SkillStepsSection({ skills }: { skills: readonly SkillSteps[] }) {
  const { t } = useTranslation(['progress', 'survey']);
  const titleOf = useGuideTitle();
  if (skills.length === 0) return null;
  return (
    <Section title={t('skills.title')}>
      <Stack gap="l">
        <p className={figures.soft}>{t('skills.note')}</p>
        {skills.map(({ guide, people, steps, up }) => (
          <div key={guide}>
            <p className={styles.head}>
              <b>{titleOf(guide)}</b>
              <span>{t('skills.people', { count: people })}</span>
            </p>
            <Bar steps={steps} people={people} />
            <ul className={styles.steps}>
              {confidences.map(
                (step) =>
                  steps[step] > 0 && (
                    <li key={step}>{t('skills.step', { count: steps[step], step: t(`survey:q.C1.${step}`) })}</li>
                  ),
              )}
            </ul>
            {up > 0 && <p>{t('skills.up', { count: up })}</p>}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

/** The lowest step is palest. The list below has everything that the bar shows. */
function Bar({ steps, people }: Pick<SkillSteps, 'steps' | 'people'>) {
  const upTo = (index: number): number => confidences.slice(0, index).reduce((sum, step) => sum + steps[step], 0);
  const parts = confidences.map((step, index) => ({ step, at: upTo(index), count: steps[step] }));
  return (
    <svg className={styles.bar} aria-hidden="true" focusable="false">
      {parts.map(
        ({ step, at, count }) =>
          count > 0 && (
            <rect
              key={step}
              className={styles[step]}
              x={`${(at * 100) / people}%`}
              width={`${(count * 100) / people}%`}
              height="100%"
            />
          ),
      )}
    </svg>
  );
}
