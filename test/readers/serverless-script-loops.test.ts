// Statements of a service's script that cannot be performed: what they may change is listed as not known.
import { describe, expect, it } from "vitest";
import { covered, readFragment, show } from "./describe.ts";

/** Statements after which `config` may be something else, and the part of each that tells why. */
describe.each([
  ["for (const n of load()) config.functions.f.runtime = n;", "load()"],
  ["for (const n in load()) { config['functions']['f']['runtime'] = n; }", "load()"],
  ["for (const n of process.env.X ? ['p'] : ['q']) config.functions.f.runtime = n;", "process.env.X ? ['p'] : ['q']"],
  ["load().forEach((n) => { config.functions.f.runtime = n; });", "load()"],
  ["if (process.env.X) { config.functions.f.runtime = 'q'; }", "process.env.X"],
  ["while (more()) config.functions.f.runtime = 'q';", "more()"],
  ["try { config.functions.f.runtime = load(); } catch {}", "try { config.functions.f.runtime = load(); } catch {}"],
  ["for (const n of load()) { config.functions.f[n] = n; }", "load()"],
  ["for (const n of load()) { config.functions[n] = { handler: n }; }", "load()"],
  ["for (const n of load()) { config[n] = { handler: n }; }", "load()"],
  ["for (const n of load()) config.functions.f = {};\nfor (const n of load()) config[n] = {};", "load()"],
  ["Object.assign(config.functions, load());", "Object.assign(config.functions, load())"],
])("after %s", (statement, reason) => {
  const text = `const config = { service: 's', provider: { name: 'aws' }, functions: { f: { handler: 'a.b', runtime: 'r' } } };
${statement}
config.functions.late = { handler: 'c.d' };
export default config;`;
  const { nodes, unresolved } = readFragment(text, "serverless.ts");

  it("what may be changed is listed, with what that depends on", () => {
    const found = unresolved.map(({ reason: kind, at }) => `${kind} ${covered(text, at).replace(/;$/, "")}`);
    expect(found).toContain(`dynamic-value ${reason}`);
  });

  it("what is declared is still seen", () => {
    expect(nodes.flatMap(({ kind, name }) => (kind === "function" ? [name] : []))).toEqual(["f", "late"]);
  });
});

/** Runtime of the function `f`. */
function runtimeOf(text: string): string {
  return show(readFragment(text, "serverless.ts").nodes.find(({ name }) => name === "f")?.properties["runtime"]);
}

const UNKNOWN = "is computed by code, which is not executed";

it("a loop that is not known leaves alone what it does not change", () => {
  const before = "const config = { a: 'kept', b: 'old', list: ['x'] };\n";
  const loop = "for (const n of load()) { config.b = n; config.list.push(n); }\n";
  const service = (value: string): string =>
    `${before}${loop}export default { service: 's', provider: {}, functions: { f: { handler: 'a.b', runtime: ${value} } } };`;
  expect(["config.a", "config.b", "config.list[0]"].map((value) => runtimeOf(service(value)))).toEqual([
    '"kept"',
    `load ? "old" : unknown(load ${UNKNOWN})`,
    `load ? "x" : unknown(load.0 ${UNKNOWN})`,
  ]);
});
