import { fileURLToPath } from "node:url";
import { readAdvisories } from "../../language-analysis/host/advisories.ts";

export const SHIPPED_ADVISORIES = readAdvisories(fileURLToPath(new URL("../../data/advisories.json", import.meta.url)));
