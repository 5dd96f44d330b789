import { promptInjection } from "../../../language-analysis/rules/sas-1/prompt-injection.ts";
import { ruleTable } from "../rule-table.ts";
import { endpoint } from "./endpoint.ts";

ruleTable(promptInjection, {
  "instructions and input in one text": endpoint(`
const OpenAI = require("openai");
const openai = new OpenAI();
exports.handler = async (event) => {
  const content = "You are our clerk. The customer says: " + event.body;
  return await openai.chat.completions.create({ messages: [{ role: "user", content }] });
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/prompt-injection high
};`),
  "input alone in a message": endpoint(`
const OpenAI = require("openai");
const openai = new OpenAI();
exports.handler = async (event) => {
  const rules = { role: "system", content: "You are our clerk." };
  return await openai.chat.completions.create({ messages: [rules, { role: "user", content: event.body }] });
};`),
  "text that passes through something unknown": endpoint(`
const OpenAI = require("openai");
const { clean } = require("some-library");
const openai = new OpenAI();
exports.handler = async (event) => {
  const content = "You are our clerk. The customer says: " + clean(event.body);
  return await openai.chat.completions.create({ messages: [{ role: "user", content }] });
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SAS-1/prompt-injection medium
};`),
});
