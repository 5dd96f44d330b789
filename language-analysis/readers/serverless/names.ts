// Logical ids that the Serverless Framework makes. Source: its documentation, "CloudFormation resource reference".

/** `my-function_a` -> `MyDashfunctionUnderscorea`. */
export function normalizeFunctionName(name: string): string {
  return upperFirst(name.replaceAll("-", "Dash").replaceAll("_", "Underscore"));
}

/** Only letters and digits stay: `my-bucket` -> `Mybucket`. */
export function alphaNumeric(name: string): string {
  return upperFirst(name.replace(/[^0-9A-Za-z]/g, ""));
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Generated logical ids of functions (`HelloLambdaFunction`) to function keys. */
export function functionsByLogicalId(keys: Iterable<string>): ReadonlyMap<string, string> {
  const byId = new Map<string, string>();
  for (const key of keys) byId.set(`${normalizeFunctionName(key)}LambdaFunction`, key);
  return byId;
}
