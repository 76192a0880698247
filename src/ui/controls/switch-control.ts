import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A setting that is on or off. */
export interface SwitchControl {
  readonly id: string;
  readonly value: boolean;
  readonly describedBy: string | undefined;
  readonly set: (value: boolean) => void;
}

export function switchControl({ id, value, describedBy, set }: SwitchControl): TemplateResult {
  return html`<span class="switch"
    ><input
      type="checkbox"
      role="switch"
      id=${id}
      aria-describedby=${describedBy ?? nothing}
      .checked=${live(value)}
      @change=${({ currentTarget }: Event) => set((currentTarget as HTMLInputElement).checked)}
    /><span class="word faint" aria-hidden="true">${value ? 'on' : 'off'}</span></span
  >`;
}

export const switchStyles = css`
  .switch {
    display: flex;
    align-items: center;
    gap: var(--s-2);
    height: var(--control);
  }
  .switch input {
    appearance: none;
    position: relative;
    width: 32px;
    height: 18px;
    margin: 0;
    border-radius: 9px;
    background: var(--line-strong);
    cursor: pointer;
  }
  .switch input::after {
    content: '';
    position: absolute;
    left: 2px;
    top: 2px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: #fff;
  }
  .switch input:checked {
    background: var(--accent);
  }
  .switch input:checked::after {
    transform: translateX(14px);
  }
  @media (prefers-reduced-motion: no-preference) {
    .switch input::after {
      transition: transform 0.12s;
    }
  }
`;
