// In which formats a fix writes, told by the files that a case of a fix table changes.
import type { FixCase } from "./fix-table.ts";

export const TEMPLATE_FORMATS: readonly string[] = [
  "SAM",
  "CloudFormation YAML",
  "CloudFormation JSON",
  "Serverless Framework",
];

export function isTemplateFormat(format: string): boolean {
  return TEMPLATE_FORMATS.includes(format);
}

export function formatOfFix({ files, after = {} }: FixCase): readonly string[] {
  return Object.keys(after).map((file) => formatOf(file, files[file] ?? ""));
}

function formatOf(file: string, text: string): string {
  if (/\.[cm]?[jt]sx?$/.test(file)) return "JavaScript";
  if (file.endsWith(".py")) return "Python";
  if (/^service:/m.test(text)) return "Serverless Framework";
  if (/AWS::Serverless-2016-10-31/.test(text)) return "SAM";
  if (/"Resources"\s*:/.test(text)) return "CloudFormation JSON";
  return /^Resources:/m.test(text) ? "CloudFormation YAML" : "manifest";
}
