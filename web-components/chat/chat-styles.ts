import { css } from 'lit'

/** A figure that links to cells, and a number that nobody vouches for. */
export const figureStyles = css`
  .figure {
    all: unset;
    cursor: pointer;
    font-weight: 600;
    text-decoration: underline dotted var(--accent);
    text-underline-offset: 3px;
  }
  .figure:hover {
    color: var(--accent);
  }
  .figure:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  mark {
    background: var(--warn-soft);
    color: inherit;
    text-decoration: underline wavy var(--warn-ink);
  }
`

export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    height: 100%;
    position: relative;
    background: var(--paper);
  }
  .head {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 44px;
    padding: 0 8px 0 16px;
    border-bottom: 1px solid var(--line);
    flex: none;
  }
  .gap {
    flex: 1;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 16px;
    display: flex;
    flex-direction: column;
    gap: 16px;
    overscroll-behavior: contain;
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  .log > article {
    width: 100%;
    max-width: 760px;
    margin: 0 auto;
  }
  .mine {
    display: flex;
    flex-direction: row-reverse;
    align-items: center;
    gap: 4px;
  }
  .mine p {
    background: var(--accent-soft);
    padding: 8px 12px;
    border-radius: 12px 12px 3px 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-width: 88%;
  }
  .mine button {
    opacity: 0;
  }
  .mine:hover button,
  .mine button:focus-visible {
    opacity: 1;
  }
  .answer {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .words {
    overflow-wrap: anywhere;
  }
  .line {
    display: block;
  }
  .line:empty {
    height: 0.5em;
  }
  .line.numbered {
    padding-left: 1.5em;
    text-indent: -1.5em;
    margin-top: 3px;
  }
  .tool {
    font-size: 12.5px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--panel);
  }
  .tool summary {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 3px 10px;
    cursor: pointer;
    list-style: none;
  }
  .tool[open] summary {
    border-bottom: 1px solid var(--line);
  }
  .tool .given {
    margin: 6px 10px 8px;
    border-spacing: 0;
  }
  .tool p {
    padding: 0 10px 8px;
    overflow-wrap: anywhere;
  }
  .tool th {
    text-align: left;
    font-weight: 500;
    color: var(--ink-soft);
    padding: 1px 14px 1px 0;
    vertical-align: top;
    white-space: nowrap;
  }
  .tool td {
    overflow-wrap: anywhere;
  }
  .tool sa-answer-table {
    margin: 0 8px 8px;
  }
  .state {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--good-ink);
    flex: none;
  }
  .state.failed {
    background: var(--danger);
  }
  .state.running {
    background: var(--accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .state.running {
      animation: blink 1s ease-in-out infinite alternate;
    }
    @keyframes blink {
      to {
        opacity: 0.3;
      }
    }
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .choices .button {
    white-space: normal;
    text-align: left;
  }
  .by {
    font-size: 11.5px;
    color: var(--ink-soft);
  }
  .notice.row {
    justify-content: space-between;
  }
  .welcome {
    margin: auto 0;
    display: flex;
    flex-direction: column;
    gap: 14px;
    max-width: 760px;
    width: 100%;
    align-self: center;
  }
  .welcome p {
    color: var(--ink-soft);
  }
  .suggestions {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-height: 184px;
  }
  .suggestion {
    border: 1px solid var(--line);
    background: var(--paper);
    padding: 10px 12px;
    border-radius: 8px;
    text-align: left;
    cursor: pointer;
    line-height: 1.4;
  }
  .suggestion:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .jump {
    position: absolute;
    left: 50%;
    bottom: 92px;
    transform: translateX(-50%);
    box-shadow: var(--shadow);
  }
  .composer {
    position: relative;
    padding: 10px 12px 12px;
    border-top: 1px solid var(--line);
    flex: none;
  }
  textarea {
    width: 100%;
    max-width: 784px;
    margin: 0 auto;
    display: block;
    resize: none;
    padding: 8px 48px 8px 12px;
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    background: var(--paper);
    field-sizing: content;
    min-height: 56px;
    max-height: 180px;
    line-height: 1.4;
  }
  textarea:focus-visible {
    outline-offset: -1px;
  }
  .send {
    position: absolute;
    right: 20px;
    bottom: 24px;
    border-radius: 8px;
  }
  @media (max-width: 760px) {
    .wide-only {
      display: none;
    }
  }
`
