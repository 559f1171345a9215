import { titleName, type Area } from '../../../domain/access/area.ts';
import { duePeriod } from '../../../domain/period.ts';
import { longestReportText, reportTextParts } from '../../../domain/report/report-texts.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { useRefusalWords } from '../../../phone/refusal.ts';
import { EmptyState, Form, Notice, Page, SaveButton, Skeleton, TextField, WithValueNow } from '../../../ui/index.ts';
import { useReportTexts, type ReportTextsForm } from './use-report-texts.ts';
import { usePeriodKind } from './use-period-kind.ts';

/** Difficulties, proposals and plan of the report that is due; typed without a network too. */
export function ReportTextsScreen() {
  const { t } = useTranslation(['papers', 'progress']);
  const { village, basePath } = usePhone();
  if (village) return <OfVillage village={village} />;
  return (
    <Page title={t('papers:texts.title')} back={{ href: basePath }}>
      <EmptyState title={t('progress:noVillage.title')}>{t('progress:noVillage.next')}</EmptyState>
    </Page>
  );
}

function OfVillage({ village }: { village: Area }) {
  const { t } = useTranslation(['papers', 'progress']);
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const today = useToday();
  const period = duePeriod(usePeriodKind(village.id), today);
  const form = useReportTexts(village.id, period.from);
  return (
    <Page
      context={titleName(village)}
      title={t('papers:texts.title')}
      back={{ href: addressesBelow(basePath).report }}
      intro={
        <>
          <p>{t('progress:report.period', { from: format.day(period.from), until: format.day(period.until) })}</p>
          <p>{t('papers:texts.intro')}</p>
        </>
      }
      action={
        form && (
          <SaveButton form="texts" busy={form.state === 'saving' ? t('papers:texts.saving') : undefined}>
            {t('papers:texts.save')}
          </SaveButton>
        )
      }
    >
      {form ? <Texts form={form} /> : <Skeleton />}
    </Page>
  );
}

function Texts({ form }: { form: ReportTextsForm }) {
  const refused = useRefusalWords();
  const { t } = useTranslation(['papers', 'progress']);
  const { values, elsewhere, changed, state, change, take, save } = form;
  return (
    <Form id="texts" busy={state === 'saving'} onSave={save}>
      {state === 'saved' && <Notice kind="success" announce="answer" title={t('papers:texts.saved')} />}
      {state === 'meanwhile' && <Notice kind="warning" announce="answer" title={t('progress:facts.meanwhile')} />}
      {typeof state === 'object' && (
        <Notice announce="answer" title={t('papers:texts.notSaved')} {...refused(state.refusal)} />
      )}
      {state === 'idle' && changed.length > 0 && <Notice kind="info" title={t('papers:texts.kept')} />}
      {reportTextParts.map((part) => (
        <WithValueNow key={part} now={elsewhere[part]} onTake={() => take(part)}>
          <TextField
            label={t(`papers:texts.part.${part}`)}
            hint={t(`papers:texts.hint.${part}`)}
            rows={6}
            value={values[part]}
            onChange={(value) => change(part, value)}
            error={
              values[part].length > longestReportText
                ? t('papers:texts.tooLong', { most: longestReportText })
                : undefined
            }
          />
        </WithValueNow>
      ))}
    </Form>
  );
}
