import * as vscode from "vscode";
import type { Message } from "../language-analysis/model/message.ts";

/** The message in the user's display language; English where there is no translation. */
export function localize({ template, args }: Message): string {
  return vscode.l10n.t(template, ...args);
}
