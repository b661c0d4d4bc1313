// Expressions that SQL dialects write differently. Queries elsewhere use these, so that another dialect is a change here.
import { type Expression, type RawBuilder, sql } from 'kysely'

/** A text field of a column that holds a JSON object. SQLite; PostgreSQL has `column ->> 'field'`. */
export const jsonText = (column: string, field: string): RawBuilder<string> =>
  sql<string>`json_extract(${sql.ref(column)}, ${sql.lit(`$.${field}`)})`

/** True where a column or expression holds the words, given in lower case. SQLite; PostgreSQL has `strpos`. */
export const holds = (text: string | Expression<string>, words: string): RawBuilder<boolean> =>
  sql<boolean>`instr(lower(${typeof text === 'string' ? sql.ref(text) : text}), ${words}) > 0`

/**
 * All values of a column in a group as the text of one JSON list, several of them in the same order: handing over tens
 * of thousands of small rows one by one costs a multiple of reading them. SQLite; PostgreSQL has `json_agg`.
 */
export const jsonList = (column: string): RawBuilder<string> => sql<string>`json_group_array(${sql.ref(column)})`
