// Every rule, in the order of the catalogue. A registry test checks that ids are unique and each has its page and tests.
import type { Rule } from "./rule.ts";
import { osCommandInjection } from "./sas-1/os-command-injection.ts";
import { codeInjection } from "./sas-1/code-injection.ts";
import { sqlInjection } from "./sas-1/sql-injection.ts";
import { nosqlInjection } from "./sas-1/nosql-injection.ts";
import { messageTampering } from "./sas-1/message-tampering.ts";
import { unsafeDeserialization } from "./sas-1/unsafe-deserialization.ts";
import { xmlExternalEntity } from "./sas-1/xml-external-entity.ts";
import { serverSideRequestForgery } from "./sas-1/server-side-request-forgery.ts";
import { pathTraversal } from "./sas-1/path-traversal.ts";
import { templateInjection } from "./sas-1/template-injection.ts";
import { htmlInjection } from "./sas-1/html-injection.ts";
import { promptInjection } from "./sas-1/prompt-injection.ts";
import { openRedirect } from "./sas-1/open-redirect.ts";
import { missingRequestValidation } from "./sas-1/missing-request-validation.ts";
import { unauthenticatedEndpoint } from "./sas-2/unauthenticated-endpoint.ts";
import { unauthenticatedEventSource } from "./sas-2/unauthenticated-event-source.ts";
import { weakUserPool } from "./sas-2/weak-user-pool.ts";
import { tokenNotVerified } from "./sas-2/token-not-verified.ts";
import { homeMadeAuthentication } from "./sas-2/home-made-authentication.ts";
import { permissiveAuthorizer } from "./sas-2/permissive-authorizer.ts";
import { webhookSignatureMissing } from "./sas-2/webhook-signature-missing.ts";
import { apiKeyAsOnlyAuthentication } from "./sas-2/api-key-as-only-authentication.ts";
import { insecureIotPolicy } from "./sas-2/insecure-iot-policy.ts";
import { publicStore } from "./sas-3/public-store.ts";
import { blockPublicAccessOff } from "./sas-3/block-public-access-off.ts";
import { encryptionAtRestMissing } from "./sas-3/encryption-at-rest-missing.ts";
import { transportNotEncrypted } from "./sas-3/transport-not-encrypted.ts";
import { permissiveCors } from "./sas-3/permissive-cors.ts";
import { versioningOrRecoveryOff } from "./sas-3/versioning-or-recovery-off.ts";
import { deprecatedRuntime } from "./sas-3/deprecated-runtime.ts";
import { resourcePolicyTooOpen } from "./sas-3/resource-policy-too-open.ts";
import { defaultConfiguration } from "./sas-3/default-configuration.ts";
import { warmContainerState } from "./sas-3/warm-container-state.ts";
import { wildcardAction } from "./sas-4/wildcard-action.ts";
import { wildcardResource } from "./sas-4/wildcard-resource.ts";
import { unusedPermission } from "./sas-4/unused-permission.ts";
import { managedPolicyTooBroad } from "./sas-4/managed-policy-too-broad.ts";
import { sharedRole } from "./sas-4/shared-role.ts";
import { privilegeEscalation } from "./sas-4/privilege-escalation.ts";
import { roleTrustTooOpen } from "./sas-4/role-trust-too-open.ts";
import { missingPermission } from "./sas-4/missing-permission.ts";
import { crossStackInvoke } from "./sas-4/cross-stack-invoke.ts";
import { tracingOff } from "./sas-5/tracing-off.ts";
import { accessLogMissing } from "./sas-5/access-log-missing.ts";
import { logRetentionUnset } from "./sas-5/log-retention-unset.ts";
import { noFailureDestination } from "./sas-5/no-failure-destination.ts";
import { noAlarm } from "./sas-5/no-alarm.ts";
import { auditTrailMissing } from "./sas-5/audit-trail-missing.ts";
import { securityEventNotLogged } from "./sas-5/security-event-not-logged.ts";
import { loggingDisabled } from "./sas-5/logging-disabled.ts";
import { orphanFunction } from "./sas-5/orphan-function.ts";
import { vulnerableDependency } from "./sas-6/vulnerable-dependency.ts";
import { unpinnedDependency } from "./sas-6/unpinned-dependency.ts";
import { unusedDependency } from "./sas-6/unused-dependency.ts";
import { deprecatedDependency } from "./sas-6/deprecated-dependency.ts";
import { foreignLayer } from "./sas-6/foreign-layer.ts";
import { installScript } from "./sas-6/install-script.ts";
import { hardCodedSecret } from "./sas-7/hard-coded-secret.ts";
import { plaintextEnvironmentSecret } from "./sas-7/plaintext-environment-secret.ts";
import { secretInLog } from "./sas-7/secret-in-log.ts";
import { unencryptedSecret } from "./sas-7/unencrypted-secret.ts";
import { secretInRepositoryConfig } from "./sas-7/secret-in-repository-config.ts";
import { noThrottling } from "./sas-8/no-throttling.ts";
import { noConcurrencyLimit } from "./sas-8/no-concurrency-limit.ts";
import { excessiveTimeout } from "./sas-8/excessive-timeout.ts";
import { recursiveTrigger } from "./sas-8/recursive-trigger.ts";
import { regexDenialOfService } from "./sas-8/regex-denial-of-service.ts";
import { unboundedWork } from "./sas-8/unbounded-work.ts";
import { unboundedRetry } from "./sas-8/unbounded-retry.ts";
import { subnetExhaustion } from "./sas-8/subnet-exhaustion.ts";
import { outboundWithoutTimeout } from "./sas-8/outbound-without-timeout.ts";
import { diskExhaustion } from "./sas-8/disk-exhaustion.ts";
import { checkBypassed } from "./sas-9/check-bypassed.ts";
import { invokePermissionTooOpen } from "./sas-9/invoke-permission-too-open.ts";
import { eventSourceNotChecked } from "./sas-9/event-source-not-checked.ts";
import { notIdempotent } from "./sas-9/not-idempotent.ts";
import { workflowWithoutErrorHandling } from "./sas-9/workflow-without-error-handling.ts";
import { clientControlledFlow } from "./sas-9/client-controlled-flow.ts";
import { verboseErrorResponse } from "./sas-10/verbose-error-response.ts";
import { debugModeEnabled } from "./sas-10/debug-mode-enabled.ts";
import { sensitiveDataLogged } from "./sas-10/sensitive-data-logged.ts";
import { unhandledError } from "./sas-10/unhandled-error.ts";
import { swallowedError } from "./sas-10/swallowed-error.ts";
import { defaultGatewayErrors } from "./sas-10/default-gateway-errors.ts";

export const RULES: readonly Rule[] = [
  osCommandInjection,
  codeInjection,
  sqlInjection,
  nosqlInjection,
  messageTampering,
  unsafeDeserialization,
  xmlExternalEntity,
  serverSideRequestForgery,
  pathTraversal,
  templateInjection,
  htmlInjection,
  promptInjection,
  openRedirect,
  missingRequestValidation,
  unauthenticatedEndpoint,
  unauthenticatedEventSource,
  weakUserPool,
  tokenNotVerified,
  homeMadeAuthentication,
  permissiveAuthorizer,
  webhookSignatureMissing,
  apiKeyAsOnlyAuthentication,
  insecureIotPolicy,
  publicStore,
  blockPublicAccessOff,
  encryptionAtRestMissing,
  transportNotEncrypted,
  permissiveCors,
  versioningOrRecoveryOff,
  deprecatedRuntime,
  resourcePolicyTooOpen,
  defaultConfiguration,
  warmContainerState,
  wildcardAction,
  wildcardResource,
  unusedPermission,
  managedPolicyTooBroad,
  sharedRole,
  privilegeEscalation,
  roleTrustTooOpen,
  missingPermission,
  crossStackInvoke,
  tracingOff,
  accessLogMissing,
  logRetentionUnset,
  noFailureDestination,
  noAlarm,
  auditTrailMissing,
  securityEventNotLogged,
  loggingDisabled,
  orphanFunction,
  vulnerableDependency,
  unpinnedDependency,
  unusedDependency,
  deprecatedDependency,
  foreignLayer,
  installScript,
  hardCodedSecret,
  plaintextEnvironmentSecret,
  secretInLog,
  unencryptedSecret,
  secretInRepositoryConfig,
  noThrottling,
  noConcurrencyLimit,
  excessiveTimeout,
  recursiveTrigger,
  regexDenialOfService,
  unboundedWork,
  unboundedRetry,
  subnetExhaustion,
  outboundWithoutTimeout,
  diskExhaustion,
  checkBypassed,
  invokePermissionTooOpen,
  eventSourceNotChecked,
  notIdempotent,
  workflowWithoutErrorHandling,
  clientControlledFlow,
  verboseErrorResponse,
  debugModeEnabled,
  sensitiveDataLogged,
  unhandledError,
  swallowedError,
  defaultGatewayErrors,
];
