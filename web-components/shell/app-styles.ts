import { css } from 'lit'

/** Rail, view, divider and chat in one grid; stacked on a narrow screen. */
export const appStyles = css`
  :host {
    display: block;
    height: 100%;
  }
  .starting {
    padding: 40px;
    color: var(--ink-soft);
  }
  .skip {
    position: absolute;
    left: -999px;
    top: 4px;
    z-index: 99;
    padding: 8px 12px;
    background: var(--paper);
  }
  .skip:focus {
    left: 4px;
  }
  .shell {
    display: grid;
    grid-template-columns: 72px minmax(0, 1fr) 1px minmax(300px, var(--chat));
    height: 100%;
  }
  .shell.hidden {
    grid-template-columns: 72px minmax(0, 1fr);
  }
  .shell.hidden .divider,
  .shell.hidden aside {
    display: none;
  }
  .shell.full {
    grid-template-columns: 72px minmax(0, 1fr);
  }
  .shell.full .divider,
  .shell.full main {
    display: none;
  }
  nav {
    display: grid;
    min-height: 0;
  }
  main {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    outline: none;
  }
  .view-host {
    flex: 1;
    min-height: 0;
    position: relative;
  }
  .lost {
    padding: 48px;
  }
  .lost > * {
    margin-bottom: 10px;
  }
  .view-host > * {
    position: absolute;
    inset: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 44px;
    padding: 0 8px 0 16px;
    border-bottom: 1px solid var(--line);
    background: var(--paper);
    flex: none;
  }
  .bar strong {
    font-weight: 650;
    letter-spacing: -0.01em;
    margin-right: 8px;
  }
  .gap {
    flex: 1;
  }
  .user {
    padding: 2px 4px;
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
    font-size: 11.5px;
    font-weight: 650;
  }
  .menu {
    position: fixed;
    inset: 46px 12px auto auto;
    margin: 0;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--paper);
    color: var(--ink);
    box-shadow: var(--shadow);
    min-width: 220px;
  }
  .menu:popover-open {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .menu .button {
    justify-content: flex-start;
  }
  .divider {
    position: relative;
    background: var(--line);
    cursor: col-resize;
    touch-action: none;
  }
  .divider::after {
    content: '';
    position: absolute;
    inset: 0 -4px;
    z-index: 4;
  }
  .divider:hover::after,
  .divider:focus-visible::after {
    background: color-mix(in srgb, var(--accent) 35%, transparent);
  }
  aside {
    min-width: 0;
    min-height: 0;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    background: var(--paper);
  }
  @media (max-width: 760px) {
    .shell,
    .shell.full,
    .shell.hidden {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) minmax(0, 44vh) auto;
    }
    .shell.hidden {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .shell.full {
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .shell nav {
      order: 3;
    }
    .divider {
      display: none;
    }
    aside {
      border-top: 1px solid var(--line-strong);
    }
  }
  @media print {
    :host,
    .shell,
    main,
    .view-host {
      display: block;
      height: auto;
    }
    .view-host > * {
      position: static;
    }
    nav,
    aside,
    .divider,
    .bar,
    sa-toasts {
      display: none !important;
    }
  }
`
