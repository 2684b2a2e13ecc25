import type { BreakdownRow } from '@yinqi/contracts/pipeline';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { classNames } from '../../lib/class-names.js';
import { CITY_TILES } from './city-grid.data.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { paidShareBp, placeName } from './places.js';

const DARK_BP = 4500;
const MEDIUM_BP = 3000;

const shade = (bp: number | null): string | undefined => {
  if (bp === null) return undefined;
  return bp >= DARK_BP ? styles.dark : bp >= MEDIUM_BP ? styles.medium : undefined;
};

/** Cities as tiles with their value printed; the ranked table beside it holds the same numbers. */
export function TileGrid({ rows }: { readonly rows: readonly BreakdownRow[] }) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const places = rows.filter(({ direct }) => !direct);
  return (
    <figure className={styles.gridFigure}>
      <figcaption className={styles.caption}>
        <h2>{t('grid.title')}</h2> <span>{t('grid.notMap')}</span>
      </figcaption>
      <ul className={styles.tiles}>
        {places.map((row) => {
          const tile = CITY_TILES[row.regionCode ?? ''];
          const share = paidShareBp(row);
          return (
            <li
              key={row.key}
              className={classNames(styles.tile, shade(share))}
              style={tile === undefined ? undefined : { gridColumn: tile.column, gridRow: tile.row }}
            >
              <span>{placeName(row, language)}</span>
              <b>{share === null ? '—' : `${Math.round(share / 100)}%`}</b>
            </li>
          );
        })}
      </ul>
      <p className={styles.legend}>{t('grid.legend')}</p>
    </figure>
  );
}
