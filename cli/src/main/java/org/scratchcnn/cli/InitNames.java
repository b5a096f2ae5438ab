package org.scratchcnn.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.scratchcnn.network.InitSpec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Distributions of initial weights as users type them, for example {@code he-normal}. */
final class InitNames implements ITypeConverter<InitSpec>, Iterable<String> {

    private static String name(InitSpec init) {
        return init.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public InitSpec convert(String value) {
        return Arrays.stream(InitSpec.values())
                .filter(init -> name(init).equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "there is no distribution \"%s\"; there are: %s".formatted(value, String.join(", ", this))));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(InitSpec.values()).map(InitNames::name).iterator();
    }
}
