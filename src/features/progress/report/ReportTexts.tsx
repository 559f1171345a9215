import { reportTextParts, type ReportTexts as Texts } from '../../../domain/report/report-texts.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Facts } from '../../../ui/index.ts';

/** What the report says in words, part by part. */
export function ReportTexts({ texts }: { texts: Texts }) {
  const { t } = useTranslation('papers');
  return (
    <Facts
      items={reportTextParts.map((part) => ({
        term: t(`texts.part.${part}`),
        detail: texts[part]?.trim() || t('texts.none'),
      }))}
    />
  );
}
