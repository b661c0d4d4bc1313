import { css } from 'lit'

/** The grid's own look. Colours are variables of the page (theme.css) with fallbacks for standing alone. */
export const gridStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    min-height: 0;
    height: 100%;
    font: 13px / 1.2 var(--font, system-ui, sans-serif);
    color: var(--ink, #1c2430);
    background: var(--paper, #fff);
    --row: 28px;
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow: auto;
    position: relative;
    outline: none;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-color: var(--line-strong, #c3cbd6) transparent;
  }
  .head,
  .foot {
    position: sticky;
    z-index: 3;
    background: var(--panel, #f6f8fa);
    display: flex;
  }
  .head {
    top: 0;
    border-bottom: 1px solid var(--line-strong, #c3cbd6);
    box-sizing: border-box;
  }
  .foot {
    bottom: 0;
    border-top: 1px solid var(--line-strong, #c3cbd6);
    box-sizing: border-box;
    height: 30px;
    font-weight: 600;
  }
  .contents {
    display: contents;
  }
  .contents > div {
    position: absolute;
    top: 0;
    height: 100%;
    box-sizing: border-box;
    padding: 0 8px;
    text-align: right;
    display: flex;
    flex-direction: column;
    justify-content: center;
    white-space: nowrap;
    overflow: hidden;
    font-variant-numeric: tabular-nums;
  }
  .head .contents > div {
    font-weight: 600;
  }
  .head .contents > div {
    overflow: visible;
    padding: 0;
  }
  .head .contents > div:not(:has(button)),
  .head button {
    padding: 0 8px 0 4px;
  }
  .head .contents > .pin.first:has(button) {
    padding: 0;
  }
  .head button {
    all: unset;
    flex: 1;
    box-sizing: border-box;
    min-width: 0;
    padding: 0 8px 0 4px;
    display: flex;
    flex-direction: column;
    justify-content: center;
    cursor: pointer;
  }
  .head .first button {
    padding: 0 12px;
  }
  .head button:hover {
    background: var(--panel-deep, #eef1f5);
  }
  .head .arrow {
    margin-left: 4px;
    color: var(--accent, #1f5fbf);
  }
  /* A month's arrow stands before its hours: beside the name there is no room. */
  .head .contents > :not(.pin) .arrow {
    position: absolute;
    left: 16px;
    bottom: 6px;
    margin: 0;
    font-size: 12px;
  }
  .head .grip {
    position: absolute;
    top: 0;
    right: -4px;
    width: 8px;
    height: 100%;
    z-index: 1;
    cursor: col-resize;
    touch-action: none;
  }
  .head .grip:hover,
  .head .grip:active {
    background: linear-gradient(var(--accent, #1f5fbf), var(--accent, #1f5fbf)) center / 2px 100% no-repeat;
  }
  .head .marked::before {
    content: '';
    position: absolute;
    bottom: 11px;
    left: 8px;
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: var(--warn-ink, #7a4d00);
  }
  .head small {
    font-size: 11px;
    font-weight: 400;
    color: var(--ink-soft, #566172);
    margin-top: 2px;
  }
  .head .now {
    color: var(--accent, #1f5fbf);
    box-shadow: inset 0 2px 0 var(--accent, #1f5fbf);
  }
  .head .override small {
    color: var(--accent, #1f5fbf);
    font-weight: 600;
  }
  .contents > .pin {
    position: sticky;
    background: inherit;
    background-color: var(--panel, #f6f8fa);
    z-index: 1;
    flex: none;
  }
  .contents > .pin.first {
    left: 0;
    z-index: 2;
    text-align: left;
    padding: 0 12px;
    border-right: 1px solid var(--line-strong, #c3cbd6);
  }
  .contents > .pin.edge {
    border-left: 1px solid var(--line-strong, #c3cbd6);
  }
  .foot .contents > div {
    padding: 0 8px 0 2px;
  }
  .foot .contents > .first {
    padding: 0 12px;
  }
  /* What lies under the pinned parts shows only once something was scrolled under them. */
  .below > .head {
    box-shadow: 0 2px 6px rgb(10 20 40 / 0.12);
  }
  .aside .name,
  .aside .contents > .first {
    box-shadow: 2px 0 4px rgb(10 20 40 / 0.12);
  }
  .body {
    position: relative;
    contain: layout style;
  }
  .row {
    position: absolute;
    left: 0;
    width: 100%;
    height: var(--row);
    display: flex;
    contain: strict;
    /* The lines of the grid: what the cells leave free. */
    background: var(--line, #e4e8ee);
  }
  .lead {
    flex: none;
  }
  .cell,
  .name,
  .total {
    flex: none;
    box-sizing: border-box;
    height: calc(var(--row) - 1px);
    line-height: calc(var(--row) - 1px);
    white-space: nowrap;
  }
  .cell {
    margin-right: 1px;
    padding: 0 8px 0 4px;
    text-align: right;
    font-variant-numeric: tabular-nums;
    cursor: cell;
    background: var(--paper, #fff);
  }
  .name {
    position: sticky;
    left: 0;
    z-index: 2;
    overflow: hidden;
    background: var(--paper, #fff);
    border-right: 1px solid var(--line-strong, #c3cbd6);
    padding: 0 8px 0 12px;
    display: flex;
    gap: 4px;
    cursor: default;
  }
  .name .label {
    overflow: hidden;
    text-overflow: ellipsis;
    flex: 0 1 auto;
    min-width: 40%;
  }
  .name .detail {
    font-weight: 400;
    color: var(--ink-soft, #566172);
    font-size: 11.5px;
    overflow: hidden;
    text-overflow: ellipsis;
    flex: 1 10 auto;
    text-align: right;
  }
  .toggle {
    flex: none;
    width: 16px;
    color: var(--ink-soft, #566172);
    cursor: pointer;
    text-align: center;
  }
  /* A row that cannot be opened stands in line with those that can. */
  .row:not(.group) .toggle:empty {
    display: none;
  }
  @media (max-width: 760px) {
    .name .detail {
      display: none;
    }
  }
  .l2 {
    padding-left: 32px;
  }
  .l3 {
    padding-left: 48px;
  }
  .row.group > .name,
  .row.group > .total {
    font-weight: 600;
  }
  .row.band > * {
    background: var(--panel, #f6f8fa);
    font-weight: 600;
  }
  .total {
    position: sticky;
    z-index: 2;
    padding: 0 8px;
    text-align: right;
    background: var(--panel, #f6f8fa);
    font-variant-numeric: tabular-nums;
  }
  .total.edge {
    border-left: 1px solid var(--line-strong, #c3cbd6);
  }
  .total.below {
    color: var(--danger-ink, #b3261e);
    font-weight: 600;
  }
  .b1 {
    background: var(--heat-1, #e7f5e9);
    color: var(--heat-1-ink, #15401e);
  }
  .b2 {
    background: var(--heat-2, #b4e0bb);
    color: var(--heat-2-ink, #0d3a1a);
  }
  .b3 {
    background: var(--heat-3, #2f7d46);
    color: var(--heat-3-ink, #fff);
  }
  .b4 {
    background: var(--heat-4, #ffe08a);
    color: var(--heat-4-ink, #3d2f00);
  }
  .b5 {
    background: var(--heat-5, #c2352b);
    color: var(--heat-5-ink, #fff);
    font-weight: 600;
  }
  /* The sign beside the colour: a gauge at the left edge, and a triangle above 100 %. A background costs a third of
     what a generated box does while scrolling. */
  .b1,
  .b2,
  .b3,
  .b4 {
    background-image: linear-gradient(currentColor, currentColor);
    background-repeat: no-repeat;
    background-position: 0 100%;
    background-size: 3px 25%;
  }
  .b2 {
    background-size: 3px 50%;
  }
  .b3 {
    background-size: 3px 75%;
  }
  .b4 {
    background-size: 3px 100%;
  }
  .b5::before {
    content: '▲' / 'over';
    float: left;
    font-size: 9px;
  }
  .cell.ro {
    cursor: default;
  }
  .cell.out {
    background: var(--panel-deep, #eef1f5);
    color: var(--ink-soft, #566172);
  }
  .cell.off {
    background-size: auto;
    background-image: repeating-linear-gradient(
      135deg,
      transparent 0 5px,
      var(--hatch, rgb(20 30 50 / 0.16)) 5px 6px
    );
  }
  .cell.tent {
    font-style: italic;
  }
  .cell.prop {
    outline: 2px dashed var(--accent, #1f5fbf);
    outline-offset: -2px;
  }
  .cell.saving {
    opacity: 0.75;
  }
  .sel {
    box-shadow: inset 0 0 0 80px var(--select, rgb(31 95 191 / 0.16));
  }
  .act {
    box-shadow: inset 0 0 0 1px var(--ink-soft, #566172);
  }
  .scroller:focus .act,
  .editing .act {
    box-shadow:
      inset 0 0 0 2px var(--accent, #1f5fbf),
      inset 0 0 0 3px var(--paper, #fff);
  }
  @media (forced-colors: active) {
    .act {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .sel {
      outline: 1px dashed Highlight;
      outline-offset: -1px;
    }
    .b5 {
      border: 2px solid Mark;
    }
  }
`
