export { wordsOf } from "../model/words.ts";
