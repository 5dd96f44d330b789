// Calls that write to a log, by their name, whatever the library.
const LOGS =
  /^(console|log|logger|logging|winston|pino|bunyan|tracer|metrics)\.|^(print|pprint|debug)$|(^|\.)(log|logger|logging|console)\.\w+$|\.(exception|error|warn|warning|info|audit|putMetric|addMetric|add_metric|captureException|capture_exception)$|^(putMetricData|captureException|audit)$/i;

export function isLogCall(name: string): boolean {
  return LOGS.test(name);
}
