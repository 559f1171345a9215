import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { Button, ChoiceList, Page, Stack, TextLink } from '../../../ui/index.ts';
import { SurveyProblem } from './SurveyProblem.tsx';
import { typedAs } from './session/typed.ts';
import { useAnswerAtTouchEnd } from './use-answer-at-touch-end.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useLastInput } from './use-last-input.ts';

type By = 'self' | 'proxy';

/** Asked once, before a person's first question: do they answer for themselves? */
export function SpeakerScreen({ section, actions }: { section: Uuid; actions: SurveyActions }) {
  const { t } = useTranslation('survey');
  const [by, setBy] = useState<By | null>(
    () => typedAs(actions.typed, 'speaker')?.by ?? actions.content.sections[section]?.by ?? null,
  );
  const [missing, setMissing] = useState(false);
  const lastInput = useLastInput();
  const touch = useAnswerAtTouchEnd();
  const name = actions.nameOf(section);

  const submit = (chosen: By | null) => {
    setMissing(chosen === null);
    if (chosen !== null) actions.speak(chosen);
  };
  const choose = (value: string) => {
    const chosen = value === 'proxy' ? 'proxy' : 'self';
    setBy(chosen);
    if (lastInput.current === 'pointer') submit(chosen);
  };

  return (
    <Page
      title={t('by.title', { name })}
      context={name}
      back={actions.back}
      places="hide"
      focusKey={`${section} by`}
      action={
        <Button
          variant="primary"
          block
          type="submit"
          form="speaker"
          busy={actions.isSlow ? t('question.saving') : undefined}
        >
          {t('question.next')}
        </Button>
      }
    >
      <Stack gap="l">
        <SurveyProblem actions={actions} onRetry={() => submit(by)} />
        <form
          {...touch}
          id="speaker"
          autoComplete="off"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit(by);
          }}
        >
          <ChoiceList
            legend={t('by.title', { name })}
            hideLegend
            value={by}
            onChange={choose}
            error={missing ? t('question.choose') : undefined}
            options={[
              { value: 'self', label: t('by.self', { name }) },
              { value: 'proxy', label: t('by.proxy') },
            ]}
          />
        </form>
        <Button onClick={actions.later}>{t('by.later')}</Button>
        <TextLink {...actions.leave}>{t('question.later')}</TextLink>
      </Stack>
    </Page>
  );
}
