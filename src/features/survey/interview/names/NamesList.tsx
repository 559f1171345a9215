import { useTranslation } from '../../../../i18n/index.ts';
import type { Uuid } from '../../../../lib/ids.ts';
import { noTicks, type TicksById } from '../../../../domain/questionnaire/ticks.ts';
import type { Person } from '../../../../domain/people/village.ts';
import { Button, ChoiceList, Row, Stack } from '../../../../ui/index.ts';

type Props = {
  legend: string;
  item: string;
  people: readonly Person[];
  ticks: TicksById;
  nameOf: (person: Uuid) => string;
  onToggle: (person: Uuid, item: string) => void;
  onAll: (ticks: TicksById) => void;
};

/** Ticks for a question with one item: the names are the options. */
export function NamesList({ legend, item, people, ticks, nameOf, onToggle, onAll }: Props) {
  const { t } = useTranslation('survey');
  const isTicked = (id: Uuid) => {
    const of = ticks.get(id) ?? noTicks;
    return 'ticked' in of && of.ticked.includes(item);
  };
  const chosen = people.filter(({ id }) => isTicked(id)).map(({ id }) => id);
  const changed = (values: readonly string[]) =>
    people.filter(({ id }) => values.includes(id) !== chosen.includes(id)).forEach(({ id }) => onToggle(id, item));
  return (
    <Stack>
      {people.length > 1 && (
        <Row>
          <Button
            aria-pressed={chosen.length === people.length}
            onClick={() =>
              onAll(
                new Map(people.map(({ id }) => [id, chosen.length === people.length ? noTicks : { ticked: [item] }])),
              )
            }
          >
            {t('ticks.everybody')}
          </Button>
        </Row>
      )}
      <ChoiceList
        multiple
        legend={legend}
        hideLegend
        value={chosen}
        onChange={changed}
        options={people.map(({ id }) => {
          const of = ticks.get(id);
          return { value: id, label: nameOf(id), hint: of && 'na' in of ? t(of.na) : undefined };
        })}
      />
    </Stack>
  );
}
