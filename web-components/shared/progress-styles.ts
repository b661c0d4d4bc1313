import { css } from 'lit'

/** How far work is: a thin bar, one that passes by where nobody knows. */
export const progressBars = css`
  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    background: var(--panel-deep);
  }
  progress::-webkit-progress-bar {
    background: var(--panel-deep);
  }
  progress::-webkit-progress-value {
    border-radius: 3px;
    background: var(--accent);
    transition: inline-size 0.25s;
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  progress:indeterminate::-webkit-progress-bar {
    background: linear-gradient(90deg, transparent, var(--accent), transparent) 0 / 40% 100% no-repeat var(--panel-deep);
  }
  progress:indeterminate::-moz-progress-bar {
    width: 40%;
  }
  @media (prefers-reduced-motion: no-preference) {
    progress:indeterminate::-webkit-progress-bar {
      animation: pass 1.2s ease-in-out infinite alternate;
    }
    @keyframes pass {
      to {
        background-position: 100% 0;
      }
    }
  }
`
