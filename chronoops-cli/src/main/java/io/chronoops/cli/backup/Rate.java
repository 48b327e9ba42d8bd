package io.chronoops.cli.backup;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes a second, as people write them: 20MB/s, 500 kB/s, 1.5GiB/s. */
record Rate(long bytesPerSecond) {
    private static final Pattern FORM =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmg]?i?b)(?:/s)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Long> UNITS = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    /** Reads its text form. */
    static final class Converter implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            Long unit = form.matches() ? UNITS.get(form.group(2).toLowerCase(Locale.ROOT)) : null;
            if (unit == null) {
                throw new TypeConversionException("\"" + text + "\" is no rate: write it like 20MB/s or 500kB/s");
            }
            long bytes = new BigDecimal(form.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValue();
            if (bytes < 1) {
                throw new TypeConversionException("\"" + text + "\" is no rate: it must be above 0");
            }
            return new Rate(bytes);
        }
    }
}
