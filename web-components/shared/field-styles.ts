import { css } from 'lit'

/** Fields of forms with their labels and hints. */
export const fields = css`
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
`
