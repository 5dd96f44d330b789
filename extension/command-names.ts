/** Commands of the manifest, without the prefix `serverlessAtlas.`. */
export const MANIFEST_COMMANDS = [
  "openAppMap",
  "reanalyse",
  "cancelAnalysis",
  "showLog",
  "openSample",
  "groupByKind",
  "groupByRisk",
  "showOnMap",
  "applyFix",
  "showBlastRadius",
  "showReachers",
  "showPath",
  "showPolicy",
  "refreshAdvisories",
  "writeBaseline",
] as const;

/** Commands that only our own links and tree items run. */
export const LINK_COMMANDS = ["openTreeItem", "openRange", "openRuleDocumentation", "insertMitigation"] as const;

export type CommandName = (typeof MANIFEST_COMMANDS)[number] | (typeof LINK_COMMANDS)[number];
