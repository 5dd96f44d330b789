// Writing results: to a file, or to standard output until it has really taken everything.
import { writeFileSync } from "node:fs";
import { UsageError } from "./arguments.ts";

export async function write(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return writeToStandardOutput(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file} can't be written: ${(error as Error).message}.`);
  }
}

/** A pipe takes a large text in parts and later; who exits before loses the rest. A reader that has left is no error (`| head`). */
function writeToStandardOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    };
    process.stdout.once("error", settle);
    process.stdout.write(text, settle);
  });
}

/** One line on a terminal's standard error that replaces itself; nothing anywhere else. */
export class Progress {
  private readonly isShown = process.stderr.isTTY;
  private last = 0;

  show(done: number, total: number): void {
    const now = Date.now();
    if (!this.isShown || (done < total && now - this.last < 80)) return;
    this.last = now;
    process.stderr.write(`\r\u001B[KReading ${done} of ${total} files`);
  }

  clear(): void {
    if (this.isShown) process.stderr.write("\r\u001B[K");
  }
}
