package org.scratchcnn.scratch.train;

import java.util.List;
import java.util.stream.Collectors;
import org.scratchcnn.core.engine.Engine;

/** The engines of this library. */
public final class ScratchEngines {

    private ScratchEngines() {}

    /** All engines, fastest first. */
    public static List<ScratchEngine> all() {
        return List.of();
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static ScratchEngine engine(String name) {
        return all().stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no engine \"%s\" in this library; there are: %s"
                                .formatted(
                                        name, all().stream().map(Engine::name).collect(Collectors.joining(", ")))));
    }
}
