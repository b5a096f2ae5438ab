package org.scratchcnn.reports.content;

import java.util.Optional;

/** What became of the zoo's networks in the hands they come from. */
final class PriorWork {

    private PriorWork() {}

    /** What the author of that network reported of an implementation of their own; empty where nothing is known. */
    static Optional<String> of(String network) {
        return switch (network) {
            case "mnist-untied-cnn" ->
                Optional.of("Before: its author's own implementation took 63 hours to train this network on MNIST.");
            case "scratcher-cnn" ->
                Optional.of("Before: in its author's own implementation this network never learned.");
            default -> Optional.empty();
        };
    }
}
