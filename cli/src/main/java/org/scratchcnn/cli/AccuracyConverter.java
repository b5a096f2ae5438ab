package org.scratchcnn.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An accuracy as a user types it, as a share or in per cent, as a share in (0, 1]. */
final class AccuracyConverter implements ITypeConverter<Double> {

    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?|\\.\\d+)( ?%)?");

    @Override
    public Double convert(String value) {
        var match = NUMBER.matcher(value);
        if (!match.matches()) {
            throw wrong(value);
        }
        double number = Double.parseDouble(match.group(1));
        double share = match.group(2) == null ? number : number / 100;
        if (!(share > 0 && share <= 1)) {
            throw wrong(value);
        }
        return share;
    }

    private static TypeConversionException wrong(String value) {
        return new TypeConversionException(String.format(
                Locale.ROOT,
                "an accuracy is a share such as 0.88 or a percentage such as 88%%, above 0 and of at most 1, but is \"%s\"",
                value));
    }
}
