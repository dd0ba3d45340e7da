import type { UserActivityQuery } from '@longview/graphql-client';
import { useLanguage, useTranslation, useWidth } from '@longview/web-design-system';
import { Heatmap } from '@longview/web-design-system/work';
import { useNumber } from '../names.js';

type Activity = Extract<UserActivityQuery['userActivity'], { readonly __typename: 'UserActivity' }>;

/** Sunday first, as calendars in Canada have it; in the log Monday is 1. */
const WEEKDAYS = [7, 1, 2, 3, 4, 5, 6];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Room for 24 columns. */
const WIDE_PX = 900;
const SUNDAY_MS = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

/** At which hours of which weekdays somebody looked at records; what is unusual for them is outlined. Stands on end where it is narrow. */
export function WeekHours({ activity: { heatmap, user }, zone }: { readonly activity: Activity; readonly zone: string }) {
  const { t } = useTranslation('privacy');
  const { language } = useLanguage();
  const number = useNumber();
  const { ref, width } = useWidth<HTMLDivElement>();
  const isWide = width === 0 || width >= WIDE_PX;
  const cells = new Map(heatmap.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const unusual = heatmap.filter(({ isUnusual, count }) => isUnusual && count > 0).reduce((sum, { count }) => sum + count, 0);
  const dayName = new Intl.DateTimeFormat(`${language}-CA`, { weekday: isWide ? 'long' : 'short', timeZone: 'UTC' });
  const days = WEEKDAYS.map((weekday) => ({ id: String(weekday), title: dayName.format(SUNDAY_MS + (weekday % 7) * DAY_MS) }));
  const hours = HOURS.map((hour) => ({ id: String(hour), title: String(hour).padStart(2, '0') }));
  const [rows, columns] = isWide ? [days, hours] : [hours, days];
  const cellOf = (row: string, column: string) => cells.get(isWide ? `${row} ${column}` : `${column} ${row}`);
  return (
    <div ref={ref}>
      <Heatmap title={t('user.hours', { zone })} summary={t('user.hoursSummary', { name: user.name, count: unusual, n: number(unusual) })} rowTitle={isWide ? t('user.weekday') : t('user.hour')} columns={columns}
        rows={rows.map(({ id, title }) => ({ id, title, values: columns.map((column) => cellOf(id, column.id)?.count || undefined) }))}
        isOutlined={(row, column) => { const cell = cellOf(row, column); return cell !== undefined && cell.isUnusual && cell.count > 0; }} outlineTitle={t('user.unusual', { name: user.name })} />
    </div>
  );
}
