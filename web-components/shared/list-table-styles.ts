import { css } from 'lit'

/** Lists of records as a table, its head staying in sight. */
export const listTable = css`
  table.list {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  table.list th,
  table.list td {
    padding: 6px 10px;
    text-align: left;
    border-bottom: 1px solid var(--line);
    vertical-align: baseline;
  }
  table.list th {
    font-weight: 600;
    color: var(--ink-soft);
    font-size: 12px;
    white-space: nowrap;
    background: var(--panel);
    position: sticky;
    top: 0;
    z-index: 1;
  }
  table.list td.num,
  table.list th.num {
    text-align: right;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  table.list td.actions {
    text-align: right;
    white-space: nowrap;
    vertical-align: middle;
    padding-block: 3px;
  }
  table.list td.name {
    min-width: 96px;
    overflow-wrap: anywhere;
  }
  table.list td.one-line {
    white-space: nowrap;
  }
  table.list tbody tr:hover {
    background: var(--panel);
  }
  table.list tr:last-child td {
    border-bottom: 0;
  }
`
