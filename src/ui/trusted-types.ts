/** The part of a TrustedTypePolicyFactory that is needed here; TypeScript's own libraries do not describe it everywhere. */
interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): unknown;
}
export interface PolicyRules {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

/** What the page's `default` policy does (SEC20): HTML becomes text, and scripts come from the own origin alone. */
export function defaultPolicyRules(origin: string, base: string): PolicyRules {
  return {
    createHTML: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    createScriptURL(address) {
      if (URL.canParse(address, base) && new URL(address, base).origin === origin) return address;
      throw new TypeError('Scripts come from this origin alone (SEC20).');
    },
  };
}

/** Sets the `default` policy, where the browser has Trusted Types. Call it once, before anything starts a Worker. */
export function installDefaultPolicy(page: Window & { readonly trustedTypes?: unknown }): void {
  const factory = page.trustedTypes as PolicyFactory | undefined;
  factory?.createPolicy('default', defaultPolicyRules(page.location.origin, page.location.href));
}
