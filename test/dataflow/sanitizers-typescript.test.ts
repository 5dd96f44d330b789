import { describe } from "vitest";
import { appTable } from "./app-table.ts";

describe("checks and conversions end what they really protect, TypeScript", () => {
  appTable("ts", {
    "enum values includes": `
// api: none
import { exec } from "child_process";
enum Kind { A = "a", B = "b" }
export const handler = async (event: any) => { const { n } = JSON.parse(event.body); if (!Object.values(Kind).includes(n)) return; exec("run " + n); };`,
    "class-validator": `
// api: os-command body.name
import { IsInt, IsString, IsUUID, validateOrReject } from "class-validator"; import { plainToInstance } from "class-transformer"; import { exec } from "child_process";
class Dto { @IsString() name: string; @IsUUID() id: string; @IsInt() n: number; }
export const handler = async (event: any) => { const dto = plainToInstance(Dto, JSON.parse(event.body)); await validateOrReject(dto); exec("a " + dto.name); exec("b " + dto.id); exec("c " + dto.n); };`,
  });
});
