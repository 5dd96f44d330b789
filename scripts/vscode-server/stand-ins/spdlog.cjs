// Stands in for the native part of `@vscode/spdlog`, which is not built here. Without it the server writes no log file
// and no output channel ("Show Log") has text. Same interface, plain synchronous appends.
const fs = require("node:fs");
const path = require("node:path");

const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

class Logger {
  constructor(_loggerType, name, filename) {
    this.name = name;
    this.filename = filename;
    this.level = 2;
    this.isFormatted = true;
    fs.mkdirSync(path.dirname(filename), { recursive: true });
    fs.appendFileSync(filename, "");
  }

  write(level, message) {
    if (LEVELS.indexOf(level) < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    // The text of an output channel brings its own line ends.
    fs.appendFileSync(this.filename, this.isFormatted ? `${time} [${level}] ${message}\n` : String(message));
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.isFormatted = true;
  }
  clearFormatters() {
    this.isFormatted = false;
  }
  flush() {}
  drop() {}
}
for (const level of LEVELS) {
  Logger.prototype[level] = function (message) {
    this.write(level, message);
  };
}

async function createRotatingLogger(name, filename) {
  return new Logger("rotating", name, filename);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createRotatingLogger;
exports.createAsyncRotatingLogger = createRotatingLogger;
