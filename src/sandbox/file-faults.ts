import { seededRandom } from './clip/seeded-random.ts';
import type { FaultFile, FaultRule } from './fault-file.ts';
import type { Fault, Faults, SandboxCall } from './faults.ts';
import { type NamedFault, namedFaults } from './named-faults.ts';

/** The faults that a file's rules make. Each rule counts, and draws its lots, for itself: taking one out changes no other. */
export function fileFaults({ seed, rules }: FaultFile): Faults {
  const asked = rules.map((rule, index) => ruleFaults(rule, seededRandom(seed + Math.imul(index, 0x9e37_79b9))));
  return (call) => {
    // Every rule sees every call, so that what it counts does not hang on the rules before it.
    const [first] = asked.map((faults) => faults(call)).filter((fault) => fault !== undefined);
    return first;
  };
}

function ruleFaults({ when, do: effect }: FaultRule, random: () => number): Faults {
  const named: NamedFault | undefined = typeof effect === 'string' ? namedFaults[effect] : undefined;
  const nth = when.nth === undefined ? undefined : new Set([when.nth].flat());
  let seen = 0;
  return (call) => {
    if (!fits(when, call) || named?.on.includes(call.operation) === false) return undefined;
    seen += 1;
    const drawn = when.chance === undefined || random() < when.chance;
    if (!drawn || nth?.has(seen) === false) return undefined;
    return named ? named.fault(call) : (effect as Fault);
  };
}

function fits({ operation, model, prompt, ordinal }: FaultRule['when'], call: SandboxCall): boolean {
  const { shot } = call;
  return (
    (operation === undefined || operation === call.operation) &&
    (model === undefined || model === (call.model ?? shot?.model)) &&
    (prompt === undefined || shot?.prompt.toLowerCase().includes(prompt.toLowerCase()) === true) &&
    (ordinal === undefined || ordinal === shot?.ordinal)
  );
}
