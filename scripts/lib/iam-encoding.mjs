// The text forms in which `language-analysis/iam/data/` keeps services and managed policies; `language-analysis/iam/` reads them.

/** What the reference calls "Permissions management, Write" changes who may do what. */
const LEVELS = { List: "L", Read: "R", Write: "W", "Permissions management": "P", Tagging: "T" };

/**
 * `types;groups;dependents`. Types: `name=arn pattern without "arn:*:"`, separated by spaces. Groups: access level, the numbers
 * of the resource types (base 36, by commas; none when the action knows no resource), `:`, names. Dependents: `Action>action,action`.
 */
export function encodeService(actions, resourceTypes) {
  const types = Object.values(resourceTypes)
    .map(({ key, arn }) => `${key}=${pattern(arn)}`)
    .sort();
  const numbers = new Map(types.map((type, index) => [type.slice(0, type.indexOf("=")), index.toString(36)]));
  const groups = new Map();
  const dependents = [];
  for (const { name, accessLevel, resourceTypes: worksOn, dependentActions } of Object.values(actions)) {
    const on = [...new Set(worksOn.flatMap((one) => numbers.get(one.name) ?? []))].sort();
    const group = `${LEVELS[accessLevel.split(",")[0]] ?? "W"}${on.join(",")}`;
    groups.set(group, [...(groups.get(group) ?? []), name]);
    const needed = new Set([...dependentActions, ...worksOn.flatMap((one) => one.dependentActions)]);
    if (needed.size > 0) dependents.push(`${name}>${[...needed].sort().join(",")}`);
  }
  const written = [...groups].map(([group, names]) => `${group}:${names.sort().join(" ")}`).sort();
  return [types.join(" "), written.join("|"), dependents.sort().join(" ")].join(";");
}

function pattern(arn) {
  return arn
    .replace(/\$\{[^}]*\}/g, "*")
    .replace(/^arn:\*:/, "")
    .replace(/\s/g, "");
}

/**
 * Statements separated by `;`: `A` or `D` for the effect, `!` for NotAction, actions (`service:Name,Name` by spaces), `|`,
 * resources by spaces (none: `*`; `!` first for NotResource), and `|?` when there is a condition.
 */
export function encodePolicy(document) {
  const statements = list(document.Statement).map((statement) => {
    const actions = list(statement.Action ?? statement.NotAction);
    const resources = list(statement.Resource ?? statement.NotResource).map((one) => one.replace(/\s/g, ""));
    const isAll = resources.length === 1 && resources[0] === "*" && !statement.NotResource;
    return [
      `${statement.Effect === "Deny" ? "D" : "A"}${statement.NotAction ? "!" : ""}${byService(actions)}`,
      isAll ? "" : `${statement.NotResource ? "!" : ""}${resources.sort().join(" ")}`,
      ...(statement.Condition ? ["?"] : []),
    ].join("|");
  });
  return statements.join(";");
}

function byService(actions) {
  const services = new Map();
  for (const action of actions) {
    const [service, name = ""] = action.split(":");
    services.set(service, [...(services.get(service) ?? []), name]);
  }
  return [...services]
    .map(([service, names]) => (names.join() === "" ? service : `${service}:${names.sort().join(",")}`))
    .join(" ");
}

function list(value) {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
