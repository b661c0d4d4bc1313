import { css } from 'lit'

/** Type, colours and outlines that every element begins with. */
export const typography = css`
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
`
