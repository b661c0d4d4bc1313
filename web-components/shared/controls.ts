import { css } from 'lit'

/** Buttons, fields, cards, tables and chips as every view draws them. */
export const controls = css`
  :host {
    font: 14px / 1.45 var(--font);
    color: var(--ink);
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 20px;
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.3;
  }
  h2 {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.35;
  }
  h3 {
    font-size: 13px;
    font-weight: 600;
  }
  a {
    color: var(--accent);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    background: var(--paper);
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    text-decoration: none;
    color: var(--ink);
  }
  .button:hover:not(:disabled) {
    background: var(--panel-deep);
    text-decoration: none;
  }
  .button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  .button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, black);
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button.quiet:hover:not(:disabled) {
    background: var(--panel-deep);
  }
  .button.danger {
    color: var(--danger-ink);
  }
  .button.small {
    min-height: 26px;
    padding: 1px 8px;
    font-size: 12.5px;
  }
  .button.icon {
    padding: 4px;
    min-width: 32px;
  }
  .button.small.icon {
    min-width: 26px;
    padding: 2px;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 4px;
    font-size: 13px;
    font-weight: 500;
    min-width: 0;
  }
  .field small {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .input {
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    background: var(--paper);
    min-width: 0;
    font-weight: 400;
  }
  select.input {
    padding-right: 4px;
  }
  .input:hover {
    border-color: var(--ink-soft);
  }
  .input.small {
    min-height: 28px;
    font-size: 13px;
    padding: 2px 6px;
  }
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
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .check input {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--accent);
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
  dialog {
    border: 1px solid var(--line);
    border-radius: 12px;
    padding: 0;
    background: var(--paper);
    color: var(--ink);
    box-shadow: var(--shadow);
    width: min(520px, calc(100vw - 32px));
    max-height: calc(100vh - 48px);
  }
  dialog::backdrop {
    background: rgb(10 15 25 / 0.45);
  }
  dialog form,
  dialog .body {
    padding: 20px 24px;
    display: flex;
    flex-direction: column;
    gap: var(--s4);
  }
  dialog footer {
    display: flex;
    justify-content: flex-end;
    gap: var(--s2);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .skeleton {
    border-radius: 6px;
    background: var(--panel-deep);
    min-height: 14px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: pulse 1.4s ease-in-out infinite;
    }
    @keyframes pulse {
      50% {
        opacity: 0.5;
      }
    }
  }
  @container (max-width: 620px) {
    .minor {
      display: none !important;
    }
  }
  @media print {
    .no-print {
      display: none !important;
    }
  }
`

/** A view's own page: padded, scrolling, at most as wide as reads well; what is called minor gives way where it is narrow. */
export const viewFrame = css`
  :host {
    display: block;
    height: 100%;
    overflow: auto;
    background: var(--page);
    container-type: inline-size;
  }
  @container (max-width: 620px) {
    .view {
      padding: 16px 14px 32px;
    }
  }
  .view {
    padding: 20px 24px 40px;
    display: flex;
    flex-direction: column;
    gap: var(--s4);
    max-width: 1280px;
    margin: 0 auto;
  }
  .view > * {
    min-width: 0;
  }
  @media print {
    :host {
      height: auto;
      overflow: visible;
      background: #fff;
      container-type: normal;
    }
    .view {
      padding: 0;
      max-width: none;
    }
    .card {
      break-inside: avoid;
    }
    .scroll {
      max-height: none !important;
      overflow: visible !important;
    }
  }
`
