import { css } from 'lit'

/** Cards, notices, chips, tabs, rows and what stands where there is nothing yet. */
export const surfaces = css`
  .card {
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: var(--s4);
  }
  .list-card {
    padding: 0;
    overflow: auto;
  }
  .soft {
    color: var(--ink-soft);
  }
  .small-text {
    font-size: 12.5px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 0 8px;
    border-radius: 10px;
    font-size: 12px;
    line-height: 20px;
    font-weight: 500;
    background: var(--panel-deep);
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .chip.good {
    background: var(--good-soft);
    color: var(--good-ink);
  }
  .chip.warn {
    background: var(--warn-soft);
    color: var(--warn-ink);
  }
  .chip.bad {
    background: var(--danger-soft);
    color: var(--danger-ink);
  }
  .chip.info {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .notice {
    padding: 10px 12px;
    border-radius: 6px;
    font-size: 13px;
    background: var(--panel-deep);
  }
  .notice.bad {
    background: var(--danger-soft);
    color: var(--danger-ink);
  }
  .notice.warn {
    background: var(--warn-soft);
    color: var(--warn-ink);
  }
  .notice.good {
    background: var(--good-soft);
    color: var(--good-ink);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 40px 24px;
    text-align: center;
    color: var(--ink-soft);
  }
  .empty h2 {
    color: var(--ink);
  }
  .empty p {
    max-width: 46ch;
  }
  .empty > svg {
    padding: 10px;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: var(--panel-deep);
  }
  .tabs {
    display: flex;
    gap: 2px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tabs a {
    flex: none;
    padding: 6px 12px;
    font-size: 13.5px;
    font-weight: 500;
    color: var(--ink-soft);
    border-bottom: 2px solid transparent;
  }
  .tabs a:hover {
    text-decoration: none;
    color: var(--ink);
  }
  .tabs a:focus-visible {
    outline-offset: -2px;
  }
  .tabs a[aria-current] {
    color: var(--accent);
    border-color: var(--accent);
  }
  .row {
    display: flex;
    align-items: center;
    gap: var(--s2);
    flex-wrap: wrap;
  }
  .spread {
    justify-content: space-between;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: var(--s3);
  }
`
