import { HandHelping, Printer } from 'lucide-react';
import {
  digitalFamily,
  isDigitalFamily,
  type FilledFamilyCriterion,
} from '../../../domain/checklist/digital-family.ts';
import { languageFromPath, pathIn, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Badge, Card, LinkButton, Notice, Page, Section, Stack, StatusChip, TextLink } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';
import { guideTitle } from '../visits/visit-words.ts';
import { HouseholdActionScreen } from '../form-page/HouseholdActionScreen.tsx';
import { criterionFacts, familySources, verdictWords } from './family-words.ts';

/** The checklist of one household, filled in from its record; what is missing leads to its guide. */
export const DigitalFamilyScreen = () => <HouseholdActionScreen screen={Family} />;

function Family({ formContext: { household, today } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation(['checklists', 'survey', 'guides']);
  const { basePath } = usePhone();
  const paths = addressesBelow(basePath);
  const filled = digitalFamily(household, today);
  const truth = isDigitalFamily(filled);
  return (
    <Page
      title={t('checklists:family.title')}
      context={household.headName || t('survey:household.noName')}
      back={{ href: paths.household(household.id) }}
      action={
        <LinkButton block icon={Printer} href={paths.printDigitalFamily(household.id)}>
          {t('checklists:print.open')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        <Notice
          kind={truth === 'yes' ? 'success' : 'info'}
          title={verdictWords(filled, t)}
          {...(truth === 'unknown' && { next: t('checklists:family.unknownNext') })}
        />
        <Stack>
          {filled.map((one) => (
            <Criterion key={one.criterion.id} filled={one} household={household.id} />
          ))}
        </Stack>
        <Section title={t('checklists:source.title')}>
          <Stack gap="s">
            <p>{t('checklists:family.note')}</p>
            <p>{familySources.join('; ')}</p>
          </Stack>
        </Section>
      </Stack>
    </Page>
  );
}

function Criterion({ filled, household }: { filled: FilledFamilyCriterion; household: string }) {
  const { t } = useTranslation(['checklists', 'survey', 'guides']);
  const { t: ofGuides } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath } = usePhone();
  const paths = addressesBelow(basePath);
  const { criterion, state, missing, guide } = filled;
  const words = t(`checklists:state.${state}`);
  return (
    <Card title={t(`checklists:family.criterion.${criterion.id}`)}>
      <p>
        {state === 'unknown' ? (
          <Badge>{words}</Badge>
        ) : (
          <StatusChip kind={state === 'met' ? 'done' : 'todo'}>{words}</StatusChip>
        )}
      </p>
      <p>{criterionFacts(filled, t)}</p>
      {state === 'notMet' && (
        <Stack gap="s">
          {guide === undefined ? (
            <LinkButton icon={HandHelping} href={paths.help(household)}>
              {t('checklists:family.help')}
            </LinkButton>
          ) : (
            <>
              <p>
                <TextLink href={pathIn(languageFromPath(basePath), `/guides/${guide}`)}>
                  {t('checklists:family.guide', { guide: guideTitle(ofGuides, guide) })}
                </TextLink>
              </p>
              {missing.map(({ id, name }) => (
                <LinkButton key={id} icon={HandHelping} href={paths.newVisit(household, { person: id, guide })}>
                  {t('checklists:family.noteVisit', { name: name || t('survey:person.noName') })}
                </LinkButton>
              ))}
            </>
          )}
        </Stack>
      )}
    </Card>
  );
}
