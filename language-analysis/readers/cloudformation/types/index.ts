// All resource types of CloudFormation. A new type is one entry in the table of its subject.
import type { ResourceTable } from "../../resource.ts";
import { API_TYPES } from "./apis.ts";
import { APPSYNC_TYPES } from "./appsync.ts";
import { CALLER_TYPES } from "./callers.ts";
import { COMPUTE_TYPES } from "./compute.ts";
import { EDGE_TYPES } from "./edge.ts";
import { EVENT_TYPES } from "./events.ts";
import { MESSAGING_TYPES } from "./messaging.ts";
import { SECURITY_TYPES } from "./security.ts";
import { STACK_TYPES } from "./stacks.ts";
import { STORAGE_TYPES } from "./storage.ts";
import { WORKFLOW_TYPES } from "./workflows.ts";

export const CLOUDFORMATION_TYPES: ResourceTable = {
  ...COMPUTE_TYPES,
  ...STORAGE_TYPES,
  ...MESSAGING_TYPES,
  ...SECURITY_TYPES,
  ...EVENT_TYPES,
  ...WORKFLOW_TYPES,
  ...API_TYPES,
  ...APPSYNC_TYPES,
  ...EDGE_TYPES,
  ...CALLER_TYPES,
  ...STACK_TYPES,
};
