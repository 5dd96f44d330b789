// Access levels of actions for the services serverless apps use most. Verbs decide; what departs from them is listed.
// Source: Service Authorization Reference, "Actions, resources, and condition keys", read per service.
import { isWildcardAction, matchesAction } from "./action.ts";

export type AccessLevel = "list" | "read" | "write" | "permissions" | "tagging";

const EXCEPTIONS: Readonly<Record<string, AccessLevel>> = {
  "s3:listbucket": "list",
  "s3:listallmybuckets": "list",
  "s3:getobjectacl": "read",
  "s3:putobjectacl": "permissions",
  "s3:putobjectversionacl": "permissions",
  "s3:putbucketacl": "permissions",
  "s3:putbucketpolicy": "permissions",
  "s3:deletebucketpolicy": "permissions",
  "s3:putbucketpublicaccessblock": "permissions",
  "s3:putaccountpublicaccessblock": "permissions",
  "s3:bypassgovernanceretention": "permissions",
  "dynamodb:conditioncheckitem": "read",
  "dynamodb:partiqlselect": "read",
  "sqs:receivemessage": "read",
  "sqs:addpermission": "permissions",
  "sqs:removepermission": "permissions",
  "sqs:setqueueattributes": "permissions",
  "sns:addpermission": "permissions",
  "sns:removepermission": "permissions",
  "sns:settopicattributes": "permissions",
  "lambda:addpermission": "permissions",
  "lambda:removepermission": "permissions",
  "lambda:addlayerversionpermission": "permissions",
  "iam:passrole": "write",
  "iam:createpolicyversion": "permissions",
  "iam:setdefaultpolicyversion": "permissions",
  "iam:createpolicy": "permissions",
  "iam:updateassumerolepolicy": "permissions",
  "iam:addusertogroup": "permissions",
  "kms:decrypt": "write",
  "kms:creategrant": "permissions",
  "kms:putkeypolicy": "permissions",
  "kms:revokegrant": "permissions",
  "secretsmanager:getsecretvalue": "read",
  "secretsmanager:putresourcepolicy": "permissions",
  "secretsmanager:deleteresourcepolicy": "permissions",
  "events:putpermission": "permissions",
  "events:removepermission": "permissions",
  "sts:getcalleridentity": "read",
  "logs:putresourcepolicy": "permissions",
};

const READ = /^(get|batchget|describe|head|query|scan|select|lookup|search|receive|check|view|detect|estimate|verify)/;
const LIST = /^list/;
const TAGGING = /^(un)?tag/;
const PERMISSIONS = /^(put|attach|detach|delete)(user|group|role)policy$|permissionsboundary$/;

/** Level of one action written out; absent for patterns and for texts that are no action. */
export function accessLevel(action: string): AccessLevel | undefined {
  const known = action.toLowerCase();
  const colon = known.indexOf(":");
  if (colon < 1 || isWildcardAction(action)) return undefined;
  const exception = EXCEPTIONS[known];
  if (exception) return exception;
  const name = known.slice(colon + 1);
  if (PERMISSIONS.test(name)) return "permissions";
  if (LIST.test(name)) return "list";
  if (READ.test(name)) return "read";
  return TAGGING.test(name) ? "tagging" : "write";
}

/** One action of each level that a pattern may cover, for services where the table knows none. */
const SAMPLE_VERBS: readonly (readonly [string, AccessLevel])[] = [
  ["list", "list"],
  ["get", "read"],
  ["describe", "read"],
  ["create", "write"],
  ["put", "write"],
  ["update", "write"],
  ["delete", "write"],
  ["tag", "tagging"],
];

/** Levels that a pattern reaches, sorted; for `s3:Put*` permissions and write. One written-out action has one level. */
export function accessLevels(pattern: string): readonly AccessLevel[] {
  const one = accessLevel(pattern);
  if (one) return [one];
  const levels = new Set<AccessLevel>();
  for (const [action, level] of Object.entries(EXCEPTIONS)) if (matchesAction(pattern, action)) levels.add(level);
  const service = pattern.includes(":") ? pattern.slice(0, pattern.indexOf(":")) : "*";
  const name = pattern.slice(pattern.indexOf(":") + 1).toLowerCase();
  const fixed = name.slice(0, name.search(/[*?]/));
  for (const [verb, level] of SAMPLE_VERBS) {
    if (service === "*" || fixed === "" || verb.startsWith(fixed) || fixed.startsWith(verb)) levels.add(level);
  }
  return [...levels].sort();
}
