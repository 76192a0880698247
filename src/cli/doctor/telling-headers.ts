/** Headers whose values say something of the service and nothing of the person. */
const told =
  /^(date|server|via|age|content-type|content-length|content-encoding|cache-control|expires|retry-after|accept-ranges|content-range|strict-transport-security|access-control-.*|(x-)?ratelimit.*|x-rate-limit.*|x-amz-expiration)$/;

/** The headers of an answer for a report: the values of some, and the names alone of the others. */
export function tellingHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => (told.test(name) ? `${name}: ${value.slice(0, 120)}` : name));
}
