// Stands in for `@vscode/native-watchdog`, which ends an extension host whose server hangs. Our scripts end the whole
// process group themselves.
exports.start = () => {};
