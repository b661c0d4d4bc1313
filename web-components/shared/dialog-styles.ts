import { css } from 'lit'

/** Dialogs, modal over the page. */
export const dialogs = css`
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
`
