import { css } from 'lit'

/** What lies over the cells: fill handle, editor, menu, tooltip. */
export const gridOverlayStyles = css`
  .handle {
    position: absolute;
    z-index: 1;
    width: 9px;
    height: 9px;
    margin: -5px 0 0 -5px;
    background: var(--accent, #1f5fbf);
    border: 1px solid var(--paper, #fff);
    cursor: crosshair;
    touch-action: none;
    box-sizing: border-box;
  }
  input.editor {
    position: absolute;
    z-index: 2;
    box-sizing: border-box;
    height: var(--row);
    padding: 0 7px;
    border: 2px solid var(--accent, #1f5fbf);
    outline: none;
    font: inherit;
    text-align: right;
    color: var(--ink, #1c2430);
    background: var(--paper, #fff);
    font-variant-numeric: tabular-nums;
  }
  input.editor[aria-invalid='true'] {
    border-color: var(--danger, #c2352b);
  }
  .tip {
    position: absolute;
    z-index: 5;
    max-width: 320px;
    padding: 6px 10px;
    border-radius: 6px;
    background: var(--tip, #1c2430);
    color: var(--tip-ink, #fff);
    font-size: 12px;
    line-height: 1.4;
    pointer-events: none;
    white-space: pre-line;
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.2);
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    min-width: 210px;
    border: 1px solid var(--line-strong, #c3cbd6);
    border-radius: 8px;
    background: var(--paper, #fff);
    color: var(--ink, #1c2430);
    box-shadow: var(--shadow, 0 8px 28px rgb(0 0 0 / 0.16));
  }
  .menu button {
    all: unset;
    box-sizing: border-box;
    display: flex;
    justify-content: space-between;
    gap: 24px;
    width: 100%;
    padding: 6px 10px;
    border-radius: 5px;
    cursor: pointer;
  }
  .menu button:hover,
  .menu button:focus {
    background: var(--accent-soft, #e8effd);
    color: var(--accent, #1f5fbf);
  }
  .menu kbd {
    font: inherit;
    font-size: 12px;
    color: var(--ink-soft, #566172);
  }
  .menu hr {
    border: 0;
    border-top: 1px solid var(--line, #e4e8ee);
    margin: 4px 0;
  }
  .tip[hidden] {
    display: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    .tip {
      transition: opacity 80ms;
    }
  }
`
