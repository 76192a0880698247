/** The colours of a landscape, as `#rrggbb`. The sky is dark enough at the top for white text. */
export interface Palette {
  readonly zenith: string;
  readonly horizon: string;
  readonly sun: string;
  /** From the farthest ridge to the nearest. */
  readonly ridges: readonly [string, string, string];
}

/** One of these is chosen by the seed. */
export const palettes: readonly Palette[] = [
  { zenith: '#141c33', horizon: '#c0705a', sun: '#ffd9a0', ridges: ['#74486a', '#41304f', '#171626'] }, // dusk
  { zenith: '#0c2230', horizon: '#5aa39b', sun: '#f6f0cf', ridges: ['#357280', '#1d4757', '#0c1d28'] }, // lagoon
  { zenith: '#1d1830', horizon: '#a46a9c', sun: '#ffdbe4', ridges: ['#6b4784', '#3e2d5c', '#171328'] }, // heather
  { zenith: '#101f2b', horizon: '#8f9f8a', sun: '#fff1c9', ridges: ['#56736f', '#324a4d', '#111d22'] }, // morning fog
  { zenith: '#241a22', horizon: '#cf8b4e', sun: '#ffe6b0', ridges: ['#8e5a3f', '#53372f', '#1d1517'] }, // desert
  { zenith: '#0e1830', horizon: '#5d83b8', sun: '#eef3ff', ridges: ['#3d5d90', '#243a62', '#0e172a'] }, // moonrise
  { zenith: '#12241f', horizon: '#8fa860', sun: '#fbf3b4', ridges: ['#557a52', '#31503f', '#101f1b'] }, // meadow
  { zenith: '#261722', horizon: '#c96a6a', sun: '#ffd3b8', ridges: ['#874858', '#512f42', '#1d1320'] }, // rosewood
];
