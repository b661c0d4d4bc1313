import { css } from 'lit'

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
