import { css } from 'lit'

export const planViewStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--paper);
  }
  sa-allocation-grid {
    flex: 1;
    min-height: 0;
  }
  .grow {
    flex: 1;
    align-content: center;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--line);
    background: var(--paper);
    flex: none;
  }
  .gap {
    flex: 1;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 6px 12px;
    background: var(--warn-soft);
    color: var(--warn-ink);
    font-size: 13px;
    flex: none;
  }
  .ghost {
    flex: 1;
    overflow: hidden;
  }
  .bones {
    display: flex;
    align-items: center;
    height: 28px;
    padding: 0 12px;
    gap: 14px;
    border-bottom: 1px solid var(--line);
  }
  .bones.head {
    height: 44px;
    background: var(--panel);
  }
  .bone {
    flex: none;
    width: 56px;
    height: 12px;
    border-radius: 4px;
    background: var(--panel-deep);
  }
  .bones .bone:first-child {
    margin-right: auto;
  }
  .segments {
    display: inline-flex;
    border: 1px solid var(--line-strong);
    border-radius: 6px;
    overflow: hidden;
  }
  .segments button {
    border: 0;
    background: var(--paper);
    padding: 3px 10px;
    font-size: 13px;
    min-height: 26px;
    cursor: pointer;
    color: var(--ink-soft);
    font-weight: 500;
  }
  .segments button + button {
    border-left: 1px solid var(--line-strong);
  }
  .segments button:hover {
    background: var(--panel-deep);
  }
  .segments button[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .segments button:focus-visible {
    outline-offset: -2px;
  }
  .search {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .search svg {
    position: absolute;
    left: 8px;
    color: var(--ink-soft);
    pointer-events: none;
  }
  .search input.input {
    padding-left: 28px;
    width: 168px;
  }
  .months {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 30px;
    padding: 3px 12px;
    border-top: 1px solid var(--line);
    font-size: 12px;
    background: var(--panel);
    flex: none;
    overflow: hidden;
    white-space: nowrap;
  }
  .sums {
    overflow: hidden;
    text-overflow: ellipsis;
    font-variant-numeric: tabular-nums;
  }
  .legend {
    display: inline-flex;
    gap: 4px;
  }
  .status .button.icon {
    min-height: 24px;
  }
  .keys {
    inset: auto 12px 44px auto;
    margin: 0;
    width: 460px;
    max-width: calc(100vw - 24px);
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--paper);
    color: var(--ink);
    box-shadow: var(--shadow);
    white-space: normal;
  }
  .keys h2 {
    font-size: 14px;
    margin: 0 0 8px;
  }
  .keys dl {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 5px 16px;
    margin: 0;
  }
  .keys dt {
    font-weight: 600;
  }
  .keys dd {
    margin: 0;
    color: var(--ink-soft);
  }
  .swatch {
    padding: 0 7px;
    border-radius: 4px;
    line-height: 18px;
    font-size: 11px;
    border: 1px solid var(--line);
  }
  .swatch.b1 {
    background: var(--heat-1);
    color: var(--heat-1-ink);
  }
  .swatch.b2 {
    background: var(--heat-2);
    color: var(--heat-2-ink);
  }
  .swatch.b3 {
    background: var(--heat-3);
    color: var(--heat-3-ink);
  }
  .swatch.b4 {
    background: var(--heat-4);
    color: var(--heat-4-ink);
  }
  .swatch.b5 {
    background: var(--heat-5);
    color: var(--heat-5-ink);
  }
  .swatch.away {
    background-image: repeating-linear-gradient(135deg, transparent 0 5px, var(--hatch) 5px 6px);
  }
  @media (max-width: 760px) {
    .legend {
      display: none;
    }
  }
  .print {
    display: none;
  }
  @media print {
    :host {
      display: block;
      height: auto;
    }
    sa-allocation-grid,
    .status {
      display: none;
    }
    .print {
      display: block;
      font-size: 9px;
      color: #000;
      print-color-adjust: exact;
    }
    .print h1 {
      font-size: 14px;
      margin-bottom: 6px;
    }
    .print table {
      width: 100%;
      border-collapse: collapse;
    }
    .print thead {
      display: table-header-group;
    }
    .print tr {
      break-inside: avoid;
    }
    .print th,
    .print td {
      border: 1px solid #ccc;
      padding: 2px 4px;
      text-align: right;
    }
    .print th:first-child {
      text-align: left;
    }
    .print th[scope='row'] {
      font-weight: 500;
    }
    .print .group th[scope='row'] {
      font-weight: 700;
    }
    .print .l2 th[scope='row'] {
      padding-left: 14px;
    }
    .print .b1 {
      background: #e7f5e9;
    }
    .print .b2 {
      background: #b9e2bf;
    }
    .print .b3 {
      background: #2f7d46;
      color: #fff;
    }
    .print .b4 {
      background: #ffe08a;
    }
    .print .b5 {
      background: #c2352b;
      color: #fff;
    }
  }
`
