package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.scratchcnn.json.NetworkJson;
import org.scratchcnn.json.NetworkPattern;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;

/** A network as users name it: by the file that describes it, or by a pattern such as {@code INPUT -> CONV -> FC}. */
record NetworkText(String text) {

    /** Whether it is a pattern. */
    boolean isPattern() {
        return NetworkPattern.isPattern(text);
    }

    /**
     * The network.
     *
     * @param input shape of the data's samples, where there are data
     * @param classes of the data, likewise
     */
    NetworkSpec read(Optional<Shape> input, OptionalInt classes) throws IOException {
        return isPattern() ? NetworkPattern.read(text, input, classes) : NetworkJson.read(Path.of(text), input);
    }
}
