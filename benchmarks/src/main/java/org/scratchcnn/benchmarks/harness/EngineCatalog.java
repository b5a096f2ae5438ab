package org.scratchcnn.benchmarks.harness;

import static org.scratchcnn.worker.EngineNames.DL4J;
import static org.scratchcnn.worker.EngineNames.DL4J_SHIPPED;
import static org.scratchcnn.worker.EngineNames.PYTORCH;
import static org.scratchcnn.worker.EngineNames.PYTORCH_CHANNELS_LAST;
import static org.scratchcnn.worker.EngineNames.PYTORCH_DOUBLE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.EngineNames;

/**
 * How each engine's process is started.
 *
 * @param home the top folder of a built project
 */
public record EngineCatalog(Path home) {

    /** The library's own: the others compute outside the heap, where larger objects would only cost them. */
    private static final List<String> SCRATCH_FLAGS =
            List.of("-Xmx4g", "-XX:ObjectAlignmentInBytes=64", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");

    /**
     * Why the engine of that name can't be started, and what to do about it; empty if it can.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public Optional<String> obstacle(String name) {
        try {
            var _ = launch(name);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * How the engine of that name is started.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     * @throws IllegalStateException if the engine's module is not built
     */
    EngineLaunch launch(String name) {
        return switch (name) {
            case DL4J, DL4J_SHIPPED -> launchedFrom("dl4j-reference", "./mvnw package -DskipTests", name);
            case PYTORCH, PYTORCH_CHANNELS_LAST, PYTORCH_DOUBLE ->
                launchedFrom("pytorch-reference", "./mvnw -Ppytorch package -DskipTests", name);
            default ->
                new EngineLaunch(
                        EngineNames.require(name),
                        ScratchWorker.class.getName(),
                        System.getProperty("java.class.path"),
                        SCRATCH_FLAGS,
                        Map.of());
        };
    }

    private EngineLaunch launchedFrom(String module, String buildCommand, String name) {
        return EngineLaunch.read(home.resolve(module), buildCommand).stream()
                .filter(launch -> launch.engine().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The module %s has no engine %s; run %s".formatted(module, name, buildCommand)));
    }
}
