import { css } from 'lit'

/** Buttons: plain, primary, quiet, dangerous, small, of an icon only. */
export const buttons = css`
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
`
