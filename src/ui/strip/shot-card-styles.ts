import { css } from 'lit';

/** A shot's card: first frame, state, name, and how it goes on. */
export const shotCardStyles = css`
  .place {
    position: relative;
    height: 100%;
  }
  .shot {
    position: relative;
    display: flex;
    flex-direction: column;
    /* A taller strip has larger posters; the rest of a card and its margins take 48 px. */
    width: clamp(172px, (100cqh - 48px) * 16 / 9, 400px);
    height: 100%;
    padding: 0;
    text-align: start;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-2);
    overflow: hidden;
  }
  .shot:hover {
    border-color: var(--line-strong);
  }
  .shot.on {
    border-color: var(--accent);
  }
  .shot.over-before::before,
  .shot.over-after::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 0;
    width: 3px;
    background: var(--focus);
    z-index: 3;
  }
  .shot.over-after::before {
    inset: 0 0 0 auto;
  }
  .shot.dragged {
    opacity: 0.4;
  }
  .still {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    background: linear-gradient(135deg, var(--bg-3), var(--bg-2));
  }
  .still img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .still img.before {
    opacity: 0.45;
    filter: saturate(0.4);
  }
  .still.busy::after {
    content: '';
    position: absolute;
    left: 0;
    bottom: 0;
    height: 2px;
    width: 40%;
    background: var(--busy);
    animation: run 1.6s ease-in-out infinite;
  }
  @keyframes run {
    0% {
      transform: translateX(-100%);
    }
    100% {
      transform: translateX(250%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .still.busy::after {
      animation: none;
      width: 100%;
    }
  }
  .why {
    position: absolute;
    inset: 27px 8px auto;
    max-height: calc(3 * 1.35em);
    font-size: var(--t-xs);
    line-height: 1.35;
    color: var(--text-2);
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow-wrap: anywhere;
  }
  /* A button stands under it. */
  .why.short {
    -webkit-line-clamp: 1;
  }
  .tag {
    position: absolute;
    left: 6px;
    top: 6px;
    max-width: calc(100% - 12px);
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 0 6px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--bg-1) 88%, transparent);
    color: var(--text-1);
    font-size: 10px;
    line-height: 17px;
    white-space: nowrap;
    overflow: hidden;
  }
  .tag span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tag::before {
    content: '';
    flex: none;
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--dot);
  }
  .line {
    display: flex;
    justify-content: space-between;
    gap: 8px;
    padding: 4px 8px;
    font-size: var(--t-xs);
    color: var(--text-2);
    white-space: nowrap;
  }
  .line b {
    color: var(--text-1);
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .cut {
    align-self: center;
    width: 42px;
    text-align: center;
    color: var(--text-3);
    font-size: 10px;
    line-height: 1.2;
  }
  .cut i {
    display: block;
    font-style: normal;
    font-size: var(--t-sm);
  }
  .decide {
    position: absolute;
    left: 8px;
    bottom: 30px;
    height: 22px;
    padding: 0 8px;
    border-radius: var(--r-1);
    border: 1px solid var(--ask);
    background: var(--bg-2);
    color: var(--text-1);
    font-size: var(--t-xs);
    z-index: 1;
  }
`;
