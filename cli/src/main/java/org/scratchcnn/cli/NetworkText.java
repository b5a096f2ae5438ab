package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.json.NetworkJson;
import org.scratchcnn.json.NetworkPattern;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A network as users name it: by the file that describes it, by a pattern such as {@code INPUT -> CONV -> FC}, or by the
 * name of one that the library has.
 */
record NetworkText(String text) {

    /**
     * The network. One that the library has takes its own input, whatever the data are.
     *
     * @param spec of the command that they name it for
     * @param input shape of the data's samples, where there are data
     * @param classes of the data, likewise
     * @throws ParameterException if it is neither; the message lists the networks that the library has
     */
    NetworkSpec read(@Nullable CommandSpec spec, Optional<Shape> input, OptionalInt classes) throws IOException {
        if (NetworkPattern.isPattern(text)) {
            return NetworkPattern.read(text, input, classes);
        }
        var file = Path.of(text);
        return text.toLowerCase(Locale.ROOT).endsWith(".json") || Files.exists(file)
                ? NetworkJson.read(file, input)
                : Commands.wronglyCalledIfIllegal(spec, () -> Zoo.network(text));
    }
}
