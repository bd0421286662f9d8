import {css} from 'lit';

/** What every component shares: type, buttons, fields, badges, focus. */
export const theme = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h2 {
    font-size: 1.125rem;
    line-height: 1.3;
  }
  h3 {
    font-size: 1rem;
    line-height: 1.3;
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: 0.875rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .stack {
    display: grid;
    gap: 0.75rem;
  }
  .panel {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    padding: 1.25rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  button {
    font: inherit;
    font-weight: 550;
    min-height: 2.5rem;
    padding: 0.375rem 1rem;
    border-radius: 0.625rem;
    border: 1px solid var(--line-strong);
    background: var(--surface);
    color: var(--ink);
    cursor: pointer;
  }
  button:hover {
    background: var(--sunken);
  }
  button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
  }
  button.main:hover {
    filter: brightness(1.08);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: 0.5rem;
  }
  button.plain:hover {
    background: var(--accent-faint);
  }
  button.danger {
    border-color: var(--bad);
    color: var(--bad);
    background: var(--surface);
  }
  button.danger:hover {
    background: var(--bad-faint);
  }
  button[disabled] {
    opacity: 0.55;
    cursor: default;
  }
  input,
  select {
    font: inherit;
    width: 100%;
    min-height: 2.5rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.625rem;
    background: var(--surface);
    color: var(--ink);
  }
  input[type='checkbox'] {
    width: 1.125rem;
    min-height: 1.125rem;
    margin: 0.1875rem 0 0;
    flex: none;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.125rem 0.625rem;
    border-radius: 1rem;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
    background: var(--sunken);
    color: var(--ink-soft);
  }
  .badge::before {
    content: '';
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: currentColor;
  }
  .badge.GREEN {
    background: var(--good-faint);
    color: var(--good);
  }
  .badge.AMBER {
    background: var(--warn-faint);
    color: var(--warn);
  }
  .badge.RED {
    background: var(--bad-faint);
    color: var(--bad);
  }
  .message {
    padding: 0.625rem 0.875rem;
    border-radius: 0.625rem;
    background: var(--sunken);
  }
  .message.bad {
    background: var(--bad-faint);
    color: var(--bad);
  }
  .message.warn {
    background: var(--warn-faint);
    color: var(--warn);
  }
  .message.good {
    background: var(--good-faint);
    color: var(--good);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;
