/** 12345 as "12,345". */
export function count(n: number): string {
  return Math.round(n).toLocaleString("en-GB");
}

/** A count and what is counted: "1 image", "2 images". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A score from 0 to 1 with three digits; a dash where there is none. */
export function score(value: number | undefined): string {
  return value === undefined ? "-" : value.toFixed(3);
}

/** A number with about `digits` significant digits and no exponent where it can be helped. */
export function brief(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(digits - 2);
  const whole = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1;
  return value.toFixed(Math.max(0, digits - whole));
}

/** Bytes in units of 1024. */
export function bytes(n: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  while (n >= 1024 && unit < units.length - 1) {
    n /= 1024;
    unit++;
  }
  return `${unit === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${units[unit]}`;
}

/** Seconds as "0.8 s", "42 s", "3 min 05 s", "2 h 07 min" or "3 d 4 h". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  const two = (n: number) => String(n).padStart(2, "0");
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`;
  const m = Math.round(s / 60);
  if (m < 24 * 60) return `${Math.floor(m / 60)} h ${two(m % 60)} min`;
  const h = Math.round(s / 3600);
  return `${Math.floor(h / 24)} d ${h % 24} h`;
}

/** Days from two on, and years; shorter times as everywhere. */
export function longDuration(seconds: number): string {
  const days = seconds / 86_400;
  if (days >= 730) return `${Math.round(days / 365)} years`;
  return days >= 2 ? `${Math.round(days)} days` : duration(seconds);
}
