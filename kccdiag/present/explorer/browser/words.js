// Words and numbers the way the page's language writes them; every sentence comes with the page.

function wordsOf(page) {
  const plain = [0, 1, 2].map(
    (digits) => new Intl.NumberFormat(page.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const known = (value) => typeof value === "number" && Number.isFinite(value);

  // One pass only, so that a name with braces in it is not filled in again.
  const say = (key, values = {}) => String(page.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const number = (value, digits = 0) => (known(value) ? plain[digits].format(value) : say("not_measurable"));
  const percent = (value, digits) => (page.language === "nl" ? `${number(value, digits)}\u00a0%` : `${number(value, digits)}%`);

  function share(value) {
    if (!known(value)) return say("not_measurable");
    if (value > 0 && value < 0.001) return `<${percent(0.1, 1)}`;
    return percent(100 * value, value > 0 && value < 0.0095 ? 1 : 0);
  }

  // Of a hundred: without the sign for percent, as in "of 100 signals 34 came back".
  function ofHundred(value) {
    if (!known(value)) return say("not_measurable");
    return number(100 * value, value > 0 && value < 0.0095 ? 1 : 0);
  }

  function days(value) {
    if (!known(value)) return say("not_measurable");
    if (value < 0.5 / 24) return say("under_hour");
    const hours = Math.round(value * 24);
    if (hours < 24) return say(hours === 1 ? "hour" : "hours", { n: number(hours) });
    const digits = value < 9.95 && Math.round(value * 10) % 10 ? 1 : 0;
    const written = number(value, digits);
    return say(written === "1" ? "day" : "days", { n: written });
  }

  function times(value) {
    if (!known(value)) return say("not_measurable");
    return number(value, value < 0.995 ? 2 : value < 9.95 ? 1 : 0);
  }

  // A change of a share, in points of a percentage, with its sign.
  function signed(value) {
    if (!known(value)) return say("not_measurable");
    const written = number(Math.abs(100 * value), Math.abs(value) < 0.0995 ? 1 : 0);
    return /[1-9]/.test(written) ? (value > 0 ? "+" : "−") + written : written;
  }

  // How much a share changed, with its interval where there is one.
  function change({ value, low, high }) {
    const points = say("points", { n: signed(value) });
    return known(low) ? say("difference", { value: points, low: signed(low), high: signed(high) }) : say("difference_bare", { value: points });
  }

  // The ends of an interval; one without an upper end says where it begins.
  function interval(low, high, write) {
    if (!known(low) && !known(high)) return say("no_interval");
    if (!known(high)) return say("interval_open", { low: write(low) });
    return say("interval", { low: write(known(low) ? low : 0), high: write(high) });
  }

  function withInterval(value, low, high, write) {
    if (!known(value)) return say("not_measurable");
    return say("estimate", { value: write(value), interval: interval(low, high, write) });
  }

  const moment = (iso) => new Date(`${iso}T00:00:00Z`);
  const dated = new Intl.DateTimeFormat(page.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const monthly = new Intl.DateTimeFormat(page.locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const date = (iso) => dated.format(moment(iso));
  const month = (iso) => monthly.format(moment(iso));

  return { say, known, number, share, ofHundred, days, times, change, interval, withInterval, date, month, moment };
}

// Marks a key of the words that is said later.
const key = (name) => name;
