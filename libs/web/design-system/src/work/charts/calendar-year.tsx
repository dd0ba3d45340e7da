import { useLanguage, useTranslation } from '../../i18n.js';
import classes from './calendar-year.module.css';
import { ChartFrame, type ChartWords } from './chart-frame.js';
import { levelIn } from './levels.js';
import plot from './plot.module.css';
import { useMarks } from './use-marks.js';

export interface CalendarDay {
  /** `2026-11-19`. */
  readonly day: string;
  /** Not negative. */
  readonly value: number;
  /** Stands out from what is usual: drawn with an outline, and said. */
  readonly isOutlined?: boolean;
}

export interface CalendarYearProps extends ChartWords {
  readonly year: number;
  /** What is counted, `accesses`. */
  readonly valueTitle: string;
  /** Days with nothing may be left out. */
  readonly days: readonly CalendarDay[];
}

const CELL = 24;
const SIZE = 22;
const DAY_MS = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The days of a year, month by month, the darker the more happened on them. Weeks begin on Sunday, as calendars in Canada do. */
export function CalendarYear({ title, summary, year, valueTitle, days }: CalendarYearProps) {
  const { t } = useTranslation('work');
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(`${language}-CA`);
  const monthName = new Intl.DateTimeFormat(`${language}-CA`, { month: 'long', timeZone: 'UTC' });
  const byDay = new Map(days.map((day) => [day.day, day]));
  const ofYear = days.filter(({ day, value }) => day.startsWith(`${year}-`) && value > 0).toSorted((a, b) => a.day.localeCompare(b.day));
  const max = Math.max(1, ...ofYear.map(({ value }) => value));
  const startMs = Date.UTC(year, 0, 1);
  const all = Array.from({ length: (Date.UTC(year + 1, 0, 1) - startMs) / DAY_MS }, (_, i) => isoOf(startMs + i * DAY_MS));
  const { active, markProps } = useMarks(all.length);
  const words = (day: string): string => {
    const { value = 0, isOutlined } = byDay.get(day) ?? {};
    const said = t('chart.point', { day, value: number.format(value), what: valueTitle });
    return isOutlined ? t('chart.unusual', { what: said }) : said;
  };
  return (
    <ChartFrame title={title} {...(summary !== undefined && { summary })}
      table={{ columns: [t('chart.day'), valueTitle], rows: ofYear.map(({ day, value, isOutlined }) => ({ id: day, title: isOutlined ? t('chart.unusual', { what: day }) : day, values: [number.format(value)] })) }}>
      <div className={classes.year}>
        {Array.from({ length: 12 }, (_, month) => {
          const first = all.findIndex((day) => Number(day.slice(5, 7)) === month + 1);
          const inMonth = all.filter((day) => Number(day.slice(5, 7)) === month + 1);
          const offset = new Date(Date.UTC(year, month, 1)).getUTCDay();
          const weeks = Math.ceil((offset + inMonth.length) / 7);
          const name = monthName.format(Date.UTC(year, month, 1));
          return (
            <div key={month} className={classes.month}>
              <span className={classes.name}>{name}</span>
              <svg className={classes.days} viewBox={`0 0 ${7 * CELL} ${weeks * CELL}`} role="group" aria-label={name}>
                {inMonth.map((day, i) => {
                  const at = { x: ((offset + i) % 7) * CELL, y: Math.floor((offset + i) / 7) * CELL };
                  return (
                    <g key={day} role="img" aria-label={words(day)} className={classes.mark} data-level={levelIn(byDay.get(day)?.value, max)} data-outlined={byDay.get(day)?.isOutlined} {...markProps(first + i)}>
                      <rect {...at} width={SIZE} height={SIZE} rx={2} />
                      <text x={at.x + SIZE / 2} y={at.y + SIZE / 2 + 4}>{i + 1}</text>
                    </g>
                  );
                })}
              </svg>
            </div>
          );
        })}
      </div>
      <p className={plot.readout} aria-hidden>{active !== undefined && words(all[active]!)}</p>
    </ChartFrame>
  );
}
