import { type Rate, withRate } from '../../graph/rate.ts';
import type { Settings, SettingsChange } from './messages.ts';

/** The settings after a change: what it does not name stays as it is. */
export function changeSettings(settings: Settings, change: SettingsChange): Settings {
  const { acceptedModels = {}, rates, inlineMedia = settings.inlineMedia, typedAbove = settings.typedAbove } = change;
  let changed: readonly Rate[] = settings.rates ?? [];
  for (const rate of rates ?? []) changed = withRate(changed, rate, 'usdPerSecond' in rate ? rate : undefined);
  return {
    ...settings,
    inlineMedia,
    acceptedModels: { ...settings.acceptedModels, ...acceptedModels },
    ...(typedAbove !== undefined && { typedAbove }),
    ...(rates && { rates: [...changed] }),
  };
}
